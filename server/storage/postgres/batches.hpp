// PostgreSQL's side of group commit: each batch is one transaction on the one writing connection.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "storage/postgres/effects.hpp"
#include "storage/series.hpp"
#include "storage/writer.hpp"

namespace mashang::storage::postgres {

class Batches final : public Writer::Engine {
 public:
  enum class Lock { server, none };

  Batches(std::string url, Lock lock) : url_(std::move(url)), lock_(lock) {}
  /// Opens the writing connection. Throws Refusal `storage.unavailable` or `storage.locked`.
  void connect();

  bool commit(std::span<Job* const> batch, Changes::Batch& touched) override;
  void idle() override {}

 private:
  /// Throws BatchBroken when the batch has to run again.
  void run(std::span<Job* const> batch, Effects& effects, Changes::Batch& touched);
  [[nodiscard]] bool run_one(Job& job, Effects& effects, Changes::Batch& touched, Effects::Owner owner);
  void save_series(Effects& effects);
  /// Called inside a catch block: nothing of the batch stays; who failed by itself keeps its own reason.
  void give_up(std::span<Job* const> batch);

  std::string url_;
  Lock lock_;
  std::unique_ptr<Connection> connection_;
  SeriesBook series_;
  std::vector<Job*> kept_;
  std::size_t tried_ = 0;  ///< writes of the batch whose outcome is their own
};

}  // namespace mashang::storage::postgres
