// spdlog behind a face that knows only JSON lines.
#include "runtime/log.hpp"

#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "core/clock.hpp"
#include "core/json.hpp"

namespace mashang::runtime {
namespace {

constexpr std::size_t kQueueLength = 8192;
constexpr std::size_t kGatheredBytes = 48 * 1024;

void begin_line(json::Writer& out, std::string_view level) {
  out.begin_object().field("at", SystemClock().now()).field("level", level);
}

spdlog::level::level_enum level_of(const std::string& word) {
  return word == "warn" ? spdlog::level::warn : spdlog::level::from_str(word == "error" ? "err" : word);
}

}  // namespace

struct Log::Queue {
  std::shared_ptr<spdlog::details::thread_pool> pool;  // shared: spdlog's async logger keeps a weak pointer to it
  std::shared_ptr<spdlog::async_logger> logger;

  void write(spdlog::level::level_enum level, std::string_view word, std::string_view room, std::string_view message,
             std::string_view request_id) {
    if (!logger->should_log(level)) return;
    std::string line;
    line.reserve(256);
    json::Writer out(line);
    begin_line(out, word);
    out.field("room", room).field("message", message);
    if (!request_id.empty()) out.field("request_id", request_id);
    out.end_object();
    logger->log(level, line);
  }
};

Log::Log(const std::string& level, const std::string& file) : queue_(std::make_unique<Queue>()) {
  std::shared_ptr<spdlog::sinks::sink> sink;
  if (file.empty())
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  else
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
  queue_->pool = std::make_shared<spdlog::details::thread_pool>(kQueueLength, 1);
  queue_->logger = std::make_shared<spdlog::async_logger>("mashang", std::move(sink), queue_->pool,
                                                          spdlog::async_overflow_policy::overrun_oldest);
  queue_->logger->set_pattern("%v");
  queue_->logger->set_level(level_of(level));
  queue_->logger->flush_on(spdlog::level::warn);
}

Log::~Log() { flush(); }

void Log::debug(std::string_view room, std::string_view message, std::string_view request_id) {
  queue_->write(spdlog::level::debug, "debug", room, message, request_id);
}
void Log::info(std::string_view room, std::string_view message, std::string_view request_id) {
  queue_->write(spdlog::level::info, "info", room, message, request_id);
}
void Log::warn(std::string_view room, std::string_view message, std::string_view request_id) {
  queue_->write(spdlog::level::warn, "warn", room, message, request_id);
}
void Log::error(std::string_view room, std::string_view message, std::string_view request_id) {
  queue_->write(spdlog::level::err, "error", room, message, request_id);
}

void AccessLines::add(const AccessEntry& entry) {
  if (!log_.queue_->logger->should_log(spdlog::level::info)) return;
  if (!lines_.empty()) lines_ += '\n';
  json::Writer out(lines_);
  begin_line(out, "info");
  out.field("room", "http").field("request_id", entry.request_id).field("remote", entry.remote);
  out.field("method", entry.method).field("route", entry.pattern).field("status", entry.status);
  out.field("bytes", static_cast<std::int64_t>(entry.bytes)).field("micros", entry.micros).end_object();
  if (lines_.size() >= kGatheredBytes) flush();
}

void AccessLines::flush() {
  if (lines_.empty()) return;
  log_.queue_->logger->log(spdlog::level::info, lines_);
  lines_.clear();
}

void Log::flush() { queue_->logger->flush(); }

}  // namespace mashang::runtime
