// Organisations, accounts and grants in the database.
#include "rooms/identity/directory.hpp"

#include "rooms/identity/identity.hpp"
#include "rooms/identity/login.hpp"
#include "rooms/identity/sql.hpp"

namespace mashang::identity {
namespace {

Organisation read_organisation(const storage::Row& row) {
  const auto id = row.id<OrganisationId>("id");
  const auto kind = parse_organisation_kind(row.text("kind"));
  return Organisation{id, kind.value_or(OrganisationKind::department), row.string("name"), row.string("duty")};
}

enum class GrantedFor { area, organisation, either, county, never };

GrantedFor granted_for(Role role) {
  switch (role) {
    case Role::grid_leader:
    case Role::grid_worker:
    case Role::building_head:
      return GrantedFor::area;
    case Role::property_staff:
    case Role::owners_committee:
    case Role::unit_staff:
      return GrantedFor::organisation;
    case Role::community_officer:
      return GrantedFor::either;
    case Role::county_officer:
    case Role::administrator:
      return GrantedFor::county;
    case Role::reporter:
    case Role::system:
      return GrantedFor::never;
  }
  return GrantedFor::never;
}

/// The place and the organisation exist and are what the role may be granted for.
Result<void> check_grant(storage::Tx& tx, CountyCode county, const Grant& grant) {
  const GrantedFor reach = granted_for(grant.role);
  if (reach == GrantedFor::never) return failure(ErrorKind::unprocessable, "identity.role_never_granted", {}, "role");
  if (grant.place.has_value() == grant.organisation.has_value()) {
    return failure(ErrorKind::unprocessable, "identity.grant_needs_one_of", {}, "place");
  }
  const auto wrong_kind = [&] {
    return failure(ErrorKind::unprocessable, "identity.grant_wrong_kind", std::string(to_word(grant.role)), "role");
  };
  if (grant.place) {
    if (reach == GrantedFor::organisation) return wrong_kind();
    const auto where = places::situation_of(tx, county, *grant.place);
    if (!where) return failure(where.error());
    if (reach == GrantedFor::county && where->kind != places::PlaceKind::county) return wrong_kind();
    return {};
  }
  if (reach == GrantedFor::area) return wrong_kind();
  const auto organisation = organisation_of(tx, county, *grant.organisation);
  if (!organisation) return failure(organisation.error());
  if (reach == GrantedFor::county && organisation->kind != OrganisationKind::county_government) return wrong_kind();
  return {};
}

AccountRow read_account(const storage::Row& row) {
  AccountRow account;
  account.id = row.id<AccountId>("id");
  account.login = row.string("login");
  account.name = row.string("name");
  account.password_hash = row.string("password_hash");
  account.made_up = row.flag("made_up");
  account.is_disabled = !row.is_null("disabled_at");
  return account;
}

}  // namespace

Result<Organisation> organisation_of(storage::Tx& tx, CountyCode county, OrganisationId id) {
  auto found = tx.one(sql::organisation_by_id{.county = county, .id = id}, read_organisation);
  if (!found) return failure(ErrorKind::not_found, "identity.unknown_organisation", std::to_string(id.value));
  return std::move(*found);
}

std::vector<Organisation> organisations_serving(storage::Tx& tx, CountyCode county, PlaceId place,
                                                OrganisationKind kind) {
  return tx.all(sql::organisations_serving{.county = county, .place_id = place, .kind = to_word(kind)},
                read_organisation);
}

std::vector<Organisation> organisations_with_duty(storage::Tx& tx, CountyCode county, std::string_view duty) {
  if (duty.empty()) return {};
  return tx.all(sql::organisations_with_duty{.county = county, .duty = duty}, read_organisation);
}

std::vector<Person> people_with_role_at(storage::Tx& tx, CountyCode county, Role role, PlaceId place) {
  return tx.all(sql::people_with_role_at{.county = county, .place_id = place, .role = to_word(role)},
                [](const storage::Row& row) {
                  return Person{row.id<AccountId>("account_id"), row.string("name")};
                });
}

Actor actor_of(storage::Tx& tx, CountyCode county, AccountId account) {
  Actor actor{county, account, {}, {}};
  auto found = account_by_id(tx, county, account);
  if (!found || found->is_disabled) return actor;
  actor.name = std::move(found->name);
  actor.grants = grants_of(tx, county, account);
  return actor;
}

void add_organisation(storage::Tx& tx, CountyCode county, const Organisation& organisation) {
  tx.apply_one(sql::insert_organisation{.county = county,
                                        .id = organisation.id,
                                        .kind = to_word(organisation.kind),
                                        .name = organisation.name,
                                        .duty = organisation.duty},
               Error{ErrorKind::conflict, "identity.organisation_exists", std::to_string(organisation.id.value)});
}

void add_service(storage::Tx& tx, CountyCode county, PlaceId place, OrganisationId organisation) {
  tx.apply(sql::insert_service{.county = county, .place_id = place, .organisation_id = organisation});
}

void add_account(storage::Tx& tx, const NewAccount& account) {
  const std::string login = normal_login(account.login);
  const auto phone =
      account.phone_sealed.empty() ? storage::Value() : storage::Value(storage::Blob{account.phone_sealed});
  tx.apply_one(sql::insert_account{.county = account.county,
                                   .id = account.id,
                                   .login = login,
                                   .name = account.name,
                                   .password_hash = account.password_hash,
                                   .phone_sealed = phone,
                                   .made_up = account.made_up,
                                   .created_at = account.at},
               Error{ErrorKind::conflict, "identity.login_taken", login, "login"});
}

Result<void> add_grant(storage::Tx& tx, CountyCode county, AccountId account, const Grant& grant) {
  if (auto allowed = check_grant(tx, county, grant); !allowed) return allowed;
  tx.apply(sql::insert_grant{.county = county,
                             .account_id = account,
                             .role = to_word(grant.role),
                             .place_id = grant.place,
                             .organisation_id = grant.organisation});
  return {};
}

std::string phone_seal_context(CountyCode county, AccountId account) {
  return "account.phone/" + std::to_string(county.value) + "/" + std::to_string(account.value);
}

void record_audit(storage::Tx& tx, const AuditEntry& entry) {
  tx.apply(sql::insert_audit{.county = entry.county,
                             .id = tx.next_number(entry.county, "audit"),
                             .at = entry.at,
                             .actor_account = entry.actor,
                             .action = entry.action,
                             .subject = entry.subject});
}

std::optional<AccountRow> account_by_id(storage::Tx& tx, CountyCode county, AccountId id) {
  return tx.one(sql::account_by_id{.county = county, .id = id}, read_account);
}

std::optional<AccountRow> account_by_login(storage::Tx& tx, CountyCode county, std::string_view login) {
  return tx.one(sql::account_by_login{.county = county, .login = normal_login(login)}, read_account);
}

void withdraw_grant(storage::Tx& tx, CountyCode county, AccountId account, Role role, PlaceId place) {
  tx.apply(sql::withdraw_grant{.county = county, .account_id = account, .role = to_word(role), .place_id = place});
}

std::vector<Grant> grants_of(storage::Tx& tx, CountyCode county, AccountId account) {
  std::vector<Grant> grants;
  tx.for_each(sql::grants_of{.county = county, .account_id = account}, [&](const storage::Row& row) {
    if (const auto role = parse_role(row.text("role"))) {
      grants.push_back(
          {*role, row.optional_id<PlaceId>("place_id"), row.optional_id<OrganisationId>("organisation_id")});
    }
    return true;
  });
  return grants;
}

}  // namespace mashang::identity
