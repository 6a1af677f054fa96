// One writer per upload: whoever comes last takes over, so that a phone that lost its connection can go on at once
// while the server still waits for the dead one.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <type_traits>
#include <unordered_map>

#include "core/result.hpp"

namespace mashang::media {

class Lanes {
 private:
  struct Lane {
    std::mutex mutex;
    std::atomic<std::uint64_t> holder{0};
  };

 public:
  class Hold {
   public:
    /// Runs `fn() -> Result<T>` unless somebody took over. Fails with media.taken_over.
    template <class F>
    std::invoke_result_t<F&> run(F fn) const {
      const std::lock_guard lock(lane_->mutex);
      if (lane_->holder != number_) return failure(ErrorKind::conflict, "media.taken_over");
      return fn();
    }

   private:
    friend class Lanes;
    Hold(std::shared_ptr<Lane> lane, std::uint64_t number) : lane_(std::move(lane)), number_(number) {}
    std::shared_ptr<Lane> lane_;  // shared: every request on this upload, the map only watches
    std::uint64_t number_;
  };

  /// Does not wait: what the former holder is in the middle of ends before the new one's first `run`.
  [[nodiscard]] Hold take(std::int64_t upload) {
    const std::lock_guard lock(mutex_);
    if (lanes_.size() > kSweepAbove) std::erase_if(lanes_, [](const auto& known) { return known.second.expired(); });
    auto& watched = lanes_[upload];
    auto lane = watched.lock();
    if (!lane) watched = lane = std::make_shared<Lane>();
    const std::uint64_t number = ++lane->holder;
    return {std::move(lane), number};
  }

 private:
  static constexpr std::size_t kSweepAbove = 1024;
  std::mutex mutex_;
  std::unordered_map<std::int64_t, std::weak_ptr<Lane>> lanes_;
};

}  // namespace mashang::media
