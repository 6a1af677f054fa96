// The listener against a real socket: what it accepts, what it refuses, and how it ends.
#include "http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "integration/http_client.hpp"
#include "runtime/workers.hpp"

namespace mashang::http {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing_http::Client;

class Listener : public ::testing::Test {
 protected:
  Listener() : workers_(1, 8, Error{ErrorKind::unavailable, "http.internal"}) {
    options_.threads = 2;
    options_.max_connections = 50;
    options_.header_time = 400ms;
    options_.body_time = 400ms;
    options_.idle_time = 600ms;
    options_.access_log = false;
    add_plain_routes();
    add_special_routes();
  }

  void start() {
    auto started = start_server(options_, router_, metrics_, log_);
    ASSERT_TRUE(started) << started.error().detail;
    server_ = std::move(*started);
  }
  Client client() { return Client(server_->port()); }

  void add_plain_routes() {
    router_.add(Method::get, "/hello/{name}", [](Request& request) -> Task<Result<Response>> {
      auto response = json_response(200, "{\"name\":\"" + request.path_values[0] + "\"}");
      response.set("ETag", "\"1\"");
      co_return response;
    });
    router_.add(Method::post, "/echo", [](Request& request) -> Task<Result<Response>> {
      auto reading = request.body->all(kJsonBodyLimit);
      Result<std::string> body = co_await reading;
      if (!body) co_return failure(body.error());
      co_return json_response(201, std::move(*body));
    });
    router_.add(Method::post, "/count", [](Request& request) -> Task<Result<Response>> {
      std::uint64_t total = 0;
      for (;;) {
        auto reading = request.body->next();
        const Result<std::string_view> piece = co_await reading;
        if (!piece) co_return failure(piece.error());
        if (piece->empty()) break;
        total += piece->size();
      }
      co_return json_response(200, std::to_string(total));
    });
    router_.add(Method::post, "/refuse", [](Request&) -> Task<Result<Response>> {
      co_return failure(ErrorKind::forbidden, "http.unknown_path");
    });
    router_.add(Method::get, "/remote", [](Request& request) -> Task<Result<Response>> {
      co_return json_response(200, request.remote + (request.is_secure ? " secure" : " plain"));
    });
  }

  void add_special_routes() {
    router_.add(Method::get, "/throws", [](Request&) -> Task<Result<Response>> {
      throw std::runtime_error("not for the person's eyes");
      co_return Response{};
    });
    router_.add(Method::get, "/slow", [this](Request&) -> Task<Result<Response>> {
      auto working = workers_.run([this]() -> Result<int> {
        entered_.set_value();
        std::this_thread::sleep_for(300ms);
        return 1;
      });
      const Result<int> done = co_await working;
      co_return json_response(200, std::to_string(done.value_or(0)));
    });
    router_.add(Method::get, "/file", [this](Request&) -> Task<Result<Response>> {
      Response response;
      response.set("Content-Type", "video/mp4").set("ETag", "\"f\"");
      response.file = FilePart{file_.string(), 0, std::filesystem::file_size(file_)};
      co_return response;
    });
    router_.add(Method::get, "/gone", [this](Request&) -> Task<Result<Response>> {
      Response response;
      response.file = FilePart{file_.string() + ".gone", 0, 10};
      co_return response;
    });
    router_.add(Method::get, "/events", [this](Request&) -> Task<Result<Response>> {
      Response response;
      response.set("Content-Type", "text/event-stream");
      response.stream = [this](std::shared_ptr<EventStream> stream) { opened_.set_value(std::move(stream)); };
      co_return response;
    });
    router_.add(Method::get, "/split", [](Request&) -> Task<Result<Response>> {
      Response response;
      response.set("X-Injected", "a\r\nSet-Cookie: b=c");
      co_return response;
    });
  }

