// A county's places as messages are held against: who bears which name, and what lies in what.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "rooms/places/places.hpp"
#include "rooms/triage/characters.hpp"
#include "rooms/triage/designation.hpp"
#include "rooms/triage/name_finder.hpp"

namespace mashang::triage {

/// A place by its number in the gazetteer. Numbers mean nothing outside it.
using PlaceNumber = std::uint32_t;

/// Immutable, thread-safe. Flats are many, so they are kept as sorted numbers: about 30 bytes each.
class Gazetteer {
 public:
  class Builder;

  [[nodiscard]] std::optional<PlaceNumber> find(PlaceId id) const;
  [[nodiscard]] PlaceId id(PlaceNumber place) const;
  [[nodiscard]] places::PlaceKind kind(PlaceNumber place) const;
  [[nodiscard]] std::string label(PlaceNumber place) const;
  [[nodiscard]] Designation designation(PlaceNumber place) const;
  [[nodiscard]] std::optional<PlaceNumber> parent(PlaceNumber place) const;
  /// The place itself or the nearest above it that is of this kind.
  [[nodiscard]] std::optional<PlaceNumber> above(PlaceNumber place, places::PlaceKind kind) const;
  [[nodiscard]] bool is_within(PlaceNumber place, PlaceNumber area) const;
  /// Its own location, or that of the nearest place above that has one.
  [[nodiscard]] std::optional<places::Point> location(PlaceNumber place) const;

  /// A building of a compound, a unit of a building: what lies directly in `parent`.
  [[nodiscard]] std::optional<PlaceNumber> child(PlaceNumber parent, places::PlaceKind kind, Designation which) const;
  [[nodiscard]] std::optional<PlaceNumber> flat(PlaceNumber parent, Designation which) const;
  /// The flats of one parent in the order of their numbers, side by side.
  struct Range {
    PlaceNumber first = 0;
    PlaceNumber last = 0;  ///< one behind
  };
  [[nodiscard]] Range flats(PlaceNumber parent) const;
  [[nodiscard]] std::span<const PlaceNumber> children(PlaceNumber parent) const;  ///< without flats
  /// Every building of the county with this designation.
  [[nodiscard]] std::span<const PlaceNumber> buildings(Designation which) const;

  [[nodiscard]] const NameFinder& names() const { return names_; }
  [[nodiscard]] std::size_t size() const { return nodes_.size() + flats_.size(); }

 private:
  explicit Gazetteer(const Characters& characters) : names_(characters) {}

  /// Everything but flats.
  struct Node {
    PlaceId id;
    places::PlaceKind kind = places::PlaceKind::county;
    Designation designation;
    std::optional<PlaceNumber> parent;
    std::string label;
    std::optional<places::Point> location;
    std::uint32_t first_child = 0;
    std::uint32_t children = 0;
    Range flats;
  };
  /// Numbered after all nodes.
  struct Flat {
    PlaceId id;
    std::uint32_t parent = 0;
    std::uint32_t number = 0;
    std::uint32_t name_at = 0;  ///< what its label has more than its parent's
    std::uint16_t name_size = 0;
    char16_t letter = 0;
  };
  [[nodiscard]] bool is_flat(PlaceNumber place) const { return place >= nodes_.size(); }
  [[nodiscard]] const Flat& flat_at(PlaceNumber place) const { return flats_[place - nodes_.size()]; }

  std::vector<Node> nodes_;
  std::vector<Flat> flats_;
  std::string flat_names_;
  std::vector<PlaceNumber> by_id_;
  std::vector<PlaceNumber> children_;   ///< by parent, then designation
  std::vector<PlaceNumber> buildings_;  ///< by designation
  NameFinder names_;
};

/// Takes a county's places in any order.
class Gazetteer::Builder {
 public:
  /// `characters` outlives the builder.
  explicit Builder(const Characters& characters);
  void add(const places::Place& place);
  void add(const places::Alias& alias);
  /// What has a parent that is not there is left out. Ends the builder.
  [[nodiscard]] std::shared_ptr<const Gazetteer> build();

 private:
  struct Entry {
    PlaceId id;
    std::optional<PlaceId> parent;
    places::PlaceKind kind = places::PlaceKind::county;
    std::string name;
    std::string label;
    std::optional<places::Point> location;
  };

  void build_nodes();
  void build_flats();
  void build_order();
  void name_nodes();
  void add_names(PlaceNumber place, const std::string& name, std::optional<NameFinder::Form> short_form);

  const Characters& characters_;
  std::vector<Entry> entries_;
  std::vector<Entry> flats_;
  std::vector<places::Alias> aliases_;
  std::shared_ptr<Gazetteer> made_;
};

/// Reads the county's places; some hundred milliseconds.
[[nodiscard]] std::shared_ptr<const Gazetteer> load_gazetteer(storage::Tx& tx, CountyCode county,
                                                              const Characters& characters);

}  // namespace mashang::triage
