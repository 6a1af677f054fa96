// A key names one request for two days, on every engine.
#include "http/idempotency.hpp"

#include <gtest/gtest.h>

#include "integration/engines.hpp"

namespace mashang::http {
namespace {

constexpr CountyCode kCounty{431229};
constexpr Instant kNow{1'800'000'000'000};

class IdempotencyTest : public test::EveryEngine {
 protected:
  static Idempotent once(std::string scope = "door/1", char body = 'a') {
    return {.county = kCounty, .scope = std::move(scope), .key = "k-1", .request_hash = std::string(32, body)};
  }
  Result<std::optional<std::int64_t>> find(const Idempotent& key) {
    return db().read_now([&](storage::Tx& tx) { return find_replay(tx, key); });
  }
  Result<std::int64_t> create(const Idempotent& key, std::int64_t id) {
    return db().write_now([&](storage::Tx& tx) -> Result<std::int64_t> {
      record(tx, key, id, kNow);
      return id;
    });
  }
  void purge(Instant now) {
    const auto purged = db().write_now([&](storage::Tx& tx) -> Result<int> {
      purge_idempotency(tx, kCounty, now);
      return 0;
    });
    ASSERT_TRUE(purged);
  }
};

}  // namespace

TEST_P(IdempotencyTest, TheSameRequestFindsWhatItMadeBefore) {
  EXPECT_EQ(find(once()).value(), std::nullopt);
  ASSERT_TRUE(create(once(), 7));
  EXPECT_EQ(find(once()).value(), 7);
}

TEST_P(IdempotencyTest, AnotherBodyUnderTheSameKeyIsRefused) {
  ASSERT_TRUE(create(once(), 7));
  EXPECT_EQ(find(once("door/1", 'b')).error().code, "http.idempotency_mismatch");
}

TEST_P(IdempotencyTest, KeysOfTwoPeopleNeverMeet) {
  ASSERT_TRUE(create(once(), 7));
  EXPECT_EQ(find(once("door/2")).value(), std::nullopt);
  EXPECT_TRUE(create(once("door/2"), 8));
}

TEST_P(IdempotencyTest, TheSlowerOfTwoIsUndone) {
  ASSERT_TRUE(create(once(), 7));
  EXPECT_EQ(create(once(), 8).error().code, "http.idempotency_replay");
  EXPECT_EQ(find(once()).value(), 7);
}

TEST_P(IdempotencyTest, KeysAreForgottenAfterTwoDays) {
  ASSERT_TRUE(create(once(), 7));
  purge(kNow + Minutes{48 * 60});
  EXPECT_EQ(find(once()).value(), 7);
  purge(kNow + Minutes{48 * 60 + 1});
  EXPECT_EQ(find(once()).value(), std::nullopt);
}

RUN_ON_EVERY_ENGINE(IdempotencyTest);

}  // namespace mashang::http
