// A year of past cases as scripts: who does what when. Pure; the cases room decides when they are played whether each
// step is allowed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "rooms/cases/action.hpp"
#include "rooms/cases/cases.hpp"
#include "rooms/cases/category.hpp"
#include "rooms/demo/county.hpp"

namespace mashang::demo {

/// `checker` is the grid's leader, or in a village the county's officer; `handler` whoever the order went to.
enum class Who { reporter, leader, worker, checker, handler, officer, county_officer, second_county_officer, system };

struct StoryStep {
  Instant at;
  Who who = Who::leader;
  cases::Action action = cases::Action::accept;
  cases::State to = cases::State::accepted;  ///< where it must lead
  std::string reason;
  bool with_picture = false;
  std::optional<Instant> until;
  std::string category;  ///< classify
};

struct Story {
  PlaceId place;
  std::string category;
  bool is_classified_by_reporter = true;
  std::string text;
  bool with_picture = false;
  bool taken_by_worker = false;
  std::string contact_name;
  std::string contact_phone;
  Instant submitted_at;
  std::vector<StoryStep> steps;
  std::optional<std::size_t> repeats;  ///< merged into this earlier story
};

struct Home {
  PlaceId place;
  PlaceId grid;
};
struct StoryPlaces {
  std::vector<Home> homes;  ///< households, neighbours side by side
  PlaceId story_grid;       ///< where open work of every kind waits for the printed accounts
  std::vector<PlaceId> villages;
};

/// `count` stories; none later than `now`; every state is somewhere, and open work in the story household's grid.
[[nodiscard]] std::vector<Story> tell_stories(std::uint64_t seed, Instant now, int count, const StoryPlaces& places,
                                              const std::vector<cases::Category>& categories);

}  // namespace mashang::demo
