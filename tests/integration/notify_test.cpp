// To-dos, their lists, and the push: nothing missed, nothing twice, and nobody hears of what is not hers.
#include <gmock/gmock.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

#include "integration/engines.hpp"
#include "integration/raw_sql.hpp"
#include "rooms/notify/hub.hpp"
#include "rooms/notify/lists.hpp"
#include "rooms/notify/notify.hpp"
#include "rooms/notify/resume.hpp"

namespace mashang::test {
namespace {

using notify::Audience;
using notify::ListState;
using notify::TodoKind;
using storage::Tx;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const CountyCode kCounty{431229};
const Instant kNow{1'764'000'000'000};
const AccountId kLeader{11}, kOtherLeader{12};
const OrganisationId kCompany{21}, kOtherCompany{22};
const PlaceId kGrid{31}, kOtherGrid{32};

std::string number(CaseId id) { return "N" + std::to_string(id.value); }

Audience audience(AccountId account, std::vector<identity::Grant> grants = {}) {
  return notify::audience_of({.county = kCounty, .account = account, .name = "杨", .grants = std::move(grants)});
}
identity::Grant leads(PlaceId grid) { return {identity::Role::grid_leader, grid, {}}; }
identity::Grant works_for(OrganisationId company) { return {identity::Role::property_staff, {}, company}; }

/// A client: keeps what it was sent, and can be cut off.
class FakeStream final : public http::EventStream {
 public:
  void send(std::shared_ptr<const std::string> bytes) override {
    const std::lock_guard lock(mutex_);
    if (is_open_) received_ += *bytes;
  }
  void close() override { is_open_ = false; }
  [[nodiscard]] bool is_open() const override { return is_open_; }
  [[nodiscard]] std::string received() const {
    const std::lock_guard lock(mutex_);
    return received_;
  }

 private:
  mutable std::mutex mutex_;
  std::string received_;
  std::atomic<bool> is_open_{true};
};

/// What a browser makes of a stream: (event, data) in order, and the last id.
struct Heard {
  std::vector<std::string> events;
  std::optional<std::int64_t> last_id;
};

Heard hear(const std::string& stream) {
  Heard heard;
  std::string event, data;
  for (std::size_t at = 0, end; (end = stream.find('\n', at)) != std::string::npos; at = end + 1) {
    const std::string line = stream.substr(at, end - at);
    if (line.starts_with("id: ")) heard.last_id = std::stoll(line.substr(4));
    if (line.starts_with("event: ")) event = line.substr(7);
    if (line.starts_with("data: ")) data = line.substr(6);
    if (line.empty() && !event.empty()) heard.events.push_back(event + " " + data);
    if (line.empty()) event.clear(), data.clear();
  }
  return heard;
}

bool soon(const std::function<bool()>& holds) {
  for (int i = 0; i < 1000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

class NotifyTest : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    if (!IsSkipped()) open_hub();
  }
  void TearDown() override {
    hub_.reset();
    EveryEngine::TearDown();
  }

  void open_hub() {
    notify::HubOptions options;
    options.tick = std::chrono::milliseconds(5);
    hub_ = std::make_unique<notify::Hub>(
        db(), kCounty, clock_, number, [](std::string_view what) { ADD_FAILURE() << what; }, options);
    db().on_commit([this] { hub_->wake(); });
    hub_->start();
  }

  template <class F>
  void write(F f) {
    ASSERT_TRUE(db().write_now([&](Tx& tx) -> Result<int> {
      f(tx);
      return 0;
    }));
  }
  struct NewCase {
    std::string urgency = "normal";
    std::optional<Instant> deadline = kNow + Minutes{60};
    PlaceId grid = kGrid;
    bool is_restricted = false;
    std::string coarse = "NULL";
  };
  void add_case(std::int64_t id, const NewCase& c) {
    const std::string deadline = c.deadline ? std::to_string(c.deadline->ms) : "NULL";
    write([&](Tx& tx) {
      run_sql(
          tx,
          "INSERT INTO case_record (county, id, state, version, text, is_elsewhere, has_media, place_id, place_kind,"
          " place_label, coarse_label, community_id, is_village, grid_id, made_up, category, is_classified, urgency,"
          " accept_minutes, resolve_minutes, hides_reporter, is_restricted, submitted_at, deadline) VALUES (431229, " +
              std::to_string(id) + ", 'submitted', 1, '电动车占道', 0, 0, 5, 'household', '新城14栋401', " + c.coarse +
              ", 41, 0, " + std::to_string(c.grid.value) + ", 0, '0402', 0, '" + c.urgency + "', 60, 60, 0, " +
              (c.is_restricted ? "1" : "0") + ", 1, " + deadline + ")");
    });
  }
  void put(std::int64_t case_id, notify::Recipient to, TodoKind kind = TodoKind::intake) {
    write([&](Tx& tx) { notify::put_todo(tx, {kCounty, CaseId{case_id}, kind, to, kNow}); });
  }
  void finish(std::int64_t case_id, Instant at) {
    write([&](Tx& tx) { notify::finish_todos(tx, kCounty, CaseId{case_id}, at); });
  }
  void announce(std::int64_t case_id) {
    write([&](Tx& tx) { notify::announce_case(tx, kCounty, CaseId{case_id}, "accepted", 2, kNow); });
  }

  notify::TodoPage page(const Audience& who, ListState state, std::string_view cursor = {}, std::size_t limit = 20) {
    return *db().read_now([&](Tx& tx) { return notify::list_todos(tx, who, state, cursor, limit); });
  }
  std::vector<std::int64_t> cases_on(const notify::TodoPage& page) {
    std::vector<std::int64_t> cases;
    for (const notify::Todo& todo : page.items) cases.push_back(todo.case_id.value);
    return cases;
  }

  /// As the route does: what was missed first, then live.
  std::shared_ptr<FakeStream> connect(const Audience& who, std::optional<std::int64_t> last_event) {
    auto stream = std::make_shared<FakeStream>();
    notify::Resumption resumption{.after = last_event};
    while (!resumption.is_complete)
      resumption = *db().read_now([&](Tx& tx) { return notify::read_missed(tx, who, resumption, kNow, number); });
    stream->send(std::make_shared<const std::string>(resumption.chunk));
    hub_->join({stream, who, *resumption.after, nullptr});
    return stream;
  }
  /// Waits until everything written so far was handed out, by a mark of its own at the end.
  void settle(const std::shared_ptr<FakeStream>& stream) {
    const std::int64_t newest =
        *db().read_now([](Tx& tx) -> Result<std::int64_t> { return notify::newest_event(tx, kCounty); });
    const auto last = [&] { return hear(stream->received()).last_id.value_or(-1); };
    std::int64_t before = -2;
    soon([&] {
      if (last() >= newest) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(60));
      const bool is_quiet = last() == before;
      before = last();
      return is_quiet;
    });
  }
  std::vector<std::string> events(const std::shared_ptr<FakeStream>& stream) {
    settle(stream);
    return hear(stream->received()).events;
  }

