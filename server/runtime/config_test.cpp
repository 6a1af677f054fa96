// What the configuration file may say, and how a mistake in it is told.
#include "runtime/config.hpp"

#include <gtest/gtest.h>

namespace mashang::runtime {
namespace {

std::string complaint(std::string_view toml) {
  const auto config = parse_config(toml, "m.toml");
  return config ? "" : config.error().detail;
}

}  // namespace

TEST(Config, AnEmptyFileGivesTheDefaults) {
  const auto config = parse_config("", "m.toml");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->port, 8080);
  EXPECT_EQ(config->confirm_days, 7);
  EXPECT_EQ(config->reopen_days, 15);
}

TEST(Config, EveryKindOfKeyIsRead) {
  const auto config = parse_config(R"(
[server]
port = 9000
public_url = "https://ma.example"
trusted_proxies = ["10.0.0.0/8", "::1"]
[storage]
data = "/var/lib/mashang"
[county]
code = 431228
[triage]
enabled = false
[grids]
fewest_households = 250
[log]
access = false
)",
                                   "m.toml");
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->port, 9000);
  EXPECT_EQ(config->trusted_proxies.size(), 2u);
  EXPECT_EQ(config->data_directory, "/var/lib/mashang");
  EXPECT_EQ(config->county.value, 431228);
  EXPECT_FALSE(config->access_log);
  EXPECT_FALSE(config->understands);
  EXPECT_EQ(config->fewest_households, 250);
}

TEST(Config, AMistakeIsToldWithItsLineAndKey) {
  EXPECT_EQ(complaint("[server]\nport = 70000"), "m.toml:2: server.port must be a whole number between 0 and 65535");
  EXPECT_EQ(complaint("[server]\n\nport = \"80\""), "m.toml:3: server.port must be a whole number between 0 and 65535");
  EXPECT_EQ(complaint("[server]\nprot = 80"), "m.toml:2: server.prot is not a known key");
  EXPECT_EQ(complaint("[srever]\nport = 80"), "m.toml:2: srever.port is not a known key");
  EXPECT_EQ(complaint("port = 80"), "m.toml:1: port is not a known key");
  EXPECT_EQ(complaint("[log]\naccess = 1"), "m.toml:2: log.access must be true or false");
  EXPECT_EQ(complaint("[server]\ntrusted_proxies = [1]"), "m.toml:2: server.trusted_proxies must be a list of texts");
  EXPECT_TRUE(complaint("[server\n").starts_with("m.toml:1: "));
}

TEST(Config, KeysThatBelongTogetherAreCheckedTogether) {
  EXPECT_NE(complaint("[server]\ntls_key = \"k.pem\""), "");
  EXPECT_NE(complaint("[server]\npublic_url = \"https://a/\""), "");
  EXPECT_NE(complaint("[server]\npublic_url = \"ftp://a\""), "");
  EXPECT_NE(complaint("[log]\nlevel = \"loud\""), "");
  EXPECT_NE(complaint("[session]\nidle_minutes = 30\nabsolute_minutes = 20"), "");
}

}  // namespace mashang::runtime
