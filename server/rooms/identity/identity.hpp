// Who acts: accounts, roles granted for an area or an organisation, sessions. The room's face.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "rooms/places/places.hpp"
#include "storage/db.hpp"

namespace mashang::http {
struct Request;
}

namespace mashang::identity {

/// `reporter` and `system` are never granted: a private link or the server itself acts as them.
enum class Role {
  reporter,
  grid_leader,
  grid_worker,
  building_head,
  property_staff,
  owners_committee,
  unit_staff,  ///< department or outside unit
  community_officer,
  county_officer,
  administrator,
  system,
};
[[nodiscard]] std::string_view to_word(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view word);

/// A role in an area (place and everything below it) or in an organisation; exactly one of the two is set.
struct Grant {
  Role role = Role::grid_worker;
  std::optional<PlaceId> place;
  std::optional<OrganisationId> organisation;
};

/// Whoever is behind a request. Staff have an account; a reporter has a link to one case.
struct Actor {
  CountyCode county;
  std::optional<AccountId> account;
  std::string name;
  std::vector<Grant> grants;

  /// The first grant of that role whose area holds `where`.
  [[nodiscard]] bool has_role_at(Role role, const places::Situation& where) const;
  [[nodiscard]] bool is_staff_of(OrganisationId organisation) const;
  /// county_officer or administrator for the whole county.
  [[nodiscard]] bool has_role(Role role) const;
};

enum class OrganisationKind {
  county_government,
  community,
  village_committee,
  property_company,
  owners_committee,
  department,
  outside_unit,
};
[[nodiscard]] std::string_view to_word(OrganisationKind kind);
[[nodiscard]] std::optional<OrganisationKind> parse_organisation_kind(std::string_view word);

struct Organisation {
  OrganisationId id;
  OrganisationKind kind = OrganisationKind::department;
  std::string name;
  /// The `responsible_role` of categories.csv it answers for: dept_water, gas_company, police_station…; "" otherwise.
  std::string duty;
};
/// Fails with identity.unknown_organisation.
[[nodiscard]] Result<Organisation> organisation_of(storage::Tx& tx, CountyCode county, OrganisationId id);
/// Organisations of that kind that serve exactly this place (property company of a compound, community organisation).
[[nodiscard]] std::vector<Organisation> organisations_serving(storage::Tx& tx, CountyCode county, PlaceId place,
                                                              OrganisationKind kind);
/// The county-wide organisations with that duty.
[[nodiscard]] std::vector<Organisation> organisations_with_duty(storage::Tx& tx, CountyCode county,
                                                                std::string_view duty);
/// Accounts that hold `role` for exactly this place (the leader of a grid, the officers of a community), oldest first.
[[nodiscard]] std::vector<AccountId> accounts_with_role_at(storage::Tx& tx, CountyCode county, Role role,
                                                           PlaceId place);
/// "" when unknown.
[[nodiscard]] std::string account_name(storage::Tx& tx, CountyCode county, AccountId account);

/// Reads the session cookie; for unsafe methods also checks X-CSRF-Token.
/// Fails with identity.sign_in_required (401), identity.session_expired (401), identity.csrf_missing (403).
class Sessions {
 public:
  virtual ~Sessions() = default;
  [[nodiscard]] virtual Task<Result<Actor>> require(const http::Request& request) = 0;
};

}  // namespace mashang::identity
