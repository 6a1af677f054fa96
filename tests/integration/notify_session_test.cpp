// A stream ends with the session behind it.
#include <gmock/gmock.h>

#include "integration/notify_fixture.hpp"

namespace mashang::test {
namespace {

using namespace notify_fixture;

class NotifySession : public NotifyTest {};

TEST_P(NotifySession, AStreamEndsWithItsSessionAndHearsNothingMore) {
  add_case(1, {}), add_case(2, {});
  const auto phone = connect_session({kCounty, kLeader, "杨", {}, kSession});
  const auto desk = connect_session({kCounty, kLeader, "杨", {}, SessionId{2}});
  put(1, {kLeader, {}});
  ASSERT_EQ(events(phone).size(), 1u);
  hub_->end(kSession);
  EXPECT_FALSE(phone->is_open()) << "at once, not with the next sweep";
  put(2, {kLeader, {}});
  EXPECT_EQ(events(desk).size(), 2u) << "her other session goes on";
  EXPECT_EQ(hear(phone->received()).events.size(), 1u);
}

TEST_P(NotifySession, WhoJoinsAfterHerSessionEndedIsNotLetIn) {
  const auto stream = std::make_shared<FakeStream>();
  notify::Seat seat = hub_->take_seat(kSession).value();
  hub_->end(kSession);
  hub_->join({stream, audience(kLeader), 0, std::move(seat), kSession});
  EXPECT_FALSE(stream->is_open());
}

TEST_P(NotifySession, StreamsOfDeadSessionsAndChangedGrantsEndBySweep) {
  hub_.reset();
  std::mutex mutex;
  std::map<SessionId, identity::Actor> living;
  for (const std::int64_t id : {1, 2, 3})
    living[SessionId{id}] = {kCounty, kLeader, "杨", {leads(kGrid)}, SessionId{id}};
  notify::HubOptions options;
  options.check_sessions = std::chrono::milliseconds(20);
  options.living = [&]() -> Result<std::map<SessionId, identity::Actor>> {
    const std::lock_guard lock(mutex);
    return living;
  };
  open_hub(options);
  const auto signed_out_elsewhere = connect_session(living[SessionId{1}]);
  const auto grant_withdrawn = connect_session(living[SessionId{2}]);
  const auto still_there = connect_session(living[SessionId{3}]);
  {
    const std::lock_guard lock(mutex);
    living.erase(SessionId{1});
    living[SessionId{2}].grants.clear();
  }
  EXPECT_TRUE(soon([&] { return !signed_out_elsewhere->is_open() && !grant_withdrawn->is_open(); }));
  EXPECT_TRUE(still_there->is_open());
  hub_->stop();
}

RUN_ON_EVERY_ENGINE(NotifySession);

}  // namespace
}  // namespace mashang::test
