// Following the outbox: everything once at least, in order, through restarts, purges and failures.
#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "integration/engines.hpp"
#include "integration/raw_sql.hpp"
#include "rooms/notify/follower.hpp"
#include "rooms/notify/notify.hpp"
#include "rooms/notify/outbox.hpp"

namespace mashang::test {
namespace {

using notify::Consequence;
using notify::Follower;
using notify::Pace;
using storage::Tx;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ids = std::vector<std::int64_t>;

constexpr CountyCode kCounty{431229};
constexpr Instant kNow{1'764'000'000'000};

/// Writes down which cases it is given, in a table of its own.
class FollowerTest : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    if (!IsSkipped()) write([](Tx& tx) { run_sql(tx, "CREATE TABLE taken (number BIGINT, id BIGINT)"); });
  }
  void TearDown() override {
    follower_.reset();
    EveryEngine::TearDown();
  }

  template <class F>
  void write(F f) {
    ASSERT_TRUE(db().write_now([&](Tx& tx) -> Result<int> {
      f(tx);
      return 0;
    }));
  }
  void change(std::int64_t id, Instant at = kNow) {
    write([&](Tx& tx) { notify::announce_case(tx, kCounty, CaseId{id}, "accepted", 2, at); });
  }
  Follower& follow(Pace pace = {}, const std::string& name = "test") {
    follower_ = std::make_unique<Follower>(
        db(), kCounty,
        notify::Following{.name = name,
                          .take = [this](std::span<const CaseId> cases) { return take(cases); },
                          .cases_after = [this](CaseId after, std::size_t most) { return cases_after(after, most); }},
        [this](std::string_view what) { logged_ += what; }, pace);
    return *follower_;
  }
  Result<Consequence> take(std::span<const CaseId> cases) {
    largest_batch_ = std::max(largest_batch_, cases.size());
    if (is_failing_) return failure(ErrorKind::internal, "test.fails");
    return Consequence([this, ids = std::vector<CaseId>(cases.begin(), cases.end())](Tx& tx) -> Result<void> {
      for (const CaseId id : ids)
        run_sql(tx, "INSERT INTO taken SELECT COUNT(*), " + std::to_string(id.value) + " FROM taken");
      if (is_breaking_) return failure(ErrorKind::internal, "test.breaks");
      return {};
    });
  }
  Result<std::vector<CaseId>> cases_after(CaseId after, std::size_t most) const {
    std::vector<CaseId> found;
    for (const std::int64_t id : existing_)
      if (id > after.value && found.size() < most) found.push_back(CaseId{id});
    return found;
  }
  void catch_up() {
    for (;;) {
      const auto has_more = follower_->step();
      ASSERT_TRUE(has_more) << has_more.error().code;
      if (!*has_more) return;
    }
  }
  Ids taken() {
    return *db().read_now([](Tx& tx) -> Result<Ids> {
      Ids ids;
      query_sql(tx, "SELECT id FROM taken ORDER BY number", [&](const storage::Row& row) {
        ids.push_back(row.integer("id"));
        return true;
      });
      return ids;
    });
  }

  std::set<std::int64_t> existing_;
  std::atomic<bool> is_failing_{false}, is_breaking_{false};
  std::size_t largest_batch_ = 0;
  std::string logged_;
  std::unique_ptr<Follower> follower_;
};

TEST_P(FollowerTest, TakesWhatChangesInOrderAndEachOfABatchOnce) {
  follow();
  catch_up();
  EXPECT_THAT(taken(), IsEmpty());
  for (const std::int64_t id : {7, 3, 7, 9, 3}) change(id);
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(7, 3, 9));
  catch_up();
  change(3);
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(7, 3, 9, 3));
  EXPECT_EQ(follower_->behind(), 0);
}

TEST_P(FollowerTest, GoesOnWhereItWasAfterARestart) {
  follow();
  catch_up();
  change(1);
  catch_up();
  follower_.reset();
  change(2);
  reopen();
  change(3);
  follow();
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(1, 2, 3));
}

