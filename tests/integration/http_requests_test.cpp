// Request heads over a real socket: what is served, what is refused, and how patient the listener is.
#include "integration/http_listener.hpp"

namespace mashang::http {
using namespace std::chrono_literals;

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

}  // namespace mashang::http
