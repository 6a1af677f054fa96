// Request bodies over a real socket: streamed, limited, and never waited for without end.
#include "integration/http_listener.hpp"

namespace mashang::http {
using namespace std::chrono_literals;

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

TEST_F(Listener, HeadHasTheLengthAndNoBody) {
  start();
  auto c = client();
  const auto answer = c.call("HEAD /hello/a HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_EQ(answer.header("content-length"), "12");
  EXPECT_EQ(c.get("/hello/b").body, "{\"name\":\"b\"}");
}

}  // namespace mashang::http
