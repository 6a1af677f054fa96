// Blocking calls: a thread without a loop waits here for its read or write.
#include "storage/db.hpp"

#include <condition_variable>
#include <mutex>

namespace mashang::storage {
namespace {

struct Finish {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
};

}  // namespace

bool Db::submit(Job& job, Mode mode) {
  if (mode != Mode::write && memory_.answers(job)) return false;
  switch (mode) {
    case Mode::read:
      return !submit_read(job);
    case Mode::scan:
      submit_scan(job);
      return true;
    case Mode::write:
      submit_write(job);
      return true;
  }
  return true;
}

void Db::wait_for(Db& db, Job& job, Mode mode) {
  // Shared: the engine may still be inside notify when the waiter has gone on and its frame is gone.
  const auto finish = std::make_shared<Finish>();
  job.finished = [finish] {
    const std::lock_guard lock(finish->mutex);
    finish->done = true;
    finish->changed.notify_one();
  };
  if (!db.submit(job, mode)) return;
  std::unique_lock lock(finish->mutex);
  finish->changed.wait(lock, [&] { return finish->done; });
}

}  // namespace mashang::storage