TEST_P(FollowerTest, ItsPlaceMovesWithWhatItWritesOrNotAtAll) {
  follow();
  catch_up();
  change(1);
  is_failing_ = true;
  EXPECT_EQ(follower_->step().error().code, "test.fails");
  is_failing_ = false;
  is_breaking_ = true;
  EXPECT_EQ(follower_->step().error().code, "test.breaks");
  EXPECT_THAT(taken(), IsEmpty());
  is_breaking_ = false;
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(1));
}

TEST_P(FollowerTest, BatchesAreNoLargerThanAsked) {
  follow({.batch = 3});
  catch_up();
  for (std::int64_t id = 1; id <= 10; ++id) change(id);
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  EXPECT_EQ(largest_batch_, 3u);
}

TEST_P(FollowerTest, WhatWasThereBeforeItIsFilledInAndNewsComesFirst) {
  change(1);
  change(99);
  for (std::int64_t id = 1; id <= 5; ++id) existing_.insert(id);
  follow({.batch = 2});
  EXPECT_TRUE(*follower_->step()) << "finds its place";
  EXPECT_TRUE(*follower_->step());
  EXPECT_THAT(taken(), ElementsAre(1, 2)) << "in the order of ids";
  change(50);
  EXPECT_TRUE(*follower_->step());
  EXPECT_THAT(taken(), ElementsAre(1, 2, 50));
  EXPECT_GE(follower_->behind(), 1);
  follower_.reset();
  reopen();
  follow({.batch = 2});
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(1, 2, 50, 3, 4, 5)) << "resumed";
  EXPECT_EQ(follower_->behind(), 0);
}

TEST_P(FollowerTest, APlaceThatWasPurgedIsFilledAnew) {
  follow();
  catch_up();
  change(1);
  catch_up();
  existing_ = {1, 2, 3};
  change(2);
  change(3);
  ASSERT_EQ(notify::purge_outbox(db(), kCounty, FixedClock(kNow + days(8))).value(), 2);
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(1, 1, 2, 3));
}

TEST_P(FollowerTest, APlaceBeyondTheNewestRowIsFilledAnew) {
  follow();
  catch_up();
  change(1);
  catch_up();
  write([](Tx& tx) { run_sql(tx, "UPDATE outbox_follower SET seq = 1000 WHERE seq > 0"); });
  existing_ = {1};
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(1, 1)) << "a backup came back";
}

TEST_P(FollowerTest, EachNameHasItsOwnPlace) {
  follow();
  catch_up();
  change(1);
  catch_up();
  existing_ = {1};
  follow({}, "another");
  catch_up();
  EXPECT_THAT(taken(), ElementsAre(1, 1));
}

TEST_P(FollowerTest, AThreadOfItsOwnHearsOfCommits) {
  follow({.gather = std::chrono::milliseconds(5), .look_anyway = std::chrono::hours(1)});
  catch_up();
  db().on_commit([this] { follower_->wake(); });
  follower_->start();
  Ids expected(60);
  std::iota(expected.begin(), expected.end(), 1);
  for (const std::int64_t id : expected) {
    change(id);
    if (id % 20 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  Ids found;
  for (int i = 0; i < 1'000 && found.size() < expected.size(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    found = taken();
  }
  EXPECT_EQ(found, expected);
  follower_->stop();
  EXPECT_EQ(logged_, "");
  db().on_commit([] {});
}

TEST_P(FollowerTest, AFailureIsToldAndTriedAgain) {
  follow({.gather = std::chrono::milliseconds(5)});
  catch_up();
  db().on_commit([this] { follower_->wake(); });
  is_failing_ = true;
  change(1);
  follower_->start();
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  is_failing_ = false;
  for (int i = 0; i < 1'000 && taken().empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_THAT(taken(), ElementsAre(1));
  follower_->stop();
  EXPECT_NE(logged_.find("test"), std::string::npos);
  db().on_commit([] {});
}

RUN_ON_EVERY_ENGINE(FollowerTest);

}  // namespace
}  // namespace mashang::test
