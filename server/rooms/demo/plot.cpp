// Draws plots.
#include "rooms/demo/plot.hpp"

namespace mashang::demo {

Plot random_plot(Random& random, bool is_in_grid) {
  Plot plot;
  const int intake = random.below(1000);
  plot.intake = intake < 22   ? Intake::rejected
                : intake < 40 ? Intake::redirected
                : intake < 48 ? Intake::voided
                : intake < 70 ? Intake::withdrawn
                              : Intake::accepted;
  plot.is_verified = random.chance(25);
  plot.is_self_handled = is_in_grid && random.chance(24);
  plot.is_passed_up = plot.is_self_handled && random.chance(10);
  if (!plot.is_self_handled || plot.is_passed_up) {
    plot.returns = random.chance(6) ? (random.chance(30) ? 2 : 1) : 0;
    plot.is_arbitrated = plot.returns == 2 || (plot.returns == 1 && random.chance(20));
    const int pause = random.below(100);
    plot.pause = pause < 4   ? Pause::extended
                 : pause < 5 ? Pause::not_extended
                 : pause < 7 ? Pause::suspended
                             : Pause::none;
  }
  plot.fails_check = random.chance(5);
  plot.is_refused = random.chance(6);
  plot.is_urged = random.chance(5);
  plot.is_late = random.chance(8);
  const int ending = random.below(100);
  plot.ending = ending < 78 ? Ending::confirmed : ending < 98 ? Ending::timed_out : Ending::forced;
  plot.is_reopened = plot.ending == Ending::confirmed && random.chance(2);
  return plot;
}

Plot plot_that_stops_at(cases::State state) {
  using cases::State;
  Plot plot{.stops_at = state};
  switch (state) {
    case State::verifying:
      plot.is_verified = true;
      break;
    case State::self_handling:
      plot.is_self_handled = true;
      break;
    case State::returned:
      plot.returns = 1;
      break;
    case State::arbitrated:
      plot.returns = 2;
      plot.is_arbitrated = true;
      break;
    case State::extension_pending:
      plot.pause = Pause::extended;
      break;
    case State::suspend_pending:
    case State::suspended:
      plot.pause = Pause::suspended;
      break;
    case State::rework:
      plot.is_refused = true;
      break;
    case State::reopened:
      plot.is_reopened = true;
      break;
    case State::rejected:
      plot.intake = Intake::rejected;
      break;
    case State::redirected:
      plot.intake = Intake::redirected;
      break;
    case State::voided:
      plot.intake = Intake::voided;
      break;
    case State::submitted:
    case State::accepted:
    case State::dispatched:
    case State::in_progress:
    case State::handled:
    case State::awaiting_confirmation:
    case State::closed:
    case State::merged:
      break;
  }
  return plot;
}

}  // namespace mashang::demo
