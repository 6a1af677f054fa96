// The words by which measures, faults and obstacles are told.
#include "rooms/planning/planning.hpp"

namespace mashang::planning {

std::string_view to_word(Measure measure) {
  switch (measure) {
    case Measure::distance:
      return "distance";
    case Measure::change:
      return "change";
    case Measure::imbalance:
      return "imbalance";
    case Measure::cut_compounds:
      return "cut_compounds";
    case Measure::cut_communities:
      return "cut_communities";
    case Measure::worker_distance:
      return "worker_distance";
  }
  return "";
}

std::string_view unit_of(Measure measure) {
  switch (measure) {
    case Measure::distance:
    case Measure::worker_distance:
      return "metres";
    case Measure::change:
    case Measure::imbalance:
      return "share";
    case Measure::cut_compounds:
    case Measure::cut_communities:
      return "grids";
  }
  return "";
}

std::string_view to_word(Fault fault) {
  switch (fault) {
    case Fault::too_few_households:
      return "too_few_households";
    case Fault::too_many_households:
      return "too_many_households";
    case Fault::in_pieces:
      return "in_pieces";
    case Fault::without_grid:
      return "without_grid";
    case Fault::not_where_pinned:
      return "not_where_pinned";
  }
  return "";
}

std::string_view to_word(Obstacle::Kind kind) {
  switch (kind) {
    case Obstacle::Kind::building_too_large:
      return "building_too_large";
    case Obstacle::Kind::piece_too_small:
      return "piece_too_small";
    case Obstacle::Kind::piece_between_bands:
      return "piece_between_bands";
    case Obstacle::Kind::too_many_grids:
      return "too_many_grids";
    case Obstacle::Kind::too_few_grids:
      return "too_few_grids";
    case Obstacle::Kind::pins_too_large:
      return "pins_too_large";
    case Obstacle::Kind::pins_apart:
      return "pins_apart";
  }
  return "";
}

}  // namespace mashang::planning
