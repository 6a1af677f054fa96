// One structured log: a JSON object per line, written by its own thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace mashang::runtime {

/// One access-log line. `pattern` is the route, never the path as sent: paths hold door codes and case links.
struct AccessEntry {
  std::string_view request_id;
  std::string_view remote;
  std::string_view method;
  std::string_view pattern;
  int status = 0;
  std::uint64_t bytes = 0;
  std::int64_t micros = 0;
};

/// Thread-safe. Lines are queued (8,192; the oldest give way when the disk cannot follow) and flushed each second.
class Log {
 public:
  /// `file` empty: standard error. `level`: debug, info, warn, error, off.
  Log(const std::string& level, const std::string& file);
  ~Log();
  Log(const Log&) = delete;

  void debug(std::string_view room, std::string_view message, std::string_view request_id = {});
  void info(std::string_view room, std::string_view message, std::string_view request_id = {});
  void warn(std::string_view room, std::string_view message, std::string_view request_id = {});
  void error(std::string_view room, std::string_view message, std::string_view request_id = {});
  void flush();

 private:
  friend class AccessLines;
  struct Queue;
  std::unique_ptr<Queue> queue_;
};

/// The access log of one event loop. Lines gather here and go to the log together: waking its thread for each would
/// cost as much as a small answer. Used on one thread; whoever owns it calls `flush` several times a second.
class AccessLines {
 public:
  explicit AccessLines(Log& log) : log_(log) {}
  ~AccessLines() { flush(); }
  AccessLines(const AccessLines&) = delete;

  void add(const AccessEntry& entry);
  void flush();

 private:
  Log& log_;
  std::string lines_;
};

}  // namespace mashang::runtime
