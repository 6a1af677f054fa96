// Answers over a real socket: safety headers, parts of files, event streams, and what they never tell.
#include "integration/http_listener.hpp"

namespace mashang::http {
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;

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

TEST_F(Listener, AnExceptionIsAProblemWithoutItsWords) {
  start();
  auto c = client();
  const auto answer = c.get("/throws");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(code_of(answer), "http.internal");
  EXPECT_EQ(answer.body.find("eyes"), std::string::npos);
  EXPECT_EQ(c.get("/hello/a").status, 200);
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

TEST_F(Listener, MetricsNameTheRouteAndNotThePath) {
  start();
  auto c = client();
  c.get("/hello/secret-token");
  c.get("/nowhere/secret-token");
  const auto text = metrics_.text();
  EXPECT_THAT(text, HasSubstr("route=\"/hello/{name}\""));
  EXPECT_EQ(text.find("secret-token"), std::string::npos);
}

}  // namespace mashang::http
