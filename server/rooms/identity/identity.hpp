// Who acts: accounts, roles granted for an area or an organisation, sessions. The room's face.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
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
  SessionId session;  ///< through which she asks; 0 for a person who is only written about

  /// The first grant of that role whose area holds `where`.
  [[nodiscard]] bool has_role_at(Role role, const places::Situation& where) const;
  [[nodiscard]] bool is_staff_of(OrganisationId organisation) const;
  /// The role anywhere. For county_officer and administrator this means the whole county: `add_grant` refuses less.
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
struct Person {
  AccountId account;
  std::string name;
};
/// Who holds `role` for exactly this place (the leader of a grid, the officers of a community), oldest account first.
[[nodiscard]] std::vector<Person> people_with_role_at(storage::Tx& tx, CountyCode county, Role role, PlaceId place);
/// An account with its grants of today, as if it had signed in; without any when it is unknown or disabled.
[[nodiscard]] Actor actor_of(storage::Tx& tx, CountyCode county, AccountId account);

// ---- writing the directory: set-up, demo county and command line ----

/// Fails with identity.organisation_exists.
void add_organisation(storage::Tx& tx, CountyCode county, const Organisation& organisation);
/// The organisation serves exactly this place (a property company its compound, a community organisation its
/// community).
void add_service(storage::Tx& tx, CountyCode county, PlaceId place, OrganisationId organisation);

struct NewAccount {
  CountyCode county;
  AccountId id;
  std::string login;  ///< unique in the county; compared after trimming and ASCII lower-casing
  std::string name;
  std::string password_hash;      ///< from `hash_password`; "" can never sign in
  std::string phone_sealed = {};  ///< `seal(keys.seal, phone, phone_seal_context(county, id))`; "" when unknown
  bool made_up = false;
  Instant at;
};
/// Fails with identity.login_taken.
void add_account(storage::Tx& tx, const NewAccount& account);
/// Property staff, owners' committee and unit staff are granted an organisation; grid leader, grid worker and building
/// head an area; community officers either; county officers and administrators the county itself or its government.
/// Fails with identity.role_never_granted, identity.grant_needs_one_of, identity.grant_wrong_kind,
/// identity.unknown_organisation, places.unknown_place.
[[nodiscard]] Result<void> add_grant(storage::Tx& tx, CountyCode county, AccountId account, const Grant& grant);
/// Takes the role at this place away; nothing happens where it was not held.
void withdraw_grant(storage::Tx& tx, CountyCode county, AccountId account, Role role, PlaceId place);
/// Argon2id, 19 MiB, 2 passes, 1 lane, in PHC form; takes 20-40 ms of the calling thread.
/// Fails with identity.password_too_short (< 10 characters) or identity.password_too_long (> 200).
[[nodiscard]] Result<std::string> hash_password(std::string_view password);
[[nodiscard]] std::string phone_seal_context(CountyCode county, AccountId account);

/// One line of the audit of administrative acts, in the caller's transaction: who (none = command line) did what to
/// whom.
struct AuditEntry {
  CountyCode county;
  Instant at;
  std::optional<AccountId> actor;
  std::string_view action;   ///< a word: add_user, set_password, disable_user, rotate_door_code…
  std::string_view subject;  ///< what it was done to, as id or login
};
void record_audit(storage::Tx& tx, const AuditEntry& entry);

/// Reads the session cookie; for unsafe methods also checks X-CSRF-Token.
/// May add a rotated cookie to `request.answer_headers`.
/// Fails with identity.sign_in_required (401), identity.session_expired (401), identity.csrf_missing (403),
/// identity.cross_site (403).
class Sessions {
 public:
  virtual ~Sessions() = default;
  [[nodiscard]] virtual Task<Result<Actor>> require(const http::Request& request) = 0;
};

}  // namespace mashang::identity
