// Runs one proposal at a time and tells how far it is.
#include "rooms/grids/proposals.hpp"

#include <array>

namespace mashang::grids {

struct Proposals::Task {
  Plan plan;
  std::shared_ptr<const Ground> ground;
  Division division;
  ProposalRequest request;
  Hand hand;
};

namespace {

std::optional<std::int64_t> id_of(const Ground& ground, const Division& division, std::int32_t building) {
  if (building == planning::kNone) return std::nullopt;
  const auto at = static_cast<std::size_t>(building);
  if (at < ground.buildings.size()) return ground.buildings[at].id.value;
  return division.imagined[at - ground.buildings.size()].id;
}

}  // namespace

std::string_view to_word(Proposal::State state) {
  constexpr std::array<std::string_view, 3> kWords{"running", "done", "failed"};
  return kWords[static_cast<std::size_t>(state)];
}

Proposals::~Proposals() {
  is_closing_ = true;
  cancelled_ = true;
  if (thread_.joinable()) thread_.join();
}

Result<Proposal> Proposals::begin(const Plan& plan, std::shared_ptr<const Ground> ground, Division division,
                                  ProposalRequest request, const Hand& hand) {
  const std::lock_guard lock(mutex_);
  if (proposal_ && proposal_->state == Proposal::State::running)
    return failure(ErrorKind::conflict, proposal_->plan == plan.id ? "grids.proposal_running" : "grids.planner_busy");
  if (thread_.joinable()) thread_.join();  // it has said that it is done
  proposal_ = Proposal{.plan = plan.id, .of_seconds = request.seconds};
  began_ = SteadyClock::now();
  cancelled_ = false;
  thread_ = std::thread(
      [this, task = Task{plan, std::move(ground), std::move(division), std::move(request), hand}] { run(task); });
  return told();
}

void Proposals::run(const Task& task) {
  const Watch watch{&cancelled_, [this](double cost, std::int64_t outside) {
                      const std::lock_guard lock(mutex_);
                      proposal_->cost = cost;
                      proposal_->outside = outside;
                    }};
  const auto found = propose(*task.ground, task.division, task.request, watch);
  Result<void> kept = found ? Result<void>{} : failure(found.error());
  if (found && !is_closing_) kept = keep_(task.plan, *found, task.hand);
  std::vector<planning::Obstacle> obstacles;
  if (!found) obstacles = obstacles_of(*task.ground, task.division, task.request);
  const std::lock_guard lock(mutex_);
  proposal_->seconds = std::chrono::duration<double>(SteadyClock::now() - began_).count();
  proposal_->state = kept ? Proposal::State::done : Proposal::State::failed;
  if (!kept) proposal_->problem = std::string(kept.error().code);
  for (const planning::Obstacle& one : obstacles)
    proposal_->obstacles.push_back(
        {one.kind, id_of(*task.ground, task.division, one.building), one.households, one.amount});
}

Proposal Proposals::told() const {
  Proposal proposal = *proposal_;
  if (proposal.state == Proposal::State::running)
    proposal.seconds = std::chrono::duration<double>(SteadyClock::now() - began_).count();
  return proposal;
}

Result<Proposal> Proposals::of(PlanId plan) const {
  const std::lock_guard lock(mutex_);
  if (!proposal_ || proposal_->plan != plan) return failure(ErrorKind::not_found, "grids.no_proposal");
  return told();
}

Result<Proposal> Proposals::end(PlanId plan) {
  const std::lock_guard lock(mutex_);
  if (!proposal_ || proposal_->plan != plan) return failure(ErrorKind::not_found, "grids.no_proposal");
  cancelled_ = true;
  return told();
}

}  // namespace mashang::grids
