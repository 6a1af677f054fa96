// One try of a caller's function, and the handing back of finished jobs.
#pragma once

#include <optional>
#include <span>

#include "storage/db.hpp"

namespace mashang::storage {

/// Runs the job's function and sets its outcome; true when its effects shall stay. Nothing is thrown.
/// `broken_guard` is read after the run: the Error of the first effect that did not touch exactly one row.
[[nodiscard]] bool attempt(Job& job, Tx& tx, const std::optional<Error>& broken_guard);
/// A read has no guards.
void attempt_read(Job& job, Tx& tx);

/// Sets the outcome from the exception being handled: a Refusal becomes an Error, anything else is rethrown to the
/// caller. Call only inside a catch block.
void fail_with_current_exception(Job& job);

/// Resumes every job where it waits, each executor once. The jobs are gone afterwards.
void hand_back(std::span<Job* const> jobs);

}  // namespace mashang::storage
