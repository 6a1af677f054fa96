// Load on a running server over loopback: one thread, N keep-alive connections, epoll. Prints one JSON line.
//
//   load_bench create --port P --doors FILE  [--connections 64] [--seconds 5 | --count N] [--first NUMBER] [--texts
//   FILE] load_bench get    --port P --paths FILE  [--connections 64] [--seconds 5] [--cookie 'name=value'] load_bench
//   sse    --port P --doors FILE --cookies FILE [--clients 1000] [--per-cookie 5] [--seconds 10] [--rate 20]
//
// create: posts reports, each with its own Idempotency-Key; texts: lines of words, a tab and a category, used in turn.
// get: walks the paths in turn; a tab and a cookie may follow a path. sse: opens the streams, then
// posts at the rate and measures, for each stream, the time from the *sending* of a report to the arrival of its event:
// an upper bound of commit to arrival.
#include <array>
#include <fstream>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "load_client.hpp"
#include "load_report.hpp"

namespace load {
namespace {

struct Options {
  std::string mode;
  std::map<std::string, std::string> given;

  Options(int argc, char** argv) : mode(argc > 1 ? argv[1] : "") {
    for (int i = 2; i + 1 < argc; i += 2) given[argv[i]] = argv[i + 1];
  }
  [[nodiscard]] std::int64_t number(const std::string& name, std::int64_t otherwise) const {
    const auto found = given.find(name);
    return found == given.end() ? otherwise : std::atoll(found->second.c_str());
  }
  [[nodiscard]] std::string text(const std::string& name) const {
    const auto found = given.find(name);
    return found == given.end() ? std::string() : found->second;
  }
  [[nodiscard]] std::vector<std::string> lines(const std::string& name) const {
    std::ifstream file(text(name));
    std::vector<std::string> found;
    for (std::string line; std::getline(file, line);)
      if (!line.empty()) found.push_back(line);
    if (found.empty()) {
      std::fprintf(stderr, "%s: no lines in '%s'\n", name.c_str(), text(name).c_str());
      std::exit(2);
    }
    return found;
  }
};

/// Reports as residents write them, one after the other, from these doors in turn.
class Reports {
 public:
  Reports(std::vector<std::string> doors, std::int64_t first, std::vector<std::string> texts = {})
      : doors_(std::move(doors)),
        texts_(std::move(texts)),
        run_(Clock::now().time_since_epoch().count()),
        number_(first) {}

  const std::string& next() {
    const std::int64_t n = number_++;
    const std::string body = body_of(n);
    request_ = "POST /api/v1/door/" + doors_[static_cast<std::size_t>(n) % doors_.size()] +
               "/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: load-" +
               std::to_string(run_) + "-" + std::to_string(n) + "\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n\r\n" + body;
    return request_;
  }

 private:
  [[nodiscard]] std::string body_of(std::int64_t n) const {
    const std::string number = "编号" + std::to_string(n);
    if (texts_.empty()) return "{\"text\":\"楼下消防通道被电动车堵住了，已经三天没人管，请尽快处理。" + number + "\"}";
    const std::string& line = texts_[static_cast<std::size_t>(n) % texts_.size()];
    const std::size_t tab = line.find('\t');
    return "{\"text\":\"" + line.substr(0, tab) + "。" + number + "\",\"category\":\"" + line.substr(tab + 1) + "\"}";
  }

