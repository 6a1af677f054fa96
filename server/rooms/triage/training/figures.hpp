// Figures with their uncertainty, as one JSON object.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mashang::triage::training {

/// A share with its 95 % interval.
struct Share {
  double value = 0;
  double low = 0;
  double high = 0;
  std::size_t of = 0;  ///< how many it is a share of
};
/// Wilson's interval (1927). Of nothing: 0 with the interval 0-1.
[[nodiscard]] Share share(std::size_t hits, std::size_t of);

/// Macro-F1 of labels against what was said, over the labels that occur; the interval from 1,000 bootstrap samples.
[[nodiscard]] Share macro_f1(std::span<const std::string> truth, std::span<const std::string> said);

struct Figure {
  std::string_view name;
  Share share;
};
/// {"task": "kinds", "kinds_top1": 0.9, "kinds_top1_low": 0.87, "kinds_top1_high": 0.93, "n": 274}
[[nodiscard]] std::string figures_json(std::string_view task, std::span<const Figure> figures);

}  // namespace mashang::triage::training
