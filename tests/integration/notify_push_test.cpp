// The push: an open phone hears what is hers, and nothing else.
#include <gmock/gmock.h>

#include "integration/notify_fixture.hpp"

namespace mashang::test {
namespace {

using namespace notify_fixture;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NotifyPush : public NotifyTest {};

TEST_P(NotifyPush, AnOpenPhoneHearsOfANewTodo) {
  add_case(1, {});
  const auto phone = connect(audience(kLeader), std::nullopt);
  ASSERT_TRUE(soon([&] { return hub_->listener_count() == 1; }));
  put(1, {kLeader, {}});
  ASSERT_TRUE(soon([&] { return hear(phone->received()).events.size() == 1; }));
  const std::string event = hear(phone->received()).events[0];
  EXPECT_TRUE(event.starts_with("todo {\"id\":1,\"case_id\":1,\"number\":\"N1\",\"kind\":\"intake\"")) << event;
}

TEST_P(NotifyPush, NobodyHearsOfAnotherAreasTodosAndCases) {
  add_case(1, {.grid = kGrid});
  const auto stranger = connect(audience(kOtherLeader, {leads(kOtherGrid), works_for(kOtherCompany)}), std::nullopt);
  const auto leader = connect(audience(kLeader, {leads(kGrid)}), std::nullopt);
  put(1, {kLeader, {}});
  put(1, {{}, kCompany}, TodoKind::handle);
  announce(1);
  finish(1, kNow);
  ASSERT_EQ(events(leader).size(), 3u);
  EXPECT_THAT(events(stranger), IsEmpty());
}

TEST_P(NotifyPush, EachPersonHearsThatHerOwnTodoIsDone) {
  add_case(1, {});
  put(1, {kLeader, {}});
  put(1, {{}, kCompany}, TodoKind::handle);
  const auto leader = connect(audience(kLeader), std::nullopt);
  const auto staff = connect(audience(AccountId{50}, {works_for(kCompany)}), std::nullopt);
  const auto both = connect(audience(kLeader, {works_for(kCompany)}), std::nullopt);
  finish(1, kNow + Minutes{1});
  EXPECT_THAT(events(leader), ElementsAre("todo_done {\"id\":1,\"case_id\":1}"));
  EXPECT_THAT(events(staff), ElementsAre("todo_done {\"id\":2,\"case_id\":1}"));
  EXPECT_THAT(events(both), ElementsAre("todo_done {\"id\":1,\"case_id\":1}", "todo_done {\"id\":2,\"case_id\":1}"));
}

TEST_P(NotifyPush, AChangedCaseIsToldToWhoeverHadATodoAndToItsOfficers) {
  add_case(1, {});
  put(1, {{}, kCompany}, TodoKind::handle);
  finish(1, kNow);
  const auto staff = connect(audience(AccountId{50}, {works_for(kCompany)}), std::nullopt);
  const auto leader = connect(audience(kOtherLeader, {leads(kGrid)}), std::nullopt);
  const auto county =
      connect(audience(AccountId{51}, {{identity::Role::county_officer, PlaceId{1}, {}}}), std::nullopt);
  const auto worker = connect(audience(AccountId{52}, {{identity::Role::grid_worker, kGrid, {}}}), std::nullopt);
  announce(1);
  for (const auto& listener : {staff, leader, county, worker})
    EXPECT_THAT(events(listener), ElementsAre("case {\"id\":1,\"state\":\"accepted\",\"version\":2}"));
}

TEST_P(NotifyPush, ARestrictedCaseIsNotToldToWorkers) {
  add_case(1, {.is_restricted = true});
  const auto worker = connect(audience(AccountId{52}, {{identity::Role::grid_worker, kGrid, {}}}), std::nullopt);
  const auto leader = connect(audience(kLeader, {leads(kGrid)}), std::nullopt);
  announce(1);
  EXPECT_EQ(events(leader).size(), 1u);
  EXPECT_THAT(events(worker), IsEmpty());
}

RUN_ON_EVERY_ENGINE(NotifyPush);

}  // namespace
}  // namespace mashang::test
