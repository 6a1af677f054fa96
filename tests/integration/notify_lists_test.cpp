// Lists of to-dos: in order, in pages, and each person's own.
#include <gmock/gmock.h>

#include "integration/notify_fixture.hpp"

namespace mashang::test {
namespace {

using namespace notify_fixture;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NotifyLists : public NotifyTest {};

TEST_P(NotifyLists, OpenTodosComeMostUrgentFirstThenNearestDeadline) {
  add_case(1, {.urgency = "normal", .deadline = kNow + Minutes{5}});
  add_case(2, {.urgency = "emergency", .deadline = kNow + Minutes{90}});
  add_case(3, {.urgency = "low", .deadline = kNow});
  add_case(4, {.urgency = "normal", .deadline = std::nullopt});
  add_case(5, {.urgency = "urgent", .deadline = kNow});
  add_case(6, {.urgency = "normal", .deadline = kNow + Minutes{1}});
  for (int id = 1; id <= 6; ++id) put(id, {kLeader, {}});
  EXPECT_THAT(cases_on(page(audience(kLeader), ListState::open)), ElementsAre(2, 5, 6, 1, 4, 3));
}

TEST_P(NotifyLists, PagesJoinWithoutGapOrRepeat) {
  for (int id = 1; id <= 25; ++id) {
    add_case(id, {.urgency = id % 3 == 0 ? "urgent" : "normal", .deadline = kNow + Minutes{id / 4}});
    put(id, id % 2 == 0 ? notify::Recipient{kLeader, {}} : notify::Recipient{{}, kCompany});
  }
  const Audience who = audience(kLeader, {works_for(kCompany)});
  const auto walk = [&](ListState state) {
    std::vector<std::int64_t> all;
    std::optional<std::string> cursor = "";
    while (cursor) {
      const notify::TodoPage some = page(who, state, *cursor, 4);
      for (const std::int64_t id : cases_on(some)) all.push_back(id);
      cursor = some.next_cursor;
    }
    return all;
  };
  EXPECT_EQ(walk(ListState::open), cases_on(page(who, ListState::open, "", 100)));
  EXPECT_EQ(walk(ListState::open).size(), 25u);
  for (int id = 1; id <= 25; ++id) finish(id, kNow + Minutes{id / 3});
  EXPECT_EQ(walk(ListState::done), cases_on(page(who, ListState::done, "", 100)));
  EXPECT_EQ(walk(ListState::done).size(), 25u);
  EXPECT_THAT(walk(ListState::open), IsEmpty());
}

TEST_P(NotifyLists, DoneTodosAreHersAndNewestFirst) {
  for (int id = 1; id <= 3; ++id) add_case(id, {});
  put(1, {kLeader, {}});
  put(2, {{}, kCompany}, TodoKind::handle);
  put(3, {kOtherLeader, {}});
  finish(1, kNow + Minutes{1});
  finish(2, kNow + Minutes{2});
  finish(3, kNow + Minutes{3});
  EXPECT_THAT(cases_on(page(audience(kLeader, {works_for(kCompany)}), ListState::done)), ElementsAre(2, 1));
  EXPECT_THAT(cases_on(page(audience(kLeader), ListState::done)), ElementsAre(1));
}

TEST_P(NotifyLists, ListsShowNobodyElsesTodos) {
  add_case(1, {});
  put(1, {kLeader, {}});
  put(1, {{}, kCompany}, TodoKind::handle);
  EXPECT_THAT(page(audience(kOtherLeader, {works_for(kOtherCompany), leads(kGrid)}), ListState::open).items, IsEmpty());
}

TEST_P(NotifyLists, WhereTheReporterIsHiddenNoTodoNamesTheFlat) {
  add_case(1, {.coarse = "'新城小区14栋'"});
  put(1, {{}, kCompany}, TodoKind::handle);
  put(1, {kLeader, {}});
  EXPECT_EQ(page(audience(AccountId{99}, {works_for(kCompany)}), ListState::open).items.at(0).place, "新城小区14栋");
  EXPECT_EQ(page(audience(kLeader), ListState::open).items.at(0).place, "新城小区14栋");
  add_case(2, {});
  put(2, {kLeader, {}});
  EXPECT_EQ(page(audience(kLeader), ListState::open).items.at(1).place, "新城14栋401");
}

TEST_P(NotifyLists, ACursorOfAnotherShapeIsRefused) {
  for (const std::string_view cursor : {"x", "1_2", "1_2_3_4", "1_2_3x", "' OR 1=1"}) {
    const auto refused =
        db().read_now([&](Tx& tx) { return notify::list_todos(tx, audience(kLeader), ListState::open, cursor, 20); });
    ASSERT_FALSE(refused.has_value()) << cursor;
    EXPECT_EQ(refused.error().code, "notify.bad_cursor");
  }
}

RUN_ON_EVERY_ENGINE(NotifyLists);

}  // namespace
}  // namespace mashang::test
