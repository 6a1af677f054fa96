// Who may see a case and as what: the one doorway through which a person's request loads one.
#pragma once

#include "core/result.hpp"
#include "rooms/cases/action.hpp"
#include "rooms/cases/case.hpp"
#include "rooms/cases/links.hpp"
#include "rooms/identity/identity.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// Every tie of a signed-in person to a case. Areas are compared with the case's snapshot of its place.
[[nodiscard]] Relations relations_of(const Case& c, const identity::Actor& actor);
/// Restricted cases (crime clues, violence at home, elders and minors in danger) open for the grid's leader, the
/// officers and the assigned organisation only; any other case for everybody who is tied to it.
[[nodiscard]] bool may_see(const Case& c, Relations relations);
/// In categories that hide the reporter only the grid's leader and the officers see contact and flat; handlers see the
/// building.
[[nodiscard]] bool sees_reporter(const Case& c, Relations relations);

/// Who knocks.
struct Doer {
  enum class Kind { staff, reporter, system };
  Kind kind = Kind::system;
  const identity::Actor* actor = nullptr;  ///< staff only
};

struct Opened {
  Case value;
  Acting acting;
};
/// Whoever holds the private link of this case.
[[nodiscard]] Acting acting_of_reporter(storage::Tx& tx, const Case& c);
/// Fails with cases.unknown_case, also when it exists and is not for this person's eyes.
[[nodiscard]] Result<Opened> open_case(storage::Tx& tx, CountyCode county, const Doer& doer, CaseId id);
/// Fails with cases.unknown_link (404), cases.link_revoked (410).
[[nodiscard]] Result<Opened> open_link(storage::Tx& tx, CountyCode county, const Links& links, std::string_view token);

/// May take a report at this place: grid leaders, grid workers and building heads of the area, officers.
[[nodiscard]] bool may_report_at(const identity::Actor& actor, const places::Situation& where);

/// What lists are filtered by, as ",1,2," for the SQL.
struct Reach {
  bool whole_county = false;
  std::string named_areas;                    ///< grid leaders' and officers': restricted cases too
  std::string areas;                          ///< grid workers'
  std::string offices;                        ///< organisations the person works for
  std::optional<OrganisationId> only_office;  ///< the person has nothing but this one
};
[[nodiscard]] Reach reach_of(const identity::Actor& actor);

}  // namespace mashang::cases
