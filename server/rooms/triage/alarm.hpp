// Does somebody need 120, 119 or 110 now? Asked before anything else (domain facts, section 3).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rooms/triage/linear_model.hpp"

namespace mashang::triage {

/// What is done about it. The platform never stands in for the emergency number: it shows it, one tap away.
/// - ask: the number is shown with the question whether somebody is in danger; nothing else changes.
/// - call: the number is shown first of all, and the report is filed as an emergency.
enum class Alarm { none, ask, call };
[[nodiscard]] std::string_view to_word(Alarm alarm);

struct Danger {
  Alarm alarm = Alarm::none;
  std::string number;  ///< "120" medical, "119" fire and rescue, "110" police; "" without alarm
  std::vector<Span> words;
};

/// Immutable, thread-safe.
class DangerModel {
 public:
  /// `model` has the labels 0 (none), 110, 119 and 120. A number's lead over "none" above `ask` or `call` gives that
  /// alarm.
  DangerModel(std::shared_ptr<const LinearModel> model, float ask, float call);

  [[nodiscard]] Danger danger_in(const NormalText& message) const;
  /// The same without number and words.
  [[nodiscard]] Alarm alarm_in(const NormalText& message) const;

 private:
  struct Loudest {
    Alarm alarm = Alarm::none;
    std::size_t label = 0;
  };
  [[nodiscard]] Loudest loudest_in(const Features& features) const;

  std::shared_ptr<const LinearModel> model_;
  float ask_;
  float call_;
};

}  // namespace mashang::triage
