// Ties, eyes and doors.
#include "rooms/cases/access.hpp"

#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

using identity::OrganisationKind;
using identity::Role;

bool is_handler(const Case& c, const identity::Actor& actor, Relations area_ties) {
  if (c.is_self_handled) return area_ties.has(Relation::grid_leader) || area_ties.has(Relation::grid_worker);
  if (!c.handler) return false;
  if (actor.is_staff_of(*c.handler)) return true;
  const bool is_community_work =
      c.handler_kind == OrganisationKind::community || c.handler_kind == OrganisationKind::village_committee;
  return is_community_work && area_ties.has(Relation::community_officer);
}

constexpr Relations kTrusted{Relation::grid_leader, Relation::community_officer, Relation::county_officer,
                             Relation::system};

void append(std::string& list, std::int64_t id) {
  if (list.empty()) list = ",";
  list += std::to_string(id) + ",";
}

bool works_in_an_office(Role role) {
  return role == Role::property_staff || role == Role::owners_committee || role == Role::unit_staff ||
         role == Role::community_officer;
}

}  // namespace

Relations relations_of(const Case& c, const identity::Actor& actor) {
  Relations ties;
  if (actor.county != c.county) return ties;
  if (actor.has_role_at(Role::grid_leader, c.where)) ties.add(Relation::grid_leader);
  if (actor.has_role_at(Role::grid_worker, c.where)) ties.add(Relation::grid_worker);
  if (actor.has_role_at(Role::community_officer, c.where)) ties.add(Relation::community_officer);
  if (actor.has_role(Role::county_officer)) ties.add(Relation::county_officer);
  if (is_handler(c, actor, ties)) ties.add(Relation::handler);
  return ties;
}

bool may_see(const Case& c, Relations relations) {
  if (!c.is_restricted) return !relations.is_empty();
  return !(relations & (kTrusted | Relations{Relation::handler, Relation::reporter})).is_empty();
}

bool sees_reporter(const Case& c, Relations relations) {
  return !c.hides_reporter || !(relations & kTrusted).is_empty();
}

Acting acting_of_reporter(storage::Tx& tx, const Case& c) {
  Acting acting{{Relation::reporter}, std::nullopt};
  if (c.reported_by) acting.taker = relations_of(c, identity::actor_of(tx, c.county, *c.reported_by));
  return acting;
}

Result<Opened> open_case(storage::Tx& tx, CountyCode county, const Doer& doer, CaseId id) {
  auto found = find_case(tx, county, id);
  if (!found) return failure(ErrorKind::not_found, "cases.unknown_case");
  Acting acting;
  switch (doer.kind) {
    case Doer::Kind::system:
      acting.relations.add(Relation::system);
      break;
    case Doer::Kind::reporter:
      acting = acting_of_reporter(tx, *found);
      break;
    case Doer::Kind::staff:
      acting = Acting{relations_of(*found, *doer.actor), doer.actor->account};
      if (!may_see(*found, acting.relations)) return failure(ErrorKind::not_found, "cases.unknown_case");
      break;
  }
  return Opened{std::move(*found), acting};
}

Result<Opened> open_link(storage::Tx& tx, CountyCode county, const Links& links, std::string_view token) {
  const auto id = links.case_of(token);
  auto found = id ? find_case(tx, county, *id) : std::nullopt;
  if (!found) return failure(ErrorKind::not_found, "cases.unknown_link");
  if (found->link_revoked_at) return failure(ErrorKind::gone, "cases.link_revoked");
  const Acting acting = acting_of_reporter(tx, *found);
  return Opened{std::move(*found), acting};
}

bool may_report_at(const identity::Actor& actor, const places::Situation& where) {
  if (actor.has_role(Role::county_officer)) return true;
  for (const Role role : {Role::grid_leader, Role::grid_worker, Role::building_head, Role::community_officer})
    if (actor.has_role_at(role, where)) return true;
  return false;
}

Reach reach_of(const identity::Actor& actor) {
  Reach reach;
  int offices = 0;
  for (const identity::Grant& grant : actor.grants) {
    if (grant.role == Role::county_officer) reach.whole_county = true;
    if (grant.place && (grant.role == Role::grid_leader || grant.role == Role::community_officer))
      append(reach.named_areas, grant.place->value);
    if (grant.place && grant.role == Role::grid_worker) append(reach.areas, grant.place->value);
    if (grant.organisation && works_in_an_office(grant.role)) {
      append(reach.offices, grant.organisation->value);
      reach.only_office = grant.organisation;
      ++offices;
    }
  }
  if (offices != 1 || reach.whole_county || !reach.named_areas.empty() || !reach.areas.empty())
    reach.only_office.reset();
  return reach;
}

}  // namespace mashang::cases
