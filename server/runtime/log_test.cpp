// A log line is one JSON object, whatever the message holds.
#include "runtime/log.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/json.hpp"

namespace mashang::runtime {

TEST(Log, EachLineIsOneJsonObject) {
  const auto path = std::filesystem::temp_directory_path() / ("mashang_log_" + std::to_string(::getpid()));
  {
    Log log("info", path.string());
    log.debug("test", "not written");
    log.error("test", "line\nbreak \"quoted\" {}", "r1");
    AccessLines lines(log);
    lines.add({.request_id = "r2", .remote = "::1", .method = "GET", .pattern = "/d/{token}", .status = 200});
    lines.add({.request_id = "r3", .remote = "::1", .method = "GET", .pattern = "(none)", .status = 404});
  }
  std::ifstream in(path);
  std::string line;
  ASSERT_TRUE(std::getline(in, line));
  json::Fields error_line(line);
  EXPECT_EQ(error_line.text("message", 100), "line\nbreak \"quoted\" {}");
  EXPECT_EQ(error_line.text("request_id", 100), "r1");
  ASSERT_TRUE(std::getline(in, line));
  json::Fields access_line(line);
  EXPECT_EQ(access_line.text("route", 100), "/d/{token}");
  ASSERT_TRUE(std::getline(in, line));
  EXPECT_EQ(json::Fields(line).text("request_id", 100), "r3");
  EXPECT_FALSE(std::getline(in, line));
  std::filesystem::remove(path);
}

}  // namespace mashang::runtime
