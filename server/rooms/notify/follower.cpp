// Looks, takes, writes, rests.
#include "rooms/notify/follower.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <unordered_set>

#include "rooms/notify/outbox.hpp"
#include "rooms/notify/sql.hpp"

namespace mashang::notify {
namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kRowsOfACase = 4;  ///< about what a step of a case writes, and more
constexpr milliseconds kBeforeTryingAgain{1'000};

/// Of this thread only. Where it is refused it runs like any other.
void lower_priority() {
  constexpr int kNice = 15;
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNice);
}

}  // namespace

struct Follower::Place {
  std::int64_t seq = 0;                ///< the last row that was taken in
  std::optional<CaseId> filled_until;  ///< none: everything is filled in

  bool operator==(const Place&) const = default;
};

struct Follower::Due {
  std::optional<Place> from;  ///< none: it never followed
  Place to;
  std::vector<CaseId> cases;
  std::int64_t newest = 0;
};

Follower::Follower(storage::Db& db, CountyCode county, Following following, std::function<void(std::string_view)> log,
                   Pace pace)
    : db_(db), county_(county), following_(std::move(following)), log_(std::move(log)), pace_(pace) {}

void Follower::start() {
  thread_ = std::thread([this] { work(); });
}

void Follower::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Follower::wake() {
  if (has_news_.exchange(true)) return;
  // The empty critical section keeps the wake from falling between the thread's check and its wait.
  { const std::lock_guard lock(mutex_); }
  wake_.notify_all();
}

Follower::Due Follower::find_due(storage::Tx& tx, std::size_t most) const {
  Due due;
  due.from = tx.one(sql::place_of_follower{.county = county_, .name = following_.name}, [](const storage::Row& row) {
    return Place{row.integer("seq"), row.optional_id<CaseId>("filled_until")};
  });
  due.newest = newest_event(tx, county_);
  const bool is_lost = !due.from || due.from->seq > due.newest || due.from->seq + 1 < oldest_event(tx, county_);
  if (is_lost) {
    due.to = {due.newest, CaseId{0}};
    return due;
  }
  due.to = *due.from;
  std::unordered_set<CaseId> seen;
  const auto rows = static_cast<std::int64_t>(most * kRowsOfACase);
  tx.for_each(sql::changes_after{.county = county_, .after = due.from->seq, .limit = rows},
              [&](const storage::Row& row) {
                const auto id = row.id<CaseId>("case_id");
                if (seen.insert(id).second) {
                  if (due.cases.size() == most) return false;
                  due.cases.push_back(id);
                }
                due.to.seq = row.integer("seq");
                return true;
              });
  return due;
}

Result<bool> Follower::step(std::size_t most) {
  auto due = db_.read_now([&](storage::Tx& tx) { return Result<Due>(find_due(tx, most)); });
  if (!due) return failure(due.error());
  if (due->from == due->to && due->to.filled_until) {
    auto filling = following_.cases_after(*due->to.filled_until, most);
    if (!filling) return failure(filling.error());
    due->to.filled_until = filling->size() < most ? std::nullopt : std::optional(filling->back());
    due->cases = std::move(*filling);
  }
  if (due->from != due->to)
    if (auto moved = move(*due); !moved) return failure(moved.error());
  behind_ = std::max<std::int64_t>(due->newest - due->to.seq, due->to.filled_until ? 1 : 0);
  return behind_ > 0;
}

Result<void> Follower::move(const Due& due) {
  Consequence write = [](storage::Tx&) -> Result<void> { return {}; };
  if (!due.cases.empty()) {
    auto taken = following_.take(due.cases);
    if (!taken) return failure(taken.error());
    write = std::move(*taken);
  }
  return db_.write_now([&](storage::Tx& tx) -> Result<void> {
    tx.apply(sql::move_follower{
        .county = county_, .name = following_.name, .seq = due.to.seq, .filled_until = due.to.filled_until});
    return write(tx);
  });
}

Result<bool> Follower::is_busy() {
  const auto newest = db_.read_now([&](storage::Tx& tx) { return Result<std::int64_t>(newest_event(tx, county_)); });
  if (!newest) return failure(newest.error());
  const auto now = SteadyClock::now();
  const auto passed = std::chrono::duration_cast<milliseconds>(now - looked_at_);
  const std::int64_t rows = *newest - newest_;
  newest_ = *newest;
  looked_at_ = now;
  return rows * 1'000 > pace_.busy_rows * passed.count();
}

void Follower::work() {
  lower_priority();
  for (milliseconds pause = pace_.gather; rest(pause);) {
    const auto begun = SteadyClock::now();
    const auto busy = is_busy();
    const auto has_more = busy ? step(*busy ? pace_.busy_batch : pace_.batch) : busy;
    if (!has_more) {
      log_("following as " + following_.name + " failed: " + has_more.error().detail);
      pause = kBeforeTryingAgain;
    } else if (*has_more) {
      const auto took = std::chrono::duration_cast<milliseconds>(SteadyClock::now() - begun);
      pause = *busy ? pace_.busy_rest : std::max(took, pace_.least_rest);
    } else {
      wait_for_news();
      pause = pace_.gather;
    }
  }
}

void Follower::wait_for_news() {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, pace_.look_anyway, [&] { return is_stopping_ || has_news_; });
}

bool Follower::rest(milliseconds time) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, time, [&] { return is_stopping_; });
  has_news_ = false;
  return !is_stopping_;
}

}  // namespace mashang::notify
