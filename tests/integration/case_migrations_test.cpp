// Cases written by an older program are under today's rules after its migrations.
#include <gtest/gtest.h>

#include <algorithm>

#include "integration/engines.hpp"
#include "integration/raw_sql.hpp"
#include "rooms/cases/store.hpp"

namespace mashang::test {
namespace {

constexpr CountyCode kCounty{431229};

class CaseMigrations : public EveryEngine {
 protected:
  /// The schema as it first stood.
  [[nodiscard]] std::span<const storage::Migration> migrations() const override {
    const auto all = storage::all_migrations();
    const auto later = std::ranges::find_if(all, [](const auto& step) { return step.version > 202611250000; });
    return all.first(static_cast<std::size_t>(later - all.begin()));
  }
  void add(std::int64_t id, const std::string& state, const std::string& columns, const std::string& values) {
    ASSERT_TRUE(db().write_now([&](storage::Tx& tx) -> Result<int> {
      run_sql(
          tx,
          "INSERT INTO case_record (county, id, state, version, text, is_elsewhere, has_media, place_id, place_kind,"
          " place_label, is_village, made_up, category, is_classified, urgency, accept_minutes, resolve_minutes,"
          " hides_reporter, is_restricted, submitted_at, " +
              columns + ") VALUES (431229, " + std::to_string(id) + ", '" + state +
              "', 1, 'x', 0, 0, 5, 'household', 'x', 0, 0, '0402', 0, 'normal', 60, 60, 0, 0, 1, " + values + ")");
      return 0;
    }));
  }
  cases::Case find(std::int64_t id) {
    return *db().read_now(
        [&](storage::Tx& tx) -> Result<cases::Case> { return cases::find_case(tx, kCounty, CaseId{id}).value(); });
  }
};

TEST_P(CaseMigrations, WhoReturnedAnOrderBeforeTheRuleHasNoTieLeft) {
  add(1, "returned", "handler_id, handler_name, handler_kind", "9, '物业', 'property_company'");
  add(2, "dispatched", "handler_id, handler_name, handler_kind", "9, '物业', 'property_company'");
  ASSERT_TRUE(db().migrate(storage::all_migrations()));
  EXPECT_FALSE(find(1).handler || find(1).handler_kind);
  EXPECT_EQ(find(2).handler, OrganisationId{9});
}

TEST_P(CaseMigrations, WhatWasAnnouncedOnAGivenUpLinkIsTakenBack) {
  const std::string columns = "confirm_announced_at, confirm_deadline, turn_role, link_revoked_at";
  add(1, "awaiting_confirmation", columns, "1, 2, 'reporter', 3");
  add(2, "awaiting_confirmation", columns, "1, 2, 'reporter', NULL");
  ASSERT_TRUE(db().migrate(storage::all_migrations()));
  EXPECT_FALSE(find(1).confirm_deadline || find(1).confirm_announced_at);
  EXPECT_EQ(find(1).turn->role, identity::Role::community_officer);
  EXPECT_EQ(find(2).confirm_deadline, Instant{2});
  EXPECT_EQ(find(2).turn->role, identity::Role::reporter);
}

TEST_P(CaseMigrations, ASuspendedCaseKeepsTheTimeItHad) {
  add(1, "suspended", "remaining_minutes", "90");
  add(2, "suspended", "remaining_minutes", "NULL");
  ASSERT_TRUE(db().migrate(storage::all_migrations()));
  EXPECT_EQ(find(1).remaining, Milliseconds{90 * 60'000});
  EXPECT_FALSE(find(2).remaining);
}

RUN_ON_EVERY_ENGINE(CaseMigrations);

}  // namespace
}  // namespace mashang::test
