// Closes cases whose reporter kept silent until the announced time; the job of a timer.
#pragma once

#include "core/result.hpp"
#include "rooms/cases/steps.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// Each case is its own write through the same workflow as every other step; one that somebody moved in the meantime is
/// left alone. Blocks: for a thread without a loop. Answers how many were closed. Fails with storage.unavailable.
[[nodiscard]] Result<int> close_timed_out(storage::Db& db, const Steps& steps, Instant now);

}  // namespace mashang::cases