  FixedClock clock_{kNow};
  std::unique_ptr<notify::Hub> hub_;
};

TEST_P(NotifyTest, OpenTodosComeMostUrgentFirstThenNearestDeadline) {
  add_case(1, {.urgency = "normal", .deadline = kNow + Minutes{5}});
  add_case(2, {.urgency = "emergency", .deadline = kNow + Minutes{90}});
  add_case(3, {.urgency = "low", .deadline = kNow});
  add_case(4, {.urgency = "normal", .deadline = std::nullopt});
  add_case(5, {.urgency = "urgent", .deadline = kNow});
  add_case(6, {.urgency = "normal", .deadline = kNow + Minutes{1}});
  for (int id = 1; id <= 6; ++id) put(id, {kLeader, {}});
  EXPECT_THAT(cases_on(page(audience(kLeader), ListState::open)), ElementsAre(2, 5, 6, 1, 4, 3));
}

TEST_P(NotifyTest, PagesJoinWithoutGapOrRepeat) {
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

TEST_P(NotifyTest, DoneTodosAreHersAndNewestFirst) {
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

TEST_P(NotifyTest, ListsShowNobodyElsesTodos) {
  add_case(1, {});
  put(1, {kLeader, {}});
  put(1, {{}, kCompany}, TodoKind::handle);
  EXPECT_THAT(page(audience(kOtherLeader, {works_for(kOtherCompany), leads(kGrid)}), ListState::open).items, IsEmpty());
}

TEST_P(NotifyTest, WhereTheReporterIsHiddenNoTodoNamesTheFlat) {
  add_case(1, {.coarse = "'新城小区14栋'"});
  put(1, {{}, kCompany}, TodoKind::handle);
  put(1, {kLeader, {}});
  EXPECT_EQ(page(audience(AccountId{99}, {works_for(kCompany)}), ListState::open).items.at(0).place, "新城小区14栋");
  EXPECT_EQ(page(audience(kLeader), ListState::open).items.at(0).place, "新城小区14栋");
  add_case(2, {});
  put(2, {kLeader, {}});
  EXPECT_EQ(page(audience(kLeader), ListState::open).items.at(1).place, "新城14栋401");
}

TEST_P(NotifyTest, ACursorOfAnotherShapeIsRefused) {
  for (const std::string_view cursor : {"x", "1_2", "1_2_3_4", "1_2_3x", "' OR 1=1"}) {
    const auto refused =
        db().read_now([&](Tx& tx) { return notify::list_todos(tx, audience(kLeader), ListState::open, cursor, 20); });
    ASSERT_FALSE(refused.has_value()) << cursor;
    EXPECT_EQ(refused.error().code, "notify.bad_cursor");
  }
}

TEST_P(NotifyTest, AnOpenPhoneHearsOfANewTodo) {
  add_case(1, {});
  const auto phone = connect(audience(kLeader), std::nullopt);
  ASSERT_TRUE(soon([&] { return hub_->listener_count() == 1; }));
  put(1, {kLeader, {}});
  ASSERT_TRUE(soon([&] { return hear(phone->received()).events.size() == 1; }));
  const std::string event = hear(phone->received()).events[0];
  EXPECT_TRUE(event.starts_with("todo {\"id\":1,\"case_id\":1,\"number\":\"N1\",\"kind\":\"intake\"")) << event;
}

TEST_P(NotifyTest, NobodyHearsOfAnotherAreasTodosAndCases) {
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

TEST_P(NotifyTest, EachPersonHearsThatHerOwnTodoIsDone) {
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

TEST_P(NotifyTest, AChangedCaseIsToldToWhoeverHadATodoAndToItsOfficers) {
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

TEST_P(NotifyTest, ARestrictedCaseIsNotToldToWorkers) {
  add_case(1, {.is_restricted = true});
  const auto worker = connect(audience(AccountId{52}, {{identity::Role::grid_worker, kGrid, {}}}), std::nullopt);
  const auto leader = connect(audience(kLeader, {leads(kGrid)}), std::nullopt);
  announce(1);
  EXPECT_EQ(events(leader).size(), 1u);
  EXPECT_THAT(events(worker), IsEmpty());
}

TEST_P(NotifyTest, NothingFallsBetweenListAndStream) {
  add_case(1, {});
  const std::int64_t from = page(audience(kLeader), ListState::open).last_event;
  put(1, {kLeader, {}});
  EXPECT_EQ(events(connect(audience(kLeader), from)).size(), 1u);
}

TEST_P(NotifyTest, ReconnectingUnderLoadMissesNothingAndRepeatsNothing) {
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

TEST_P(NotifyTest, ARestartMissesNothing) {
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

TEST_P(NotifyTest, WhoeverIsOlderThanWhatIsKeptIsToldToLoadAgain) {
  for (int id = 1; id <= 3; ++id) add_case(id, {}), put(id, {kLeader, {}});
  EXPECT_EQ(events(connect(audience(kLeader), 0)).size(), 3u);
  clock_.advance(days(8));
  EXPECT_EQ(notify::purge_outbox(db(), kCounty, clock_).value(), 2);  // the newest row stays
  EXPECT_THAT(events(connect(audience(kLeader), 0)), ElementsAre("resync {}"));
  EXPECT_THAT(events(connect(audience(kLeader), 1)), ElementsAre("resync {}"));
  EXPECT_EQ(events(connect(audience(kLeader), 2)).size(), 1u);
  EXPECT_THAT(events(connect(audience(kLeader), 3)), IsEmpty());
}

TEST_P(NotifyTest, RowsYoungerThanSevenDaysAreKept) {
  add_case(1, {});
  put(1, {kLeader, {}});
  announce(1);
  clock_.advance(days(6));
  EXPECT_EQ(notify::purge_outbox(db(), kCounty, clock_).value(), 0);
}

TEST_P(NotifyTest, AnIdFromAnotherDatabaseIsToldToLoadAgain) {
  const auto heard = events(connect(audience(kLeader), 1000));
  EXPECT_THAT(heard, ElementsAre("resync {}"));
}

TEST_P(NotifyTest, ASessionHoldsAtMostFiveStreams) {
  std::vector<notify::Seat> seats;
  for (int i = 0; i < 5; ++i) seats.push_back(hub_->take_seat("one").value());
  const auto sixth = hub_->take_seat("one");
  ASSERT_FALSE(sixth.has_value());
  EXPECT_EQ(sixth.error().code, "notify.too_many_streams");
  EXPECT_TRUE(hub_->take_seat("another").has_value());
  seats.pop_back();
  EXPECT_TRUE(hub_->take_seat("one").has_value());
}

TEST_P(NotifyTest, AClosedStreamGivesItsSeatBack) {
  const auto stream = std::make_shared<FakeStream>();
  std::vector<notify::Seat> others;
  for (int i = 0; i < 4; ++i) others.push_back(hub_->take_seat("one").value());
  hub_->join({stream, audience(kLeader), 0, hub_->take_seat("one").value()});
  EXPECT_FALSE(hub_->take_seat("one").has_value());
  stream->close();
  EXPECT_TRUE(soon([&] { return hub_->take_seat("one").has_value(); }));
}

RUN_ON_EVERY_ENGINE(NotifyTest);

}  // namespace
}  // namespace mashang::test
