// To-dos, an outbox, a hub and clients of it, for tests of the room notify.
#pragma once

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

namespace mashang::test::notify_fixture {

using notify::Audience;
using notify::ListState;
using notify::TodoKind;
using storage::Tx;

inline constexpr CountyCode kCounty{431229};
inline constexpr Instant kNow{1'764'000'000'000};
inline constexpr AccountId kLeader{11}, kOtherLeader{12};
inline constexpr OrganisationId kCompany{21}, kOtherCompany{22};
inline constexpr PlaceId kGrid{31}, kOtherGrid{32};
inline constexpr SessionId kSession{1};

inline std::string number(CaseId id) { return "N" + std::to_string(id.value); }

inline Audience audience(AccountId account, std::vector<identity::Grant> grants = {}) {
  return notify::audience_of({.county = kCounty, .account = account, .name = "杨", .grants = std::move(grants)});
}
inline identity::Grant leads(PlaceId grid) { return {identity::Role::grid_leader, grid, {}}; }
inline identity::Grant works_for(OrganisationId company) { return {identity::Role::property_staff, {}, company}; }

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

inline Heard hear(const std::string& stream) {
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

inline bool soon(const std::function<bool()>& holds) {
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

  void open_hub(notify::HubOptions options = {}) {
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
  /// The same for a phone that is signed in.
  std::shared_ptr<FakeStream> connect_session(const identity::Actor& who) {
    auto stream = std::make_shared<FakeStream>();
    const auto listening = hub_->listener_count();
    hub_->join({stream, notify::audience_of(who), 0, hub_->take_seat(who.session).value(), who.session});
    EXPECT_TRUE(soon([&] { return hub_->listener_count() > listening; }));
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

}  // namespace mashang::test::notify_fixture
