// From an expression to the places of the registry that it may mean.
#pragma once

#include <optional>
#include <vector>

#include "rooms/triage/expressions.hpp"
#include "rooms/triage/place_reading.hpp"

namespace mashang::triage {

/// A place that an expression may mean.
struct Sighting {
  PlaceNumber place = 0;
  float share = 0;       ///< beside the others; all come to 1
  float fit = 0;         ///< how well words and registry agree, 0-1
  bool is_whole = true;  ///< false: the words name something in it that the registry does not have
};

/// Where the writer is, looked up.
struct Home {
  std::optional<PlaceNumber> place;  ///< of the scanned code
  std::optional<PlaceNumber> compound;
  std::optional<PlaceNumber> building;
  std::optional<PlaceNumber> unit;
  std::optional<places::Point> position;
};
[[nodiscard]] Home home_of(const Whereabouts& whereabouts, const Gazetteer& gazetteer);

class PlaceSearch {
 public:
  /// Both outlive the search.
  PlaceSearch(const Gazetteer& gazetteer, const Home& home) : gazetteer_(gazetteer), home_(home) {}

  /// Likeliest first. `around` is another expression of the message that says what this one leaves out, or none.
  [[nodiscard]] std::vector<Sighting> sightings(const Expression& own, const Expression* around) const;

 private:
  [[nodiscard]] std::vector<Sighting> scopes(const Expression& own, const Expression* around) const;
  [[nodiscard]] std::vector<Sighting> named(const Mention& name, const Expression& expression) const;
  [[nodiscard]] std::vector<Sighting> buildings_anywhere(Designation which, const Expression& own,
                                                         const Expression* around) const;
  [[nodiscard]] std::vector<Sighting> descended(const Expression& own, const Expression* around, Sighting from) const;
  void enter_building(const Expression& own, const Expression* around, Sighting& at) const;
  void enter_unit(const Expression& own, const Expression* around, Sighting& at) const;
  [[nodiscard]] std::vector<Sighting> entered_flat(Designation flat, Sighting at) const;
  [[nodiscard]] float nearness(PlaceNumber place) const;

  const Gazetteer& gazetteer_;
  const Home& home_;
};

}  // namespace mashang::triage
