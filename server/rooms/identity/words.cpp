// The words of roles and kinds of organisation, alike in C++, SQL and JSON.
#include <array>
#include <utility>

#include "rooms/identity/identity.hpp"

namespace mashang::identity {
namespace {

constexpr std::array kRoles{
    std::pair{Role::reporter, "reporter"},
    std::pair{Role::grid_leader, "grid_leader"},
    std::pair{Role::grid_worker, "grid_worker"},
    std::pair{Role::building_head, "building_head"},
    std::pair{Role::property_staff, "property_staff"},
    std::pair{Role::owners_committee, "owners_committee"},
    std::pair{Role::unit_staff, "unit_staff"},
    std::pair{Role::community_officer, "community_officer"},
    std::pair{Role::county_officer, "county_officer"},
    std::pair{Role::administrator, "administrator"},
    std::pair{Role::system, "system"},
};

constexpr std::array kKinds{
    std::pair{OrganisationKind::county_government, "county_government"},
    std::pair{OrganisationKind::community, "community"},
    std::pair{OrganisationKind::village_committee, "village_committee"},
    std::pair{OrganisationKind::property_company, "property_company"},
    std::pair{OrganisationKind::owners_committee, "owners_committee"},
    std::pair{OrganisationKind::department, "department"},
    std::pair{OrganisationKind::outside_unit, "outside_unit"},
};

template <class Table, class Enum>
std::string_view word_in(const Table& table, Enum value) {
  return table.at(static_cast<std::size_t>(value)).second;
}

template <class Table>
auto value_in(const Table& table, std::string_view word) -> std::optional<decltype(table.front().first)> {
  for (const auto& [value, its_word] : table) {
    if (word == its_word) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_word(Role role) { return word_in(kRoles, role); }
std::optional<Role> parse_role(std::string_view word) { return value_in(kRoles, word); }
std::string_view to_word(OrganisationKind kind) { return word_in(kKinds, kind); }
std::optional<OrganisationKind> parse_organisation_kind(std::string_view word) { return value_in(kKinds, word); }

}  // namespace mashang::identity
