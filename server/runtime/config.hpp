// Everything an installation may set: defaults here, a TOML file over them, the command line over that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"

namespace mashang::runtime {

/// Read once at start, then passed by reference and never changed.
struct Config {
  // [server]
  std::string listen = "127.0.0.1";                  ///< address to bind; "0.0.0.0" or "::" for all
  std::uint16_t port = 8080;                         ///< 0: any free port (tests)
  std::string public_url = "http://localhost:8080";  ///< what door codes and case links begin with; no slash at the end
  int threads = 0;                                   ///< event loops; 0: one per core
  std::vector<std::string> trusted_proxies = {};     ///< addresses or CIDR blocks whose X-Forwarded-* are believed
  std::string tls_certificate = {};                  ///< PEM chain; set together with tls_key
  std::string tls_key = {};

  // [storage]
  std::string data_directory = "data";  ///< database, keys, attachments
  std::string postgres_url = {};        ///< empty: the embedded database
  int postgres_read_connections = 8;

  // [county]
  CountyCode county{431229};
  std::string county_name_en = "Jingzhou Miao and Dong Autonomous County";
  std::int64_t confirm_days = 7;  ///< silence of the reporter closes the case after so many days
  std::int64_t reopen_days = 15;

  // [session]
  Minutes session_idle{8 * 60};
  Minutes session_absolute{7 * 24 * 60};

  // [limits]
  int max_connections = 10'000;
  std::size_t header_bytes = 16 * 1024;
  int header_seconds = 10;  ///< from the first byte of a request to the end of its head
  int body_seconds = 30;    ///< without a single byte of the body arriving
  int idle_seconds = 75;    ///< between two requests of a connection
  std::uint64_t upload_bytes = 500ull * 1024 * 1024;
  int requests_per_address = 600;  ///< a minute, for door codes and case links, from one client address; 0: no limit
  int requests_per_code = 60;      ///< a minute, for one door code or case link; 0: no limit

  // [triage]
  bool understands = true;  ///< enabled; false: nothing is suggested, no danger is heard in a report

  // [grids]
  std::int32_t fewest_households = 300;  ///< of a grid, for whoever plans them
  std::int32_t most_households = 500;

  // [log]
  std::string log_level = "info";  ///< debug, info, warn, error, off
  std::string log_file = {};       ///< empty: standard error
  bool access_log = true;
};

/// `name` stands in messages. Fails with runtime.bad_config; the detail names file, line, key and what is allowed:
/// "mashang.toml:3: server.port must be between 0 and 65535". Unknown keys are refused.
[[nodiscard]] Result<Config> parse_config(std::string_view toml, std::string_view name);
/// Fails with runtime.config_unreadable, runtime.bad_config.
[[nodiscard]] Result<Config> read_config(const std::string& path);
/// What holds between keys (TLS pair, public URL, county code, log level); call after command-line overrides.
/// Fails with runtime.bad_config.
[[nodiscard]] Result<void> check_config(const Config& config);

}  // namespace mashang::runtime
