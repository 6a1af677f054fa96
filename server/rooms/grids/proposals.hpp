// The planner at work on a draft: one at a time, on a thread of its own.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "rooms/grids/layout.hpp"
#include "rooms/grids/store.hpp"

namespace mashang::grids {

/// How dear it is that a household gets another worker.
enum class Keeping { little, some, much };
[[nodiscard]] std::optional<Keeping> parse_keeping(std::string_view word);

struct ProposalRequest {
  std::vector<PlaceId> communities;  ///< redraw these alone; with `grids` empty too: everything
  std::vector<std::int32_t> grids;   ///< redraw these alone
  int seconds = 10;
  std::uint64_t seed = 1;
  Keeping keeping = Keeping::some;
};

/// Redraws the asked-for part community by community, so that no grid ever reaches over two. `cancelled` and `progress`
/// as in planning::SolveOptions, over all communities together. Fails as planning::divide does, grids.other_community
/// for grids that already do, grids.has_strangers, and grids.bad_proposal for grids and communities that are not there.
/// Pure.
struct Watch {
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(double cost, std::int64_t outside)> progress;  ///< of the best so far
};
[[nodiscard]] Result<Division> propose(const Ground& ground, const Division& division, const ProposalRequest& request,
                                       const Watch& watch);
/// Why the asked-for part cannot be within the band; buildings are positions in `lay_out`.
[[nodiscard]] std::vector<planning::Obstacle> obstacles_of(const Ground& ground, const Division& division,
                                                           const ProposalRequest& request);

struct Proposal {
  enum class State { running, done, failed };
  PlanId plan;
  State state = State::running;
  double seconds = 0;  ///< since it began
  int of_seconds = 0;
  std::optional<double> cost;           ///< of the best so far
  std::optional<std::int64_t> outside;  ///< households outside the band in it
  std::string problem;                  ///< error code
  struct Obstacle {
    planning::Obstacle::Kind kind;
    std::optional<std::int64_t> building;  ///< its id
    std::int64_t households = 0;
    std::int64_t amount = 0;
  };
  std::vector<Obstacle> obstacles;
};
[[nodiscard]] std::string_view to_word(Proposal::State state);

/// Thread-safe. The destructor ends what runs; then the draft stays as it was.
class Proposals {
 public:
  /// `keep` writes the division as a version of the draft and is called from the solving thread.
  using Keep = std::function<Result<void>(const Plan&, const Division&, const Hand&)>;
  explicit Proposals(Keep keep) : keep_(std::move(keep)) {}
  ~Proposals();

  /// Fails with grids.planner_busy while another runs.
  [[nodiscard]] Result<Proposal> begin(const Plan& plan, std::shared_ptr<const Ground> ground, Division division,
                                       ProposalRequest request, const Hand& hand);
  /// The last one of this plan; fails with grids.no_proposal.
  [[nodiscard]] Result<Proposal> of(PlanId plan) const;
  /// Asks the planner to stop: the draft takes the best so far. Fails with grids.no_proposal.
  [[nodiscard]] Result<Proposal> end(PlanId plan);

 private:
  using SteadyClock = std::chrono::steady_clock;
  struct Task;
  void run(const Task& task);
  [[nodiscard]] Proposal told() const;  ///< with the lock held

  const Keep keep_;
  mutable std::mutex mutex_;
  std::optional<Proposal> proposal_;
  SteadyClock::time_point began_;
  std::atomic<bool> cancelled_{false};
  std::atomic<bool> is_closing_{false};
  std::thread thread_;
};

}  // namespace mashang::grids
