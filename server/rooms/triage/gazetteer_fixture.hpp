// A small county for tests: two townships, some compounds, a village, two roads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rooms/triage/gazetteer.hpp"
#include "rooms/triage/models.hpp"

namespace mashang::triage {

/// Places get the ids 1, 2, 3… as they are added.
class SmallCounty {
 public:
  using Kind = places::PlaceKind;

  explicit SmallCounty(const Characters& characters) : builder_(characters) {
    const auto county = add(Kind::county, {}, "靖州县");
    const auto town = add(Kind::township, county, "渠阳镇");
    const auto other_town = add(Kind::township, county, "藕团乡");
    const auto community = add(Kind::community, town, "江东街社区");
    const auto other_community = add(Kind::community, town, "飞山社区");
    for (const auto& parent : {community, other_community})
      for (int i = 1; i <= 3; ++i) add(Kind::grid, parent, "第" + std::to_string(i) + "网格");
    add(Kind::village, town, "友谊村", "渠阳镇友谊村");
    add(Kind::village, other_town, "官团村", "藕团乡官团村");
    add(Kind::village, town, "官团村", "渠阳镇官团村");
    add_compound(community, "新城小区", 15, 0, {109.68, 26.57});
    add_compound(community, "青杨苑", 12, 2, {109.69, 26.58});
    add_compound(other_community, "鹭鸣家园", 8, 3, {109.70, 26.59});
    const auto old = add_compound(other_community, "老粮站宿舍", 4, 0, {109.71, 26.56});
    builder_.add(places::Alias{find("新城小区"), "新城", places::AliasKind::alias});
    builder_.add(places::Alias{old, "老纱厂宿舍3区", places::AliasKind::former});
    add(Kind::building, find("青杨苑"), "A座", "青杨苑A座");
    add(Kind::road, town, "木叶路", "木叶路");
    add(Kind::road, town, "花桥街", "花桥街");
  }

  [[nodiscard]] std::shared_ptr<const Gazetteer> build() { return builder_.build(); }
  /// By label: 新城小区14栋401.
  [[nodiscard]] PlaceId find(const std::string& label) const {
    for (const places::Place& place : places_)
      if (place.label == label) return place.id;
    return {};
  }
  [[nodiscard]] std::string label(PlaceId id) const {
    for (const places::Place& place : places_)
      if (place.id == id) return place.label;
    return {};
  }

 private:
  PlaceId add(Kind kind, std::optional<PlaceId> parent, const std::string& name, std::string label = {},
              std::optional<places::Point> location = {}) {
    places::Place place{.id = PlaceId{static_cast<std::int64_t>(places_.size() + 1)}, .kind = kind, .parent = parent};
    place.name = name;
    place.label = label.empty() ? name : std::move(label);
    place.location = location;
    builder_.add(place);
    places_.push_back(place);
    return place.id;
  }

  /// Six floors with four doors each, in the building or in each of its units.
  PlaceId add_compound(PlaceId community, const std::string& name, int buildings, int units, places::Point at) {
    const PlaceId compound = add(Kind::compound, community, name, name, at);
    for (int i = 1; i <= buildings; ++i) {
      const std::string block = name + std::to_string(i) + "栋";
      const PlaceId building = add(Kind::building, compound, std::to_string(i) + "栋", block);
      if (units == 0) add_flats(building, block);
      for (int j = 1; j <= units; ++j) {
        const std::string stairs = block + std::to_string(j) + "单元";
        add_flats(add(Kind::unit, building, std::to_string(j) + "单元", stairs), stairs);
      }
    }
    return compound;
  }
  void add_flats(PlaceId parent, const std::string& label) {
    for (int floor = 1; floor <= 6; ++floor)
      for (int door = 1; door <= 4; ++door) {
        const std::string number = std::to_string(floor * 100 + door);
        add(Kind::household, parent, number, label + number);
      }
  }

  Gazetteer::Builder builder_;
  std::vector<places::Place> places_;
};

}  // namespace mashang::triage