  std::vector<std::string> doors_;
  std::vector<std::string> texts_;
  std::int64_t run_;
  std::int64_t number_;
  std::string request_;
};

std::uint32_t microseconds_since(Clock::time_point begin) {
  return static_cast<std::uint32_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count());
}

/// Asks on every connection again as soon as it is answered, until time or count is used up.
template <class NextRequest>
Report closed_loop(const Options& options, int good_status, NextRequest next) {
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  const auto connections = static_cast<std::uint32_t>(options.number("--connections", 64));
  std::int64_t left = options.number("--count", INT64_MAX);
  std::vector<std::unique_ptr<Connection>> clients;
  for (std::uint32_t i = 0; i < connections; ++i)
    clients.push_back(std::make_unique<Connection>(epoll, static_cast<int>(options.number("--port", 8080)), i));
  Report report;
  const auto begin = Clock::now();
  const auto end = options.given.contains("--count") ? Clock::time_point::max()
                                                     : begin + std::chrono::seconds(options.number("--seconds", 5));
  std::uint32_t waiting = 0;
  for (const auto& client : clients)
    if (left-- > 0) client->ask(next()), ++waiting;
  std::array<epoll_event, 256> events{};
  while (waiting > 0) {
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 1000);
    for (int i = 0; i < ready; ++i) {
      Connection& client = *clients[events[static_cast<std::size_t>(i)].data.u32];
      Answer answer;
      if (!client.has_answer(answer)) continue;
      if (answer.status == good_status) {
        report.microseconds.push_back(microseconds_since(client.asked_at));
      } else if (++report.errors[answer.status] == 1) {
        std::fprintf(stderr, "first %d: %.*s\n", answer.status, static_cast<int>(answer.body.size()),
                     answer.body.data());
      }
      --waiting;
      if (Clock::now() < end && left-- > 0) client.ask(next()), ++waiting;
    }
  }
  report.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return report;
}

void run_create(const Options& options) {
  const auto texts = options.given.contains("--texts") ? options.lines("--texts") : std::vector<std::string>{};
  Reports reports(options.lines("--doors"), options.number("--first", 0), texts);
  closed_loop(options, 201, [&]() -> const std::string& { return reports.next(); }).print("create", "");
}

void run_get(const Options& options) {
  std::vector<std::string> requests;
  const std::string cookie = options.text("--cookie");
  for (const std::string& line : options.lines("--paths")) {
    const std::size_t tab = line.find('\t');
    const std::string who = tab == std::string::npos ? cookie : line.substr(tab + 1);
    requests.push_back("GET " + line.substr(0, tab) + " HTTP/1.1\r\nHost: localhost\r\n" +
                       (who.empty() ? "" : "Cookie: " + who + "\r\n") + "\r\n");
  }
  std::size_t at = 0;
  closed_loop(options, 200, [&]() -> const std::string& { return requests[at++ % requests.size()]; }).print("get", "");
}

