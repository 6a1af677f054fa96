// How connections end: idle, too many, and an orderly stop.
#include "integration/http_listener.hpp"

namespace mashang::http {
using namespace std::chrono_literals;

TEST_F(Listener, IdleConnectionsAreClosedQuietly) {
  start();
  auto c = client();
  EXPECT_EQ(c.get("/hello/a").status, 200);
  EXPECT_TRUE(c.is_closed());
  auto silent = client();
  EXPECT_TRUE(silent.is_closed());
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

TEST_F(Listener, APortInUseIsTold) {
  start();
  options_.port = server_->port();
  const auto second = start_server(options_, router_, metrics_, log_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "http.cannot_listen");
}

}  // namespace mashang::http
