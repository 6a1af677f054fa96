// Reconnecting and restarting: nothing missed, nothing twice.
#include <gmock/gmock.h>

#include "integration/notify_fixture.hpp"

namespace mashang::test {
namespace {

using namespace notify_fixture;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NotifyResume : public NotifyTest {};

TEST_P(NotifyResume, NothingFallsBetweenListAndStream) {
  add_case(1, {});
  const std::int64_t from = page(audience(kLeader), ListState::open).last_event;
  put(1, {kLeader, {}});
  EXPECT_EQ(events(connect(audience(kLeader), from)).size(), 1u);
}

TEST_P(NotifyResume, ReconnectingUnderLoadMissesNothingAndRepeatsNothing) {
  constexpr int kWriters = 4, kEach = 60;
  for (int id = 1; id <= kWriters * kEach; ++id) add_case(id, {});
  const Audience who = audience(kLeader);
  std::vector<std::string> heard;
  std::atomic<int> writing{kWriters};
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w)
    writers.emplace_back([&, w] {
      for (int i = 1; i <= kEach; ++i) {
        put(w * kEach + i, {kLeader, {}});
        put(w * kEach + i, {kOtherLeader, {}});
      }
      --writing;
    });
  std::int64_t last = 0;
  int connections = 0;
  for (bool is_final = false; !is_final; ++connections) {
    is_final = writing == 0 && connections >= 4;  // one more connection after the last write
    const auto phone = connect(who, last);
    if (is_final) {
      settle(phone);
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds(7));
    }
    phone->close();
    const Heard part = hear(phone->received());
    heard.insert(heard.end(), part.events.begin(), part.events.end());
    last = part.last_id.value_or(last);
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(heard.size(), std::size_t{kWriters * kEach});
  EXPECT_EQ(std::set<std::string>(heard.begin(), heard.end()).size(), std::size_t{kWriters * kEach});
}

TEST_P(NotifyResume, ARestartMissesNothing) {
  for (int id = 1; id <= 3; ++id) add_case(id, {});
  auto phone = connect(audience(kLeader), std::nullopt);
  put(1, {kLeader, {}});
  ASSERT_EQ(events(phone).size(), 1u);
  const std::int64_t last = *hear(phone->received()).last_id;
  hub_->stop();
  EXPECT_FALSE(phone->is_open());
  put(2, {kLeader, {}});
  hub_.reset();
  reopen();
  open_hub();
  put(3, {kLeader, {}});
  const auto again = events(connect(audience(kLeader), last));
  ASSERT_EQ(again.size(), 2u);
  EXPECT_NE(again[0].find("\"case_id\":2"), std::string::npos);
  EXPECT_NE(again[1].find("\"case_id\":3"), std::string::npos);
}

TEST_P(NotifyResume, WhoeverIsOlderThanWhatIsKeptIsToldToLoadAgain) {
  for (int id = 1; id <= 3; ++id) add_case(id, {}), put(id, {kLeader, {}});
  EXPECT_EQ(events(connect(audience(kLeader), 0)).size(), 3u);
  clock_.advance(days(8));
  EXPECT_EQ(notify::purge_outbox(db(), kCounty, clock_).value(), 2);  // the newest row stays
  EXPECT_THAT(events(connect(audience(kLeader), 0)), ElementsAre("resync {}"));
  EXPECT_THAT(events(connect(audience(kLeader), 1)), ElementsAre("resync {}"));
  EXPECT_EQ(events(connect(audience(kLeader), 2)).size(), 1u);
  EXPECT_THAT(events(connect(audience(kLeader), 3)), IsEmpty());
}

TEST_P(NotifyResume, RowsYoungerThanSevenDaysAreKept) {
  add_case(1, {});
  put(1, {kLeader, {}});
  announce(1);
  clock_.advance(days(6));
  EXPECT_EQ(notify::purge_outbox(db(), kCounty, clock_).value(), 0);
}

TEST_P(NotifyResume, AnIdFromAnotherDatabaseIsToldToLoadAgain) {
  const auto heard = events(connect(audience(kLeader), 1000));
  EXPECT_THAT(heard, ElementsAre("resync {}"));
}

TEST_P(NotifyResume, ASessionHoldsAtMostFiveStreams) {
  std::vector<notify::Seat> seats;
  for (int i = 0; i < 5; ++i) seats.push_back(hub_->take_seat(kSession).value());
  const auto sixth = hub_->take_seat(kSession);
  ASSERT_FALSE(sixth.has_value());
  EXPECT_EQ(sixth.error().code, "notify.too_many_streams");
  EXPECT_TRUE(hub_->take_seat(SessionId{2}).has_value());
  seats.pop_back();
  EXPECT_TRUE(hub_->take_seat(kSession).has_value());
}

TEST_P(NotifyResume, AClosedStreamGivesItsSeatBack) {
  const auto stream = std::make_shared<FakeStream>();
  std::vector<notify::Seat> others;
  for (int i = 0; i < 4; ++i) others.push_back(hub_->take_seat(kSession).value());
  hub_->join({stream, audience(kLeader), 0, hub_->take_seat(kSession).value()});
  EXPECT_FALSE(hub_->take_seat(kSession).has_value());
  stream->close();
  EXPECT_TRUE(soon([&] { return hub_->take_seat(kSession).has_value(); }));
}

RUN_ON_EVERY_ENGINE(NotifyResume);

}  // namespace
}  // namespace mashang::test
