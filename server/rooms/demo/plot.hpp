// What happens in one story, before it gets times and words. Pure.
#pragma once

#include <optional>

#include "rooms/cases/cases.hpp"
#include "rooms/demo/random.hpp"

namespace mashang::demo {

enum class Intake { accepted, rejected, redirected, voided, withdrawn };
enum class Pause { none, extended, not_extended, suspended };
enum class Ending { confirmed, timed_out, forced };

struct Plot {
  Intake intake = Intake::accepted;
  bool is_verified = false;
  bool is_self_handled = false;
  bool is_passed_up = false;
  int returns = 0;
  bool is_arbitrated = false;  ///< after the last return
  Pause pause = Pause::none;
  bool fails_check = false;
  bool is_refused = false;
  bool is_urged = false;
  bool is_late = false;
  Ending ending = Ending::confirmed;
  bool is_reopened = false;
  std::optional<cases::State> stops_at;  ///< the story is told until here and waits
};

/// Most go well; shares of the others are like those of a year in a county.
[[nodiscard]] Plot random_plot(Random& random, bool is_in_grid);
/// A story that passes through `state` and stops there.
[[nodiscard]] Plot plot_that_stops_at(cases::State state);

}  // namespace mashang::demo
