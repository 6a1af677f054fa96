// Looking places up; every list is sorted, so that each look is a few steps.
#include "rooms/triage/gazetteer.hpp"

#include <algorithm>
#include <tuple>

namespace mashang::triage {

using places::PlaceKind;

std::optional<PlaceNumber> Gazetteer::find(PlaceId wanted) const {
  const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), wanted,
                                      [&](PlaceNumber place, PlaceId id_wanted) { return id(place) < id_wanted; });
  if (found == by_id_.end() || id(*found) != wanted) return std::nullopt;
  return *found;
}

PlaceId Gazetteer::id(PlaceNumber place) const { return is_flat(place) ? flat_at(place).id : nodes_[place].id; }

PlaceKind Gazetteer::kind(PlaceNumber place) const {
  return is_flat(place) ? PlaceKind::household : nodes_[place].kind;
}

std::string Gazetteer::label(PlaceNumber place) const {
  if (!is_flat(place)) return nodes_[place].label;
  const Flat& flat = flat_at(place);
  return nodes_[flat.parent].label + flat_names_.substr(flat.name_at, flat.name_size);
}

Designation Gazetteer::designation(PlaceNumber place) const {
  if (!is_flat(place)) return nodes_[place].designation;
  return {flat_at(place).number, flat_at(place).letter};
}

std::optional<PlaceNumber> Gazetteer::parent(PlaceNumber place) const {
  return is_flat(place) ? flat_at(place).parent : nodes_[place].parent;
}

std::optional<PlaceNumber> Gazetteer::above(PlaceNumber place, PlaceKind wanted) const {
  for (std::optional<PlaceNumber> at = place; at; at = parent(*at))
    if (kind(*at) == wanted) return at;
  return std::nullopt;
}

bool Gazetteer::is_within(PlaceNumber place, PlaceNumber area) const {
  for (std::optional<PlaceNumber> at = place; at; at = parent(*at))
    if (*at == area) return true;
  return false;
}

std::optional<places::Point> Gazetteer::location(PlaceNumber place) const {
  for (std::optional<PlaceNumber> at = is_flat(place) ? flat_at(place).parent : place; at; at = parent(*at))
    if (nodes_[*at].location) return nodes_[*at].location;
  return std::nullopt;
}

std::optional<PlaceNumber> Gazetteer::child(PlaceNumber parent, PlaceKind wanted, Designation which) const {
  const auto all = children(parent);
  const auto found =
      std::lower_bound(all.begin(), all.end(), std::tie(wanted, which), [&](PlaceNumber place, const auto& key) {
        return std::tie(nodes_[place].kind, nodes_[place].designation) < key;
      });
  if (found == all.end() || nodes_[*found].kind != wanted || nodes_[*found].designation != which) return std::nullopt;
  return *found;
}

Gazetteer::Range Gazetteer::flats(PlaceNumber parent) const { return is_flat(parent) ? Range{} : nodes_[parent].flats; }

std::optional<PlaceNumber> Gazetteer::flat(PlaceNumber parent, Designation which) const {
  const Range range = flats(parent);
  if (range.first == range.last || which.is_none()) return std::nullopt;
  const auto begin = flats_.begin() + (range.first - nodes_.size());
  const auto end = flats_.begin() + (range.last - nodes_.size());
  const auto found = std::lower_bound(begin, end, which, [](const Flat& flat, Designation wanted) {
    return Designation{flat.number, flat.letter} < wanted;
  });
  if (found == end || Designation{found->number, found->letter} != which) return std::nullopt;
  return static_cast<PlaceNumber>(range.first + (found - begin));
}

std::span<const PlaceNumber> Gazetteer::children(PlaceNumber parent) const {
  if (is_flat(parent)) return {};
  return std::span(children_).subspan(nodes_[parent].first_child, nodes_[parent].children);
}

std::span<const PlaceNumber> Gazetteer::buildings(Designation which) const {
  const auto [first, last] = std::equal_range(buildings_.begin(), buildings_.end(), which, [&](auto a, auto b) {
    const auto key = [&](auto item) {
      if constexpr (std::is_same_v<decltype(item), Designation>)
        return item;
      else
        return nodes_[item].designation;
    };
    return key(a) < key(b);
  });
  return {first, last};
}

}  // namespace mashang::triage
