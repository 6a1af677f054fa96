// Edits of a draft at the map: each gives the division after it, or refuses with the reason. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rooms/grids/ground.hpp"

namespace mashang::grids {

/// Words as in the contract. `take_back` is the store's: it goes back to an earlier version.
enum class EditKind { move, draw, split, merge, imagine, forget, take_in, appoint, take_back };
[[nodiscard]] std::string_view to_word(EditKind kind);
[[nodiscard]] std::optional<EditKind> parse_edit_kind(std::string_view word);

struct Edit {
  EditKind kind = EditKind::move;
  std::vector<std::int64_t> buildings;  ///< ids; below 0 those of imagined ones
  std::optional<std::int32_t> grid;
  std::optional<std::int32_t> other;
  Imagined imagined;                   ///< of `imagine`: name, point and households
  std::optional<identity::Role> role;  ///< of `appoint`: grid_leader or grid_worker
  std::optional<AccountId> account;    ///< of `appoint`: none takes the appointment back
};

/// Every building stays in one contiguous grid of its own community. Fails as planning's edits do, and with
/// grids.bad_edit when something is missing that the edit needs, grids.other_community, grids.no_buildings,
/// grids.not_a_new_grid. Whether an account may be appointed is the caller's to know.
[[nodiscard]] Result<Division> apply_edit(const Ground& ground, const Division& division, const Edit& edit);

}  // namespace mashang::grids
