// What the people of the demo county say: invented sentences, by kind of matter and by step.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "rooms/demo/random.hpp"

namespace mashang::demo {

using Sentences = std::span<const std::string_view>;

/// A kind of matter that the demo's residents report, how often, and in which months more than else.
struct Topic {
  std::string_view category;
  int weight = 10;
  std::string_view busy_months;  ///< letters a…l for January…December; they weigh three times
  bool in_villages = false;      ///< reported from villages rather than from compounds
  Sentences sentences;           ///< 〇 stands for a place word, △ for a time word
};
[[nodiscard]] std::span<const Topic> topics();

/// A report's words: opening, matter, plea; several hundred variants for each topic.
[[nodiscard]] std::string report_text(const Topic& topic, Random& random);
/// The same matter in a neighbour's words.
[[nodiscard]] std::string repeat_text(const Topic& topic, Random& random);

/// Reasons that steps ask for.
[[nodiscard]] Sentences reasons_for(std::string_view step);

}  // namespace mashang::demo
