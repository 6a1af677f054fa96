// One try of a caller's function, and the handing back of finished jobs.
#include "storage/attempt.hpp"

#include <simdjson.h>

#include <cstring>
#include <utility>
#include <vector>

#include "storage/failures.hpp"

namespace mashang::storage {

void require_clean_text(std::span<const Value> values) {
  for (const Value& value : values) {
    if (value.type() != Value::Type::text) continue;
    const std::string_view text = value.text();
    if (text.empty()) continue;
    if (std::memchr(text.data(), 0, text.size()) != nullptr || !simdjson::validate_utf8(text.data(), text.size()))
      throw Refusal{Error{ErrorKind::unprocessable, "storage.invalid_text"}};
  }
}

bool attempt(Job& job, Tx& tx, const std::optional<Error>& broken_guard) {
  try {
    job.run(tx);
    if (!broken_guard) return job.succeeded();
  } catch (...) {
    if (!broken_guard) {
      fail_with_current_exception(job);
      return false;
    }
  }
  job.fail(*broken_guard);
  return false;
}

void attempt_read(Job& job, Tx& tx) {
  try {
    job.run(tx);
  } catch (...) {
    fail_with_current_exception(job);
  }
}

void fail_with_current_exception(Job& job) {
  try {
    throw;
  } catch (const Refusal& refusal) {
    job.fail(refusal.error);
  } catch (...) {
    job.fail(std::current_exception());
  }
}

void hand_back(std::span<Job* const> jobs) {
  std::vector<std::pair<Executor*, std::vector<std::coroutine_handle<>>>> waiting;
  std::vector<std::function<void()>> blocked;
  for (Job* job : jobs) {
    if (job->finished) {
      blocked.push_back(std::move(job->finished));
      continue;
    }
    auto group = waiting.begin();
    while (group != waiting.end() && group->first != job->resume_on) ++group;
    if (group == waiting.end()) group = waiting.insert(group, {job->resume_on, {}});
    group->second.push_back(job->suspended);
  }
  for (const auto& finished : blocked) finished();
  for (const auto& [executor, suspended] : waiting) {
    if (executor != nullptr) {
      executor->resume(suspended);
    } else {
      for (const auto handle : suspended) handle.resume();
    }
  }
}

}  // namespace mashang::storage
