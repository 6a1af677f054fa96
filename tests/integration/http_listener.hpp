// A listener with short time-outs and routes for every way of answering, and a client for it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "http/server.hpp"
#include "integration/http_client.hpp"
#include "runtime/workers.hpp"

namespace mashang::http {

using testing_http::Client;

class Listener : public ::testing::Test {
 protected:
  Listener() : workers_(1, 8, Error{ErrorKind::unavailable, "http.internal"}) {
    options_.threads = 2;
    options_.max_connections = 50;
    options_.header_time = std::chrono::milliseconds(400);
    options_.body_time = std::chrono::milliseconds(400);
    options_.idle_time = std::chrono::milliseconds(600);
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
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
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

inline const std::string kHost = "Host: test\r\n";

inline std::string code_of(const testing_http::Answer& answer) {
  const auto at = answer.body.find("\"code\":\"");
  if (at == std::string::npos) return "no problem: " + answer.body;
  return answer.body.substr(at + 8, answer.body.find('"', at + 8) - at - 8);
}

}  // namespace mashang::http
