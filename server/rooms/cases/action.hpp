// What can be done to a matter, by whom, and what must be said with it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "rooms/cases/category.hpp"

namespace mashang::cases {

/// Words alike in C++, SQL and JSON. `submit` is the first step of every history and is never asked for by name; `join`
/// is what a merge does to the case that goes on, `regrid` what a plan of grids does.
enum class Action {
  submit,
  verify,
  accept,
  reject,
  redirect,
  merge,
  self_handle,
  pass_up,
  dispatch,
  start,
  return_order,
  arbitrate,
  handle,
  request_extension,
  grant_extension,
  refuse_extension,
  request_suspension,
  grant_suspension,
  refuse_suspension,
  resume,
  pass_check,
  fail_check,
  restart,
  confirm,
  refuse,
  time_out,
  request_forced_close,
  approve_forced_close,
  decline_forced_close,
  withdraw,
  reopen,
  void_case,
  urge,
  supervise,
  classify,
  add_note,
  join,
  revoke_link,
  regrid,
};
[[nodiscard]] std::string_view to_word(Action action);  ///< `void_case` is "void"
[[nodiscard]] std::optional<Action> parse_action(std::string_view word);
[[nodiscard]] std::vector<Action> every_action();

/// What ties an actor to one case.
enum class Relation { reporter, grid_leader, grid_worker, community_officer, county_officer, handler, system };
[[nodiscard]] std::string_view to_word(Relation relation);

enum class Input { reason, after_photo, uploads, organisation, until, category, into_case };
[[nodiscard]] std::string_view to_word(Input input);

/// A small set of enum values.
template <class E>
class Set {
 public:
  constexpr Set() = default;
  constexpr Set(std::initializer_list<E> values) {
    for (const E value : values) add(value);
  }
  constexpr void add(E value) { bits_ |= bit(value); }
  [[nodiscard]] constexpr bool has(E value) const { return (bits_ & bit(value)) != 0; }
  [[nodiscard]] constexpr bool is_empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr Set operator&(Set other) const { return Set(bits_ & other.bits_); }
  [[nodiscard]] constexpr Set operator|(Set other) const { return Set(bits_ | other.bits_); }
  constexpr bool operator==(const Set&) const = default;

 private:
  constexpr explicit Set(std::uint32_t bits) : bits_(bits) {}
  static constexpr std::uint32_t bit(E value) { return 1U << static_cast<unsigned>(value); }
  std::uint32_t bits_ = 0;
};

using States = Set<State>;
using Relations = Set<Relation>;
using Inputs = Set<Input>;

/// Who acts on this case now: every tie that holds, and the account behind it (none for reporters and the system).
struct Acting {
  Relations relations;
  std::optional<AccountId> account;
  /// A reporter's only: the ties of the staff who took the report and so may hold its private link. Empty when a
  /// resident reported herself.
  Relations taker = {};
};

/// An action as it arrives, with references already looked up.
struct ActionInput {
  Action action = Action::add_note;
  std::int64_t version = 0;
  std::string reason;
  std::optional<OrganisationId> organisation;
  std::optional<Instant> until;
  std::optional<Category> category;
  std::optional<CaseId> into_case;
  std::optional<PlaceId> grid;  ///< of `regrid`
  std::string grid_name;
  int uploads = 0;   ///< files that come with it
  int pictures = 0;  ///< those of them that are images or videos
};

}  // namespace mashang::cases