  void SetUp() override {
    file_ = std::filesystem::temp_directory_path() / ("mashang_http_" + std::to_string(::getpid()));
    std::ofstream out(file_, std::ios::binary);
    for (int i = 0; i < 100'000; ++i) out << "0123456789";
  }
  void TearDown() override {
    server_.reset();
    std::filesystem::remove(file_);
  }

  ServerOptions options_;
  Router router_;
  runtime::Metrics metrics_;
  runtime::Log log_{"off", ""};
  runtime::Workers workers_;
  std::promise<void> entered_;
  std::promise<std::shared_ptr<EventStream>> opened_;
  std::filesystem::path file_;
  std::unique_ptr<Server> server_;
};

const std::string kHost = "Host: test\r\n";

std::string code_of(const testing_http::Answer& answer) {
  const auto at = answer.body.find("\"code\":\"");
  if (at == std::string::npos) return "no problem: " + answer.body;
  return answer.body.substr(at + 8, answer.body.find('"', at + 8) - at - 8);
}

}  // namespace

TEST_F(Listener, AConnectionServesManyRequests) {
  start();
  auto c = client();
  for (int i = 0; i < 100; ++i) {
    const auto answer = c.get("/hello/" + std::to_string(i));
    ASSERT_EQ(answer.status, 200);
    ASSERT_EQ(answer.body, "{\"name\":\"" + std::to_string(i) + "\"}");
  }
}

TEST_F(Listener, PipelinedRequestsAreAnsweredInOrder) {
  start();
  auto c = client();
  std::string all;
  for (int i = 0; i < 50; ++i) all += "GET /hello/" + std::to_string(i) + " HTTP/1.1\r\n" + kHost + "\r\n";
  all += "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\n\r\nabcGET /hello/end HTTP/1.1\r\n" + kHost + "\r\n";
  c.send(all);
  for (int i = 0; i < 50; ++i) ASSERT_EQ(c.receive().body, "{\"name\":\"" + std::to_string(i) + "\"}");
  EXPECT_EQ(c.receive().body, "abc");
  EXPECT_EQ(c.receive().body, "{\"name\":\"end\"}");
}

TEST_F(Listener, EveryAnswerCarriesItsSafetyHeaders) {
  start();
  auto c = client();
  const auto answer = c.get("/nowhere", "X-Request-Id: mine-1\r\nAccept-Language: en\r\n");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.header("x-request-id"), "mine-1");
  EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
  EXPECT_EQ(answer.header("x-frame-options"), "DENY");
  EXPECT_EQ(answer.header("server"), "");
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_NE(answer.header("date"), "");
  EXPECT_THAT(answer.body, HasSubstr("\"request_id\":\"mine-1\""));
}

TEST_F(Listener, AnOddRequestIdIsReplaced) {
  start();
  auto c = client();
  const auto answer = c.get("/hello/a", "X-Request-Id: <script>\r\n");
  EXPECT_NE(answer.header("x-request-id"), "<script>");
  EXPECT_NE(answer.header("x-request-id"), "");
}

TEST_F(Listener, NoHeaderValueBeginsAHeaderOfItsOwn) {
  start();
  auto c = client();
  EXPECT_EQ(c.get("/split").header("set-cookie"), "");
}

