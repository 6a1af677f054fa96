// In batches, until nobody's time is over any more.
#include "rooms/cases/silence.hpp"

#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

constexpr int kBatch = 100;
constexpr Doer kSystem{Doer::Kind::system, nullptr};

Result<Case> close_one(storage::Tx& tx, const Steps& steps, CaseId id, Instant now) {
  const auto opened = open_case(tx, steps.county(), kSystem, id);
  if (!opened) return failure(opened.error());
  ActionRequest request;
  request.action = Action::time_out;
  request.version = opened->value.version;
  return steps.act_in(tx, *opened, kSystem, request, now);
}

}  // namespace

Result<int> close_timed_out(storage::Db& db, const Steps& steps, Instant now) {
  int closed = 0;
  while (true) {
    const auto due = db.read_now(
        [&](storage::Tx& tx) -> Result<std::vector<CaseId>> { return silent_cases(tx, steps.county(), now, kBatch); });
    if (!due) return failure(due.error());
    int closed_now = 0;
    for (const CaseId id : *due) {
      const auto done = db.write_now([&](storage::Tx& tx) { return close_one(tx, steps, id, now); });
      closed_now += done.has_value();
    }
    closed += closed_now;
    if (closed_now < kBatch) return closed;
  }
}

}  // namespace mashang::cases
