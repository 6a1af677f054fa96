// What the room does for one request; owns the transactions.
#pragma once

#include <functional>
#include <string>

#include "core/clock.hpp"
#include "http/message.hpp"
#include "rooms/grids/adoption.hpp"
#include "rooms/grids/edits.hpp"
#include "rooms/grids/proposals.hpp"
#include "rooms/identity/identity.hpp"

namespace mashang::grids {

/// Everything it uses outlives it; house.cpp owns both. Thread-safe.
class Service {
 public:
  struct Parts {
    storage::Db& db;
    const Clock& clock;
    identity::Sessions& sessions;
    CountyCode county;
    planning::Band band;
    ReportsByBuilding reports;
    CasesFollow follow;
  };
  explicit Service(Parts parts);

  using Answer = Task<Result<http::Response>>;
  [[nodiscard]] Answer list(http::Request& request);
  [[nodiscard]] Answer create(http::Request& request);
  [[nodiscard]] Answer ground(http::Request& request);
  [[nodiscard]] Answer staff(http::Request& request);
  [[nodiscard]] Answer show(http::Request& request);
  [[nodiscard]] Answer drop(http::Request& request);
  [[nodiscard]] Answer edit(http::Request& request);
  [[nodiscard]] Answer propose(http::Request& request);
  [[nodiscard]] Answer show_proposal(http::Request& request);
  [[nodiscard]] Answer end_proposal(http::Request& request);
  [[nodiscard]] Answer adopt(http::Request& request);
  [[nodiscard]] Answer undo(http::Request& request);

  /// Adopts what is scheduled for today or earlier; the job of a timer, for a thread without a loop. A plan that cannot
  /// be adopted becomes a draft again and says why. Fails with storage.unavailable.
  [[nodiscard]] Result<void> adopt_due();

 private:
  struct Open;
  enum class Wish { read, write };
  [[nodiscard]] Task<Result<identity::Actor>> admit(http::Request& request, Wish wish);
  /// A request about one plan, by somebody who may make it.
  struct Asked {
    identity::Actor actor;
    PlanId plan;
    std::string body;  ///< "" unless it was asked for
  };
  enum class Reading { no_body, body };
  [[nodiscard]] Task<Result<Asked>> asked(http::Request& request, Wish wish, Reading reading = Reading::no_body);
  /// A plan with its newest version and the ground, out of one snapshot.
  [[nodiscard]] Task<Result<Open>> open(PlanId id);
  /// To whoever may read plans.
  [[nodiscard]] Answer shown(http::Request& request, std::function<std::string(storage::Tx&, Instant)> text);
  [[nodiscard]] Answer show_plan(PlanId id, int status = 200);
  /// Runs a write about a plan, and shows the plan after it.
  [[nodiscard]] Answer change(PlanId id, std::function<Result<void>(storage::Tx&)> act);
  [[nodiscard]] Result<void> keep_proposal(const Plan& plan, const Division& division, const Hand& hand);
  [[nodiscard]] Result<void> adopt_one(PlanId id);

  Parts parts_;
  KeptGround kept_ground_;
  Proposals proposals_;  ///< last: its thread writes through the others
};

}  // namespace mashang::grids