TEST_F(Listener, MalformedRequestsGetAProblemAndAClosedConnection) {
  start();
  const std::tuple<std::string, int, std::string> table[] = {
      {"nonsense\r\n\r\n", 400, "http.bad_request"},
      {"GET /hello/a HTTP/9.9\r\n" + kHost + "\r\n", 400, "http.unsupported_version"},
      {"GET /hello/a HTTP/2.0\r\n" + kHost + "\r\n", 400, "http.unsupported_version"},
      {"GET /hello/a HTTP/1.1\r\n\r\n", 400, "http.bad_request"},
      {"GET /hello/a HTTP/1.1\r\n" + kHost + kHost + "\r\n", 400, "http.bad_request"},
      {"GET /hello/a HTTP/1.1\r\n" + kHost + "Bad Header: x\r\n\r\n", 400, "http.bad_request"},
      {"GET /hello/a HTTP/1.1\r\n" + kHost + "X: a\r\n folded\r\n\r\n", 400, "http.bad_request"},
      {"GET /hello/a HTTP/1.1\r\n" + kHost + std::string("X: a\0b\r\n\r\n", 10), 400, "http.bad_request"},
      {"GET  /hello/a HTTP/1.1\r\n" + kHost + "\r\n", 400, "http.bad_request"},
      {"POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: -1\r\n\r\n", 400, "http.bad_request"},
      {"POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400, "http.bad_request"},
      {"POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
       "http.bad_request"},
      {"POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip\r\n\r\n", 400,
       "http.unsupported_transfer_encoding"},
      {"POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400, ""},
      {"POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "http.bad_request"},
  };
  for (const auto& [bytes, status, code] : table) {
    auto c = client();
    const auto answer = c.call(bytes);
    if (code.empty()) {
      EXPECT_NE(answer.status, 0) << bytes;
      continue;
    }
    EXPECT_EQ(answer.status, status) << bytes;
    EXPECT_EQ(code_of(answer), code) << bytes;
    EXPECT_EQ(answer.header("connection"), "close") << bytes;
    c.end_sending();
    EXPECT_TRUE(c.is_closed()) << bytes;
  }
}

TEST_F(Listener, BadTargetsAreRefusedAndTheConnectionGoesOn) {
  start();
  auto c = client();
  EXPECT_EQ(code_of(c.get("/hello/%")), "http.bad_target");
  EXPECT_EQ(code_of(c.get("/hello/%ff")), "http.bad_target");
  EXPECT_EQ(code_of(c.get("/hello/a?q=%00")), "http.bad_query");
  EXPECT_EQ(c.get("/hello/a").status, 200);
}

TEST_F(Listener, WrongAndUnknownMethodsAreToldWhatIsAllowed) {
  start();
  auto c = client();
  const auto wrong = c.call("DELETE /hello/a HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("allow"), "GET, HEAD");
  EXPECT_EQ(c.call("BREW /hello/a HTTP/1.1\r\n" + kHost + "\r\n").status, 405);
  EXPECT_EQ(c.call("TRACE /hello/a HTTP/1.1\r\n" + kHost + "\r\n").status, 405);
}

TEST_F(Listener, LongHeadsAre431) {
  start();
  auto c = client();
  const auto answer = c.get("/hello/a", "X-Long: " + std::string(20'000, 'x') + "\r\n");
  EXPECT_EQ(answer.status, 431);
  auto endless = client();
  endless.send("GET /hello/a HTTP/1.1\r\nX: " + std::string(20'000, 'x'));
  EXPECT_EQ(endless.receive().status, 431);
}

TEST_F(Listener, AHeadJustBelowTheLimitIsServed) {
  start();
  auto c = client();
  EXPECT_EQ(c.get("/hello/a", "X-Long: " + std::string(16'000, 'x') + "\r\n").status, 200);
}

TEST_F(Listener, SlowHeadsAre408) {
  start();
  auto c = client();
  c.send("GET /hello/a HT");
  const auto answer = c.receive();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(code_of(answer), "http.header_too_slow");
}

TEST_F(Listener, ADribbledHeadIsNotGivenMoreTime) {
  start();
  auto c = client();
  const auto began = std::chrono::steady_clock::now();
  for (const char letter : std::string("GET /hello/aaaaaaaaaaaaaaaaaa")) {
    if (!c.send(std::string(1, letter))) break;
    std::this_thread::sleep_for(50ms);
  }
  EXPECT_EQ(c.receive().status, 408);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 4s);
}

TEST_F(Listener, SlowBodiesAre408) {
  start();
  auto c = client();
  c.send("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 10\r\n\r\nabc");
  const auto answer = c.receive();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(code_of(answer), "http.body_too_slow");
}

TEST_F(Listener, ADribbledBodyIsNotReadForEver) {
  start();
  auto c = client();
  c.send("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 1000\r\n\r\n");
  for (int i = 0; i < 20 && c.send("x"); ++i) std::this_thread::sleep_for(100ms);
  EXPECT_EQ(c.receive().status, 408);
}

TEST_F(Listener, IdleConnectionsAreClosedQuietly) {
  start();
  auto c = client();
  EXPECT_EQ(c.get("/hello/a").status, 200);
  EXPECT_TRUE(c.is_closed());
  auto silent = client();
  EXPECT_TRUE(silent.is_closed());
}

TEST_F(Listener, ADeclaredGigabyteIsRefusedAtOnce) {
  start();
  auto c = client();
  const auto answer = c.call("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 1073741824\r\n\r\n{\"text\":\"");
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(code_of(answer), "http.body_too_large");
}

TEST_F(Listener, TheRefusalReachesAClientThatKeepsSending) {
  start();
  auto c = client();
  c.send("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 1073741824\r\n\r\n");
  const std::string piece(64 * 1024, 'x');
  for (int i = 0; i < 100; ++i)
    if (!c.send(piece)) break;
  EXPECT_EQ(c.receive().status, 413);
}

TEST_F(Listener, AnUndeclaredLargeBodyIsRefusedWhenItPassesTheLimit) {
  start();
  auto c = client();
  c.send("POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  c.send(chunk);
  c.send(chunk);
  EXPECT_EQ(c.receive().status, 413);
}

TEST_F(Listener, ChunkedBodiesAreReadAndTrailersDropped) {
  start();
  auto c = client();
  const auto answer =
      c.call("POST /echo HTTP/1.1\r\n" + kHost +
             "Transfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n");
  EXPECT_EQ(answer.body, "abcde");
  EXPECT_EQ(c.get("/hello/a").status, 200);
}

TEST_F(Listener, ABodyInManyPiecesIsOneBody) {
  start();
  auto c = client();
  c.send("POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n");
  for (const auto* piece : {"1", "\r", "\n", "a\r\n1", "0\r\n0123456", "789abcdef\r", "\n0\r\n", "\r\n"}) {
    c.send(piece);
    std::this_thread::sleep_for(5ms);
  }
  EXPECT_EQ(c.receive().body, "a0123456789abcdef");
}

TEST_F(Listener, LargeBodiesAreStreamed) {
  start();
  auto c = client();
  constexpr std::size_t kSize = 64 * 1024 * 1024;
  c.send("POST /count HTTP/1.1\r\n" + kHost + "Content-Length: " + std::to_string(kSize) + "\r\n\r\n");
  const std::string piece(1024 * 1024, 'x');
  for (std::size_t sent = 0; sent < kSize; sent += piece.size()) ASSERT_TRUE(c.send(piece));
  EXPECT_EQ(c.receive().body, std::to_string(kSize));
  EXPECT_EQ(c.get("/hello/a").status, 200);
}

TEST_F(Listener, ContinueIsSaidOnlyWhenTheBodyIsWanted) {
  start();
  auto c = client();
  c.send("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(c.receive().status, 100);
  c.send("abc");
  EXPECT_EQ(c.receive().body, "abc");
  auto refused = client();
  refused.send("POST /refuse HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(refused.receive().status, 403);
}

TEST_F(Listener, AnUnreadBodyThatHasArrivedDoesNotEndTheConnection) {
  start();
  auto c = client();
  EXPECT_EQ(c.post("/refuse", "some body").status, 403);
  EXPECT_EQ(c.get("/hello/a").status, 200);
}

TEST_F(Listener, AnExceptionIsAProblemWithoutItsWords) {
  start();
  auto c = client();
  const auto answer = c.get("/throws");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(code_of(answer), "http.internal");
  EXPECT_EQ(answer.body.find("eyes"), std::string::npos);
  EXPECT_EQ(c.get("/hello/a").status, 200);
}

TEST_F(Listener, HeadHasTheLengthAndNoBody) {
  start();
  auto c = client();
  const auto answer = c.call("HEAD /hello/a HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_EQ(answer.header("content-length"), "12");
  EXPECT_EQ(c.get("/hello/b").body, "{\"name\":\"b\"}");
}

TEST_F(Listener, AKnownTagGets304) {
  start();
  auto c = client();
  const auto answer = c.get("/hello/a", "If-None-Match: \"1\"\r\n");
  EXPECT_EQ(answer.status, 304);
  EXPECT_EQ(answer.header("etag"), "\"1\"");
  EXPECT_EQ(c.get("/hello/b").status, 200);
}

TEST_F(Listener, FilesAreSentWholeOrInParts) {
  start();
  auto c = client();
  EXPECT_EQ(c.get("/file").body.size(), 1'000'000u);
  const auto part = c.get("/file", "Range: bytes=999995-\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "56789");
  EXPECT_EQ(part.header("content-range"), "bytes 999995-999999/1000000");
  EXPECT_EQ(c.get("/file", "Range: bytes=2000000-\r\n").status, 416);
  EXPECT_EQ(c.call("HEAD /file HTTP/1.1\r\n" + kHost + "\r\n").header("content-length"), "1000000");
}

TEST_F(Listener, AVanishedFileIsAProblem) {
  start();
  auto c = client();
  const auto answer = c.get("/gone");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(code_of(answer), "http.internal");
}

TEST_F(Listener, OneZeroIsAnsweredAndClosed) {
  start();
  auto c = client();
  EXPECT_EQ(c.call("GET /hello/a HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_TRUE(c.is_closed());
}

TEST_F(Listener, TooManyConnectionsAreTurnedAway) {
  options_.max_connections = 2;
  options_.idle_time = 10s;
  start();
  auto one = client(), two = client();
  EXPECT_EQ(one.get("/hello/a").status, 200);
  EXPECT_EQ(two.get("/hello/a").status, 200);
  auto three = client();
  const auto answer = three.receive();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(code_of(answer), "http.too_many_connections");
  EXPECT_NE(answer.header("retry-after"), "");
}

TEST_F(Listener, OnlyATrustedProxyNamesTheClient) {
  start();
  const std::string forwarded = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";
  auto c = client();
  EXPECT_EQ(c.get("/remote", forwarded).body, "127.0.0.1 plain");
  server_.reset();
  options_.trusted_proxies = {"127.0.0.0/8"};
  start();
  auto behind = client();
  EXPECT_EQ(behind.get("/remote", forwarded).body, "203.0.113.9 secure");
  EXPECT_EQ(behind.get("/remote", "X-Forwarded-For: 6.6.6.6\r\n" + forwarded).body, "203.0.113.9 secure")
      << "a line that the client sent itself comes first";
}

TEST_F(Listener, EventsReachTheStream) {
  start();
  auto c = client();
  c.send("GET /events HTTP/1.1\r\n" + kHost + "\r\n");
  const auto stream = opened_.get_future().get();
  EXPECT_THAT(c.receive_until("\r\n\r\n"), StartsWith("HTTP/1.1 200 OK"));
  for (int i = 0; i < 100; ++i)
    stream->send(std::make_shared<const std::string>("data: " + std::to_string(i) + "\n\n"));
  for (int i = 0; i < 100; ++i) ASSERT_EQ(c.receive_until("\n\n"), "data: " + std::to_string(i) + "\n\n");
  std::this_thread::sleep_for(1s);  // longer than the idle time
  EXPECT_TRUE(stream->is_open());
  stream->close();
  EXPECT_TRUE(c.is_closed());
}

TEST_F(Listener, HeadOfAStreamOpensNone) {
  start();
  auto c = client();
  EXPECT_EQ(c.call("HEAD /events HTTP/1.1\r\n" + kHost + "\r\n").status, 200);
  EXPECT_EQ(c.get("/hello/a").status, 200);
}

TEST_F(Listener, AStreamWhoseClientLeftIsClosed) {
  start();
  std::shared_ptr<EventStream> stream;
  {
    auto c = client();
    c.send("GET /events HTTP/1.1\r\n" + kHost + "\r\n");
    stream = opened_.get_future().get();
    c.receive_until("\r\n\r\n");
  }
  for (int i = 0; i < 100 && stream->is_open(); ++i) std::this_thread::sleep_for(20ms);
  EXPECT_FALSE(stream->is_open());
}

TEST_F(Listener, AStreamWhoseClientDoesNotReadIsClosed) {
  start();
  auto c = client();
  c.send("GET /events HTTP/1.1\r\n" + kHost + "\r\n");
  const auto stream = opened_.get_future().get();
  const auto event = std::make_shared<const std::string>(64 * 1024, 'x');
  for (int i = 0; i < 1000 && stream->is_open(); ++i) {
    stream->send(event);
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_FALSE(stream->is_open());
}

TEST_F(Listener, RequestsInFlightFinishWhenTheServerStops) {
  start();
  auto c = client();
  c.send("GET /slow HTTP/1.1\r\n" + kHost + "\r\n");
  entered_.get_future().wait();
  auto idle = client();
  server_->stop();
  const auto answer = c.receive();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(idle.is_closed());
  EXPECT_THROW(client(), std::runtime_error);
}

TEST_F(Listener, AStreamDoesNotHoldUpTheEnd) {
  start();
  auto c = client();
  c.send("GET /events HTTP/1.1\r\n" + kHost + "\r\n");
  const auto stream = opened_.get_future().get();
  const auto began = std::chrono::steady_clock::now();
  server_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
  EXPECT_FALSE(stream->is_open());
  stream->send(std::make_shared<const std::string>("after the end"));
}

TEST_F(Listener, AHandlerThatNeverEndsIsGivenUp) {
  options_.shutdown_time = 100ms;
  start();
  auto c = client();
  c.send("GET /slow HTTP/1.1\r\n" + kHost + "\r\n");
  entered_.get_future().wait();
  const auto began = std::chrono::steady_clock::now();
  server_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

TEST_F(Listener, MetricsNameTheRouteAndNotThePath) {
  start();
  auto c = client();
  c.get("/hello/secret-token");
  c.get("/nowhere/secret-token");
  const auto text = metrics_.text();
  EXPECT_THAT(text, HasSubstr("route=\"/hello/{name}\""));
  EXPECT_EQ(text.find("secret-token"), std::string::npos);
}

TEST_F(Listener, APortInUseIsTold) {
  start();
  options_.port = server_->port();
  const auto second = start_server(options_, router_, metrics_, log_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "http.cannot_listen");
}

}  // namespace mashang::http