/// Open streams and the reports posted meanwhile.
class Streams {
 public:
  explicit Streams(const Options& options)
      : port_(static_cast<int>(options.number("--port", 8080))),
        clients_(static_cast<std::size_t>(options.number("--clients", 1000))),
        epoll_(::epoll_create1(EPOLL_CLOEXEC)),
        reports_(options.lines("--doors"), options.number("--first", 0)),
        period_(std::chrono::nanoseconds(1'000'000'000 / std::max<std::int64_t>(1, options.number("--rate", 20)))),
        run_for_(options.number("--seconds", 10)) {
    open(options.lines("--cookies"), static_cast<std::size_t>(options.number("--per-cookie", 5)));
  }

  void run() {
    poll_until(Clock::now() + std::chrono::seconds(1));  // the first bytes of every stream
    for (auto& stream : streams_) {
      if (!stream->bytes().starts_with("HTTP/1.1 200")) {
        std::fprintf(stderr, "a stream was refused: %.300s\n", stream->bytes().c_str());
        std::exit(1);
      }
      stream->bytes().clear();
    }
    is_open_ = true;
    const auto begin = Clock::now();
    for (auto due = begin; due < begin + run_for_; due += period_) {
      poll_until(due);
      poster_.ask(reports_.next());
      sent_at_.push_back(poster_.asked_at);
      wait_for_answer();
    }
    poll_until(Clock::now() + std::chrono::seconds(2));
    report_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    summarise();
  }

 private:
  struct Arrival {
    std::int64_t case_id;
    Clock::time_point at;
  };

  void open(const std::vector<std::string>& cookies, std::size_t per_cookie) {
    if (cookies.size() * per_cookie < clients_) {
      std::fprintf(stderr, "%zu cookies carry at most %zu streams\n", cookies.size(), cookies.size() * per_cookie);
      std::exit(2);
    }
    for (std::size_t i = 0; i < clients_; ++i) {
      streams_.push_back(std::make_unique<Connection>(epoll_, port_, static_cast<std::uint32_t>(i)));
      streams_.back()->ask("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: " +
                           cookies[i / per_cookie] + "\r\n\r\n");
    }
    arrivals_.resize(clients_);
  }

  void poll_until(Clock::time_point until) {
    for (auto now = Clock::now(); now < until; now = Clock::now()) {
      const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(until - now).count();
      poll_once(static_cast<int>(wait));
    }
  }

  void poll_once(int wait_ms) {
    std::array<epoll_event, 512> events{};
    const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
    for (int i = 0; i < ready; ++i) {
      const std::uint32_t number = events[static_cast<std::size_t>(i)].data.u32;
      if (number == kPoster) {
        Answer answer;
        if (poster_.has_answer(answer)) take_answer(answer);
      } else {
        take_events(number);
      }
    }
  }

  void wait_for_answer() {
    is_answered_ = false;
    while (!is_answered_) poll_once(1000);
  }

  void take_answer(const Answer& answer) {
    is_answered_ = true;
    if (answer.status == 201) {
      sent_of_[number_after(answer.body, "\"case_id\":")] = sent_at_.back();
    } else {
      ++report_.errors[answer.status];
    }
  }

  static std::int64_t number_after(std::string_view text, std::string_view key) {
    const std::size_t at = text.find(key);
    return at == std::string_view::npos ? 0 : std::atoll(text.data() + at + key.size());
  }

  void take_events(std::uint32_t number) {
    Connection& stream = *streams_[number];
    if (!stream.read_some()) {
      std::fprintf(stderr, "stream %u was closed: %.300s\n", number, stream.bytes().c_str());
      std::exit(1);
    }
    if (!is_open_) return;
    const auto now = Clock::now();
    std::string& bytes = stream.bytes();
    std::size_t used = 0;
    for (std::size_t end = bytes.find("\n\n"); end != std::string::npos; end = bytes.find("\n\n", used)) {
      const std::string_view event = std::string_view(bytes).substr(used, end - used);
      if (event.find("event: todo\n") != std::string_view::npos)
        arrivals_[number].push_back({number_after(event, "\"case_id\":"), now});
      used = end + 2;
    }
    bytes.erase(0, used);
  }

  void summarise() {
    std::int64_t expected = 0;
    for (const auto& arrived : arrivals_) {
      std::unordered_set<std::int64_t> seen;
      for (const Arrival& arrival : arrived) {
        const auto sent = sent_of_.find(arrival.case_id);
        if (sent == sent_of_.end()) continue;
        if (!seen.insert(arrival.case_id).second) ++twice_;
        report_.microseconds.push_back(static_cast<std::uint32_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(arrival.at - sent->second).count()));
      }
      expected += static_cast<std::int64_t>(sent_of_.size());
    }
    const std::int64_t missing = expected + twice_ - static_cast<std::int64_t>(report_.microseconds.size());
    report_.print("sse", "\"clients\":" + std::to_string(clients_) + ",\"reports\":" + std::to_string(sent_of_.size()) +
                             ",\"missing\":" + std::to_string(missing) + ",\"twice\":" + std::to_string(twice_) + ",");
  }

  static constexpr std::uint32_t kPoster = UINT32_MAX;
  int port_;
  std::size_t clients_;
  int epoll_;
  Reports reports_;
  std::chrono::nanoseconds period_;
  std::chrono::seconds run_for_;
  Connection poster_{epoll_, port_, kPoster};
  std::vector<std::unique_ptr<Connection>> streams_;
  std::vector<std::vector<Arrival>> arrivals_;
  std::vector<Clock::time_point> sent_at_;
  std::unordered_map<std::int64_t, Clock::time_point> sent_of_;
  bool is_open_ = false;  ///< every stream has answered its head
  bool is_answered_ = false;
  std::int64_t twice_ = 0;
  Report report_;
};

}  // namespace
}  // namespace load

int main(int argc, char** argv) {
  const load::Options options(argc, argv);
  if (options.mode == "create") {
    load::run_create(options);
  } else if (options.mode == "get") {
    load::run_get(options);
  } else if (options.mode == "sse") {
    load::Streams(options).run();
  } else {
    std::fprintf(stderr, "load_bench create|get|sse --port P ... (see the head of load_bench.cpp)\n");
    return 2;
  }
}
