// The TOML file: a table of keys, each with its place in Config and its range.
#include "runtime/config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <fstream>
#include <sstream>

namespace mashang::runtime {
namespace {

struct Problem {
  std::string text;
  std::uint32_t line = 0;
};

/// Takes known keys out of the parsed file; what is left over is unknown.
class Reader {
 public:
  explicit Reader(toml::table& root) : root_(root) {}

  void text(std::string_view section, std::string_view key, std::string& out) {
    take(
        section, key,
        [&](const toml::node& node) {
          const auto value = node.value_exact<std::string>();
          if (value) out = *value;
          return value.has_value();
        },
        "must be text");
  }

  void flag(std::string_view section, std::string_view key, bool& out) {
    take(
        section, key,
        [&](const toml::node& node) {
          const auto value = node.value_exact<bool>();
          if (value) out = *value;
          return value.has_value();
        },
        "must be true or false");
  }

  template <class N>
  void number(std::string_view section, std::string_view key, N& out, std::int64_t min, std::int64_t max) {
    take(
        section, key,
        [&](const toml::node& node) {
          const auto value = node.value_exact<std::int64_t>();
          const bool fits = value && *value >= min && *value <= max;
          if (fits) out = static_cast<N>(*value);
          return fits;
        },
        fmt::format("must be a whole number between {} and {}", min, max));
  }

  void texts(std::string_view section, std::string_view key, std::vector<std::string>& out) {
    take(
        section, key,
        [&](const toml::node& node) {
          const auto* array = node.as_array();
          if (array == nullptr) return false;
          out.clear();
          for (const auto& item : *array) {
            const auto value = item.value_exact<std::string>();
            if (!value) return false;
            out.push_back(*value);
          }
          return true;
        },
        "must be a list of texts");
  }

  /// The first thing that was wrong, or a key nobody asked for.
  std::optional<Problem> problem() {
    for (auto&& [section, node] : root_) {
      if (problem_) break;
      const auto* table = node.as_table();
      if (table == nullptr)
        problem_ = Problem{fmt::format("{} is not a known key", section.str()), node.source().begin.line};
      else if (!table->empty())
        problem_ = Problem{fmt::format("{}.{} is not a known key", section.str(), table->begin()->first.str()),
                           table->begin()->second.source().begin.line};
    }
    return problem_;
  }

 private:
  template <class Accept>
  void take(std::string_view section, std::string_view key, Accept accept, std::string_view rule) {
    auto* table = root_[section].as_table();
    if (table == nullptr) return;
    const auto* node = table->get(key);
    if (node == nullptr) return;
    if (!accept(*node) && !problem_)
      problem_ = Problem{fmt::format("{}.{} {}", section, key, rule), node->source().begin.line};
    table->erase(key);
  }

  toml::table& root_;
  std::optional<Problem> problem_;
};

void read_server(Reader& in, Config& config) {
  in.text("server", "listen", config.listen);
  in.number("server", "port", config.port, 0, 65535);
  in.text("server", "public_url", config.public_url);
  in.number("server", "threads", config.threads, 0, 256);
  in.texts("server", "trusted_proxies", config.trusted_proxies);
  in.text("server", "tls_certificate", config.tls_certificate);
  in.text("server", "tls_key", config.tls_key);
  in.text("storage", "data", config.data_directory);
  in.text("storage", "postgres_url", config.postgres_url);
  in.number("storage", "postgres_read_connections", config.postgres_read_connections, 1, 256);
}

void read_rules(Reader& in, Config& config) {
  in.number("county", "code", config.county.value, 110000, 829999);
  in.text("county", "name_en", config.county_name_en);
  in.number("county", "confirm_days", config.confirm_days, 1, 60);
  in.number("county", "reopen_days", config.reopen_days, 0, 365);
  in.number("session", "idle_minutes", config.session_idle.value, 1, 60 * 24 * 30);
  in.number("session", "absolute_minutes", config.session_absolute.value, 1, 60 * 24 * 90);
  in.number("limits", "max_connections", config.max_connections, 1, 1'000'000);
  in.number("limits", "header_bytes", config.header_bytes, 1024, 1024 * 1024);
  in.number("limits", "header_seconds", config.header_seconds, 1, 600);
  in.number("limits", "body_seconds", config.body_seconds, 1, 3600);
  in.number("limits", "idle_seconds", config.idle_seconds, 1, 3600);
  in.number("limits", "upload_bytes", config.upload_bytes, 1024, std::int64_t{1} << 40);
  in.number("limits", "requests_per_address", config.requests_per_address, 0, 1'000'000);
  in.number("limits", "requests_per_code", config.requests_per_code, 0, 1'000'000);
  in.flag("triage", "enabled", config.understands);
  in.number("grids", "fewest_households", config.fewest_households, 1, 100'000);
  in.number("grids", "most_households", config.most_households, 1, 100'000);
  in.text("log", "level", config.log_level);
  in.text("log", "file", config.log_file);
  in.flag("log", "access", config.access_log);
}

tl::unexpected<Error> bad(std::string detail) {
  return failure(ErrorKind::unprocessable, "runtime.bad_config", std::move(detail));
}

}  // namespace

Result<Config> parse_config(std::string_view toml, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(toml, name);
  } catch (const toml::parse_error& wrong) {
    return bad(fmt::format("{}:{}: {}", name, wrong.source().begin.line, wrong.description()));
  }
  Config config;
  Reader in(root);
  read_server(in, config);
  read_rules(in, config);
  if (const auto problem = in.problem()) return bad(fmt::format("{}:{}: {}", name, problem->line, problem->text));
  if (auto checked = check_config(config); !checked) return bad(fmt::format("{}: {}", name, checked.error().detail));
  return config;
}

Result<Config> read_config(const std::string& path) {
  std::ifstream file(path);
  if (!file) return failure(ErrorKind::not_found, "runtime.config_unreadable", path + " cannot be read");
  std::stringstream content;
  content << file.rdbuf();
  return parse_config(content.str(), path);
}

Result<void> check_config(const Config& config) {
  const bool is_web_address = config.public_url.starts_with("http://") || config.public_url.starts_with("https://");
  if (!is_web_address || config.public_url.ends_with('/'))
    return bad("server.public_url must begin with http:// or https:// and not end with a slash");
  if (config.tls_certificate.empty() != config.tls_key.empty())
    return bad("server.tls_certificate and server.tls_key must be set together");
  if (config.session_idle > config.session_absolute)
    return bad("session.idle_minutes must not exceed session.absolute_minutes");
  if (config.fewest_households > config.most_households)
    return bad("grids.fewest_households must not exceed grids.most_households");
  for (const auto* level : {"debug", "info", "warn", "error", "off"})
    if (config.log_level == level) return {};
  return bad("log.level must be debug, info, warn, error or off");
}

}  // namespace mashang::runtime
