// First the compounds, villages and roads that may be meant, then down to building, unit and flat.
#include "rooms/triage/place_search.hpp"

#include <algorithm>
#include <cmath>

namespace mashang::triage {
namespace {

using enum MentionKind;
using places::PlaceKind;

constexpr float kOfOtherArea = 0.15F;     ///< the words name an area that does not hold it
constexpr float kNoSuchBuilding = 0.12F;  ///< beside a compound that has one
constexpr float kNoSuchFlat = 0.4F;
constexpr float kHomeCompound = 4.0F;  ///< how much likelier the compound of the scanned code is
constexpr float kFromContext = 0.97F;
constexpr float kFromHome = 0.95F;
constexpr float kAnywhere = 0.8F;
constexpr float kMissingPart = 0.7F;
constexpr std::size_t kMostScopes = 12;

const Mention* mention_of(const Expression& own, const Expression* around, MentionKind kind) {
  if (const Mention* mention = own.of(kind)) return mention;
  return around == nullptr ? nullptr : around->of(kind);
}

bool is_area(PlaceKind kind) {
  return kind == PlaceKind::township || kind == PlaceKind::community || kind == PlaceKind::village;
}

/// Kilometres; a county is small enough for a plane.
double distance(places::Point a, places::Point b) {
  constexpr double kDegree = 111.2;
  constexpr double kRadian = 3.14159265358979 / 180;
  return std::hypot((a.lon - b.lon) * std::cos(a.lat * kRadian), a.lat - b.lat) * kDegree;
}

void normalise(std::vector<Sighting>& sightings) {
  float sum = 0;
  for (const Sighting& sighting : sightings) sum += sighting.share;
  for (Sighting& sighting : sightings) sighting.share = sum > 0 ? sighting.share / sum : 0;
  std::stable_sort(sightings.begin(), sightings.end(),
                   [](const Sighting& a, const Sighting& b) { return a.share > b.share; });
}

}  // namespace

Home home_of(const Whereabouts& whereabouts, const Gazetteer& gazetteer) {
  Home home;
  home.position = whereabouts.position;
  if (whereabouts.scanned) home.place = gazetteer.find(*whereabouts.scanned);
  if (!home.place) return home;
  home.compound = gazetteer.above(*home.place, PlaceKind::compound);
  home.building = gazetteer.above(*home.place, PlaceKind::building);
  home.unit = gazetteer.above(*home.place, PlaceKind::unit);
  return home;
}

float PlaceSearch::nearness(PlaceNumber place) const {
  constexpr double kReach = 0.3;  // kilometres
  const auto at = gazetteer_.location(place);
  if (!home_.position || !at) return 1;
  return static_cast<float>(0.02 + std::exp(-distance(*home_.position, *at) / kReach));
}

std::vector<Sighting> PlaceSearch::named(const Mention& name, const Expression& expression) const {
  std::vector<Sighting> found;
  for (const auto& candidate : name.candidates) {
    Sighting sighting{candidate.place, candidate.share * nearness(candidate.place), candidate.likeness};
    for (const MentionKind kind : {township, community, village}) {
      const Mention* area = expression.of(kind);
      if (area == nullptr || area == &name) continue;
      const bool is_in = std::any_of(area->candidates.begin(), area->candidates.end(), [&](const auto& other) {
        return gazetteer_.is_within(candidate.place, other.place);
      });
      if (!is_in) sighting.share *= kOfOtherArea;
    }
    if (home_.place) {
      const auto area = gazetteer_.parent(candidate.place);
      if (candidate.place == home_.compound)
        sighting.share *= kHomeCompound;
      else if (area && gazetteer_.is_within(*home_.place, *area))
        sighting.share *= 1.5F;
    }
    found.push_back(sighting);
  }
  return found;
}

std::vector<Sighting> PlaceSearch::buildings_anywhere(Designation which, const Expression& own,
                                                      const Expression* around) const {
  std::vector<Sighting> found;
  const auto all = gazetteer_.buildings(which);
  for (const PlaceNumber place : all) {
    Sighting sighting{gazetteer_.parent(place).value_or(place), nearness(place), kAnywhere};
    for (const MentionKind kind : {township, community, village})
      if (const Mention* area = mention_of(own, around, kind))
        if (!gazetteer_.is_within(place, area->candidates.front().place)) sighting.share = 0;
    if (const Mention* door = own.of(flat); door != nullptr && !own.has(unit)) {
      const bool has_units = gazetteer_.child(place, PlaceKind::unit, {1, 0}).has_value();
      if (!has_units && !gazetteer_.flat(place, door->which)) sighting.share *= kNoSuchFlat;
    }
    if (sighting.share > 0) found.push_back(sighting);
  }
  normalise(found);
  if (found.size() > kMostScopes) found.resize(kMostScopes);
  return found;
}

std::vector<Sighting> PlaceSearch::scopes(const Expression& own, const Expression* around) const {
  if (const Mention* name = own.of(compound)) return named(*name, own);
  if (const Mention* name = own.of(building); name != nullptr && !name->candidates.empty()) return named(*name, own);
  const bool is_in_compound = own.has(building) || own.has(unit) || own.has(flat) || own.has(floor);
  if (const Mention* name = around == nullptr ? nullptr : around->of(compound); name != nullptr && is_in_compound) {
    auto found = named(*name, *around);
    for (Sighting& sighting : found) sighting.fit *= kFromContext;
    return found;
  }
  const bool names_area = own.has(village) || own.has(community) || own.has(township);
  if (const Mention* block = own.of(building)) {
    const bool is_elsewhere = names_area && !(home_.compound && !own.has(village));
    const auto home =
        home_.compound ? gazetteer_.child(*home_.compound, PlaceKind::building, block->which) : std::nullopt;
    if (home && !is_elsewhere) return {{*home_.compound, 1, kFromHome}};
    auto found = buildings_anywhere(block->which, own, around);
    if (home_.compound && !names_area) return {{*home_.compound, 1, kFromHome}};
    if (!found.empty()) return found;
  }
  for (const MentionKind kind : {village, community})
    if (const Mention* name = own.of(kind)) return named(*name, own);
  if (const Mention* name = own.of(road)) return named(*name, own);
  if (const Mention* name = own.of(township)) return named(*name, own);
  if (is_in_compound && home_.place) return {{home_.compound.value_or(*home_.place), 1, kFromHome}};
  return {};
}

void PlaceSearch::enter_building(const Expression& own, const Expression* around, Sighting& at) const {
  const Mention* block = own.of(building);
  const bool is_inside = own.has(unit) || own.has(flat) || own.has(floor);
  if (block == nullptr && is_inside && around != nullptr) block = around->of(building);
  if (block != nullptr && block->candidates.empty()) {
    if (const auto found = gazetteer_.child(at.place, PlaceKind::building, block->which)) {
      at.place = *found;
      return;
    }
    at.share *= kNoSuchBuilding;
    at.fit *= kMissingPart;
    at.is_whole = false;
    return;
  }
  if (block == nullptr && is_inside && home_.building && gazetteer_.is_within(*home_.building, at.place))
    at.place = *home_.building;
}

void PlaceSearch::enter_unit(const Expression& own, const Expression* around, Sighting& at) const {
  if (gazetteer_.kind(at.place) != PlaceKind::building) return;
  const Mention* stairs = own.of(unit);
  if (stairs == nullptr && own.has(flat) && !own.has(building) && around != nullptr) stairs = around->of(unit);
  if (stairs != nullptr) {
    if (const auto found = gazetteer_.child(at.place, PlaceKind::unit, stairs->which)) {
      at.place = *found;
      return;
    }
    const bool is_only_stairwell = stairs->which == Designation{1, 0};
    if (is_only_stairwell && gazetteer_.children(at.place).empty()) return;
    at.share *= kNoSuchFlat;
    at.fit *= kMissingPart;
    at.is_whole = false;
    return;
  }
  const bool is_inside = own.has(flat) || own.has(floor);
  if (is_inside && home_.unit && gazetteer_.is_within(*home_.unit, at.place)) at.place = *home_.unit;
}

std::vector<Sighting> PlaceSearch::entered_flat(Designation wanted, Sighting at) const {
  std::vector<PlaceNumber> doors;
  const auto look_in = [&](PlaceNumber parent) {
    if (const auto door = gazetteer_.flat(parent, wanted)) doors.push_back(*door);
  };
  look_in(at.place);
  const auto look_below = [&](PlaceNumber parent) {
    for (const PlaceNumber child : gazetteer_.children(parent)) look_in(child);
  };
  if (doors.empty()) look_below(at.place);
  if (doors.empty() && gazetteer_.kind(at.place) == PlaceKind::compound)
    for (const PlaceNumber block : gazetteer_.children(at.place)) look_below(block);
  if (doors.size() == 1) {
    at.place = doors.front();
    return {at};
  }
  if (doors.empty()) {
    at.share *= kNoSuchFlat;
    at.fit *= kMissingPart;
    at.is_whole = false;
    return {at};
  }
  // Which of the stairwells? Nobody says, so the place is what they share, and each is an alternative.
  constexpr float kShared = 0.6F;
  std::vector<Sighting> found{at};
  found.front().share *= kShared;
  for (const PlaceNumber door : doors) {
    found.push_back(at);
    found.back().place = door;
    found.back().share *= (1 - kShared) / static_cast<float>(doors.size());
  }
  return found;
}

std::vector<Sighting> PlaceSearch::descended(const Expression& own, const Expression* around, Sighting at) const {
  if (is_area(gazetteer_.kind(at.place)) && own.has(grid)) {
    if (const auto found = gazetteer_.child(at.place, PlaceKind::grid, own.of(grid)->which)) at.place = *found;
    return {at};
  }
  enter_building(own, around, at);
  if (!at.is_whole) return {at};
  enter_unit(own, around, at);
  const Mention* door = own.of(flat);
  if (door == nullptr || !at.is_whole) return {at};
  return entered_flat(door->which, at);
}

std::vector<Sighting> PlaceSearch::sightings(const Expression& own, const Expression* around) const {
  std::vector<Sighting> found;
  for (const Sighting& scope : scopes(own, around))
    for (const Sighting& sighting : descended(own, around, scope)) found.push_back(sighting);
  normalise(found);
  return found;
}

}  // namespace mashang::triage
