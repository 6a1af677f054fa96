// /readyz answers in time, whatever the database does.
#include "operations.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "integration/engines.hpp"
#include "integration/one_loop.hpp"

namespace mashang::test {
namespace {

/// Takes every read and answers none until it is told to.
class SilentDb final : public storage::Db {
 public:
  void on_commit(std::function<void()>) override {}
  [[nodiscard]] std::string_view engine() const override { return "silent"; }
  Result<void> migrate(std::span<const storage::Migration>) override { return {}; }
  Result<void> ping() override { return {}; }

  int asked = 0;
  void fail_all() {
    for (storage::Job* job : std::exchange(waiting_, {})) {
      job->fail(Error{ErrorKind::unavailable, "storage.unavailable"});
      job->suspended.resume();
    }
  }

 private:
  void submit_write(storage::Job&) override {}
  void submit_scan(storage::Job&) override {}
  bool submit_read(storage::Job& job) override {
    ++asked;
    waiting_.push_back(&job);
    return false;
  }
  std::vector<storage::Job*> waiting_;
};

class Probe {
 public:
  Probe(storage::Db& db, std::chrono::milliseconds deadline) : readiness_(db, deadline) {
    add_operations_routes(router_, readiness_, metrics_);
  }
  int status() { return client_.call(http::Method::get, "/readyz").status; }

 private:
  Readiness readiness_;
  runtime::Metrics metrics_;
  http::Router router_;
  Client client_{router_};
};

TEST(Readiness, ADatabaseThatGivesNoAnswerIsNotReadyWithinTheDeadline) {
  SilentDb db;
  Probe probe(db, std::chrono::milliseconds(80));
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(probe.status(), 503);
  const auto first = std::chrono::steady_clock::now() - begun;
  EXPECT_GE(first, std::chrono::milliseconds(80));
  EXPECT_LT(first, std::chrono::seconds(5));
  EXPECT_EQ(probe.status(), 503);
  EXPECT_EQ(db.asked, 1) << "questions do not pile up before a database that is silent";
  db.fail_all();
  EXPECT_EQ(probe.status(), 503);
  EXPECT_EQ(db.asked, 2) << "once it spoke it is asked again";
  db.fail_all();
}

class ReadinessTest : public EveryEngine {};

TEST_P(ReadinessTest, ADatabaseThatAnswersIsReady) {
  Probe probe(db(), std::chrono::seconds(5));
  EXPECT_EQ(probe.status(), 200);
  EXPECT_EQ(probe.status(), 200);
}

RUN_ON_EVERY_ENGINE(ReadinessTest);

}  // namespace
}  // namespace mashang::test
