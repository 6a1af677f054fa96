// What a write must make forgotten, and what it may leave.
#include "storage/changes.hpp"

#include <gtest/gtest.h>

#include <array>

#include "rooms/cases/sql.hpp"
#include "rooms/media/sql.hpp"
#include "rooms/places/sql.hpp"
#include "rooms/residents/sql.hpp"

namespace mashang::test {
namespace {

using storage::Changes;
using storage::Statement;

constexpr CountyCode kCounty{431229};

template <class Command>
void commit(Changes& changes, const Command& command) {
  Changes::Batch batch(changes);
  batch.add(Command::statement, command.values());
  batch.is_about_to_commit();
  batch.has_settled(true);
}

template <class Query>
Changes::Moment last(const Changes& changes, const Query& query) {
  return changes.last(Query::statement, query.values());
}

const cases::sql::case_by_id kSeven{.county = kCounty, .id = 7};
const cases::sql::case_by_id kEight{.county = kCounty, .id = 8};

TEST(ChangesTest, NothingHasChangedAtFirst) {
  const Changes changes;
  EXPECT_EQ(changes.now(), 0u);
  EXPECT_EQ(last(changes, kSeven), 0u);
}

TEST(ChangesTest, AChangeOfOneCaseLeavesTheOthers) {
  Changes changes;
  commit(changes, cases::sql::update_case{.county = kCounty, .id = 7});
  EXPECT_EQ(changes.now(), 2u);
  EXPECT_EQ(last(changes, kSeven), 2u);
  EXPECT_EQ(last(changes, kEight), 0u);
}

TEST(ChangesTest, AListDependsOnEveryCase) {
  Changes changes;
  commit(changes, cases::sql::insert_case{.county = kCounty, .id = 9});
  EXPECT_EQ(last(changes, cases::sql::cases_in_reach{.county = kCounty}), 2u);
  EXPECT_EQ(last(changes, cases::sql::cases_of_handler{.county = kCounty}), 2u);
  EXPECT_EQ(last(changes, kSeven), 0u);
}

TEST(ChangesTest, AStepTouchesTheHistoryOfItsCaseOnly) {
  Changes changes;
  commit(changes, cases::sql::insert_history{.county = kCounty, .case_id = 7, .seq = 2});
  EXPECT_EQ(last(changes, cases::sql::history_of_case{.county = kCounty, .case_id = 7}), 2u);
  EXPECT_EQ(last(changes, cases::sql::history_of_case{.county = kCounty, .case_id = 8}), 0u);
  commit(changes, media::sql::insert_attachment{.county = kCounty, .id = 1, .case_id = 8});
  EXPECT_EQ(last(changes, media::sql::attachments_of_case{.county = kCounty, .case_id = 8}), 4u);
  EXPECT_EQ(last(changes, media::sql::attachments_of_case{.county = kCounty, .case_id = 7}), 0u);
}

TEST(ChangesTest, AChangeThatNamesNoMatterTouchesAll) {
  Changes changes;
  commit(changes, residents::sql::revoke_doors_of_place{.county = kCounty, .place_id = 3});
  EXPECT_EQ(last(changes, residents::sql::door_by_hash{.county = kCounty}), 2u);
  commit(changes, places::sql::rename_place{.county = kCounty, .id = 3});
  EXPECT_EQ(last(changes, places::sql::situation{.county = kCounty, .id = 4}), 4u);
}

TEST(ChangesTest, ABatchIsOneMoment) {
  Changes changes;
  Changes::Batch batch(changes);
  for (const int id : {7, 8})
    batch.add(cases::sql::update_case::statement, cases::sql::update_case{.county = kCounty, .id = id}.values());
  batch.is_about_to_commit();
  EXPECT_FALSE(Changes::is_between_commits(changes.now()));
  EXPECT_EQ(last(changes, kSeven), 2u);  // who reads it now may see either: not to be kept
  batch.has_settled(true);
  EXPECT_EQ(changes.now(), 2u);
  EXPECT_EQ(last(changes, kSeven), 2u);
  EXPECT_EQ(last(changes, kEight), 2u);
}

TEST(ChangesTest, ABatchThatFailedBeforeItsCommitTouchesNothing) {
  Changes changes;
  Changes::Batch batch(changes);
  batch.add(cases::sql::update_case::statement, cases::sql::update_case{.county = kCounty, .id = 7}.values());
  batch.has_settled(false);
  batch.is_about_to_commit();  // of the next one, which is empty
  EXPECT_EQ(last(changes, kSeven), 0u);
}

TEST(ChangesTest, ACommitWhoseAnswerWasLostIsToldAgainWithTheNext) {
  Changes changes;
  Changes::Batch batch(changes);
  batch.add(cases::sql::update_case::statement, cases::sql::update_case{.county = kCounty, .id = 7}.values());
  batch.is_about_to_commit();
  batch.is_about_to_commit();  // the batch ran again
  EXPECT_FALSE(Changes::is_between_commits(changes.now()));
  batch.has_settled(false);
  EXPECT_EQ(last(changes, kSeven), 2u);
  for (const Changes::Moment moment : {4u, 4u}) {  // with the next, and then no more
    batch.is_about_to_commit();
    batch.has_settled(true);
    EXPECT_EQ(last(changes, kSeven), moment);
  }
}

TEST(ChangesTest, EveryRememberedStatementSaysWhatItReads) {
  for (const Statement* statement : {&cases::sql::case_by_id::statement, &cases::sql::cases_in_reach::statement,
                                     &places::sql::situation::statement, &residents::sql::door_by_hash::statement}) {
    EXPECT_TRUE(statement->is_remembered) << statement->name;
    EXPECT_FALSE(statement->touches.empty()) << statement->name;
  }
  EXPECT_FALSE(cases::sql::update_case::statement.is_remembered);
}

}  // namespace
}  // namespace mashang::test
