// A plan of grids and one version of what it divides; plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "rooms/identity/identity.hpp"

namespace mashang::grids {

using PlanId = Id<struct PlanTag>;

/// Words alike in C++, SQL and JSON. `replaced`: adopted once, and a later plan after it.
enum class State { draft, scheduled, adopted, replaced, undone };
[[nodiscard]] std::string_view to_word(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view word);

struct Plan {
  CountyCode county;
  PlanId id;
  std::string name;
  State state = State::draft;
  std::int64_t version = 1;
  Instant created_at;
  std::optional<AccountId> created_by;
  Instant changed_at;
  std::optional<std::int32_t> adopts_on;  ///< yymmdd at UTC+8
  std::string reason;                     ///< for grids outside the band
  std::optional<AccountId> decided_by;    ///< who adopted or scheduled it
  std::optional<Instant> adopted_at;
  std::string problem;  ///< error code: why a scheduled adoption was not carried out
};

/// A compound that does not exist yet: what if it were built?
struct Imagined {
  std::int64_t id = -1;  ///< below 0, of its plan
  std::string name;
  places::Point at;
  std::int32_t households = 0;
  PlaceId community;  ///< of the nearest building
  std::int32_t grid = 0;
};

/// Who is to lead a grid that the plan founds, or to work there.
struct Appointment {
  std::int32_t grid = 0;
  identity::Role role = identity::Role::grid_leader;  ///< or grid_worker
  AccountId account;
};

/// Which building is in which grid. Grids are numbered from 0; numbers are of one version only.
struct Division {
  /// By number: the grid of today that goes on in it, none for a new one.
  std::vector<std::optional<PlaceId>> grids;
  struct Member {
    PlaceId building;
    std::int32_t grid = 0;
  };
  std::vector<Member> buildings;  ///< in the order of their ids
  std::vector<Imagined> imagined;
  std::vector<Appointment> appointments;  ///< at most one for a grid and role, new grids only
};

/// JSON, as kept in grid_plan_version.
[[nodiscard]] std::string to_json(const Division& division);
/// Throws std::runtime_error for what `to_json` never wrote.
[[nodiscard]] Division parse_division(std::string_view json);

}  // namespace mashang::grids
