// Organisations with what they serve, and one account at least for each role and area.
#include "rooms/demo/staff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace mashang::demo {
namespace {

using identity::Grant;
using identity::OrganisationKind;
using identity::Role;
using places::Place;
using places::PlaceKind;

struct Unit {
  std::string_view duty;
  OrganisationKind kind;
  std::string_view name;
};

/// One for every `responsible_role` of the categories that no community, company or village answers for.
constexpr std::array<Unit, 13> kUnits{{
    {"dept_urban_mgmt", OrganisationKind::department, "县城市管理和综合执法局"},
    {"dept_water", OrganisationKind::outside_unit, "县自来水公司"},
    {"power_utility", OrganisationKind::outside_unit, "县供电公司"},
    {"gas_company", OrganisationKind::outside_unit, "县城燃气公司"},
    {"fire_rescue", OrganisationKind::department, "县消防救援大队"},
    {"police_station", OrganisationKind::department, "县公安局城区派出所"},
    {"dept_housing", OrganisationKind::department, "县住房和城乡建设局"},
    {"dept_ecology", OrganisationKind::department, "县生态环境分局"},
    {"mediation_committee", OrganisationKind::department, "县人民调解委员会"},
    {"legal_aid_center", OrganisationKind::department, "县法律援助中心"},
    {"care_station", OrganisationKind::outside_unit, "一老一小关爱服务中心"},
    {"civil_affairs", OrganisationKind::department, "县民政局"},
    {"dept_education", OrganisationKind::department, "县教育局"},
}};

class Staffing {
 public:
  Staffing(County& county, const TownPlan& town, const Tree& tree, const std::vector<Place>& real, Names names)
      : county_(county), town_(town), tree_(tree), real_(real), names_(std::move(names)), random_(names_.split()) {}

  void employ() {
    govern();
    open_units();
    for (const Place& place : real_) serve_real_place(place);
    work_the_grids();
    hire_property_companies();
    elect_owners_committees();
  }

 private:
  OrganisationId found(OrganisationKind kind, std::string name, std::vector<PlaceId> serves, std::string duty = {}) {
    const OrganisationId id{static_cast<std::int64_t>(county_.organisations.size()) + 1};
    county_.organisations.push_back({{id, kind, std::move(name), std::move(duty)}, std::move(serves)});
    return id;
  }

  void hire(std::string login, std::vector<Grant> grants) {
    const AccountId id{static_cast<std::int64_t>(county_.people.size()) + 1};
    county_.people.push_back({id, std::move(login), names_.person(), std::move(grants)});
  }

  static Grant at_place(Role role, PlaceId place) { return {.role = role, .place = place, .organisation = {}}; }
  static Grant in(Role role, OrganisationId organisation) {
    return {.role = role, .place = {}, .organisation = organisation};
  }

  void govern() {
    const PlaceId county = places::county_place(county_.code);
    const auto government = found(OrganisationKind::county_government, "县城乡统筹指挥中心", {county});
    for (int i = 1; i <= 3; ++i)
      hire(fmt::format("county-{}", i), {at_place(Role::county_officer, county), in(Role::county_officer, government)});
    hire("admin", {at_place(Role::administrator, county)});
  }

  void open_units() {
    for (const Unit& unit : kUnits) {
      const auto id = found(unit.kind, std::string(unit.name), {}, std::string(unit.duty));
      std::string login = "unit-" + std::string(unit.duty);
      std::ranges::replace(login, '_', '-');
      hire(std::move(login), {in(Role::unit_staff, id)});
    }
  }

  void serve_real_place(const Place& place) {
    if (place.kind == PlaceKind::township) {
      const auto id = found(OrganisationKind::department, place.name + "人民政府", {place.id}, "township");
      hire(fmt::format("township-{:02}", ++townships_), {in(Role::unit_staff, id)});
    } else if (place.kind == PlaceKind::community) {
      const auto id = found(OrganisationKind::community, place.name + "居民委员会", {place.id});
      hire(fmt::format("community-{}", ++communities_),
           {at_place(Role::community_officer, place.id), in(Role::community_officer, id)});
    } else if (place.kind == PlaceKind::village) {
      const auto id = found(OrganisationKind::village_committee, place.name + "村民委员会", {place.id});
      hire(fmt::format("village-{:03}", ++villages_),
           {at_place(Role::community_officer, place.id), in(Role::unit_staff, id)});
    }
  }

  void work_the_grids() {
    for (std::size_t i = 0; i < tree_.grids.size(); ++i) {
      hire(fmt::format("leader-{:03}", i + 1), {at_place(Role::grid_leader, tree_.grids[i])});
      hire(fmt::format("worker-{:03}", i + 1), {at_place(Role::grid_worker, tree_.grids[i])});
    }
    for (std::size_t i = 0; i < tree_.buildings.size(); ++i)
      hire(fmt::format("head-{:04}", i + 1), {at_place(Role::building_head, tree_.buildings[i])});
  }

  /// Old courtyards go without a company first; the story's estate never does.
  [[nodiscard]] std::vector<std::size_t> compounds_with_company() {
    std::vector<std::size_t> with, old;
    for (std::size_t i = 0; i < town_.compounds.size(); ++i) {
      if (town_.compounds[i].name == kCompoundWithoutProperty) continue;
      (town_.compounds[i].is_old ? old : with).push_back(i);
    }
    random_.shuffle(old);
    const std::size_t without = town_.compounds.size() * 15 / 100;
    with.insert(with.end(), old.begin() + static_cast<std::ptrdiff_t>(std::min(without - 1, old.size())), old.end());
    std::ranges::sort(with);
    return with;
  }

  void hire_property_companies() {
    constexpr std::size_t kCompanies = 22;
    std::array<std::vector<PlaceId>, kCompanies> served;
    for (const std::size_t i : compounds_with_company()) {
      const bool is_story = town_.compounds[i].name == kStoryCompound;
      const auto company = is_story ? 0 : static_cast<std::size_t>(random_.below(kCompanies));
      served[company].push_back(tree_.compounds[i]);
    }
    for (std::size_t i = 0; i < kCompanies; ++i) {
      const auto id = found(OrganisationKind::property_company, names_.company(), std::move(served[i]));
      hire(fmt::format("property-{:02}", i + 1), {in(Role::property_staff, id)});
    }
  }

  void elect_owners_committees() {
    int number = 0;
    for (std::size_t i = 0; i < town_.compounds.size(); ++i) {
      const CompoundPlan& compound = town_.compounds[i];
      const bool has_committee = compound.name == kStoryCompound || (!compound.is_old && random_.chance(40));
      if (!has_committee) continue;
      const auto id = found(OrganisationKind::owners_committee, compound.name + "业主委员会", {tree_.compounds[i]});
      hire(fmt::format("owners-{:02}", ++number), {in(Role::owners_committee, id)});
    }
  }

  County& county_;
  const TownPlan& town_;
  const Tree& tree_;
  const std::vector<Place>& real_;
  Names names_;
  Random random_;
  int townships_ = 0, communities_ = 0, villages_ = 0;
};

}  // namespace

void employ(County& county, const TownPlan& town, const Tree& tree, const std::vector<Place>& real, Names names) {
  Staffing(county, town, tree, real, std::move(names)).employ();
}

}  // namespace mashang::demo
