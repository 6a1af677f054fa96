// Teaching a linear classifier: support vectors by dual coordinate descent.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rooms/triage/linear_model.hpp"

namespace mashang::triage::training {

/// A message with its class and how much it counts (1 = like any other). Messages of one group are versions of one
/// another: no cross-validation may part them.
struct Example {
  NormalText message;
  std::string label;
  float weight = 1;
  std::uint32_t group = 0;
};

/// How dear it is to use an n-gram.
/// - alike: each costs the same.
/// - by_evidence: one that occurs about as often within a class as outside it costs more, as the log-count ratio of
/// naive
///   Bayes says (Wang and Manning, ACL 2012).
enum class Price { alike, by_evidence };

struct LinearRecipe {
  float cost = 1;  ///< C of the support vector machine
  Price price = Price::alike;
  std::uint32_t rarest = 2;  ///< n-grams in fewer messages than this are not learned
  float least = 0;           ///< weights below this are left out of the model
  std::uint32_t seed = 1;
  int passes = 60;  ///< at most, over the messages
};

/// One against the rest, L2-regularised squared hinge loss (Hsieh et al., ICML 2008). The same examples and seed give
/// the same model on any number of threads. `sharpness` as LinearModel says: see `fitted_sharpness`.
[[nodiscard]] LinearModel train_linear(std::span<const Example> examples, const LinearRecipe& recipe, float sharpness);

/// The same machine over rows of numbers instead of n-grams: for each label, in sorted order, a weight for each number
/// and a bias.
[[nodiscard]] std::vector<std::vector<float>> train_rows(const std::vector<std::vector<float>>& rows,
                                                         std::span<const std::string> labels,
                                                         const LinearRecipe& recipe);

/// What the model would have said of each example had it not seen it or its group: scores in the order of `labels`.
struct Held {
  std::vector<std::string> labels;
  std::vector<std::vector<float>> scores;
};
/// Which of so many folds each example is in: those of a group together, dealt out by chance.
[[nodiscard]] std::vector<std::size_t> folds_of(std::span<const Example> examples, std::size_t folds,
                                                std::uint32_t seed);
[[nodiscard]] Held cross_validated(std::span<const Example> examples, const LinearRecipe& recipe, std::size_t folds);

/// The factor under which softmax of the scores tells the truth's probability best (least negative log-likelihood).
[[nodiscard]] float fitted_sharpness(const Held& held, std::span<const Example> examples);

}  // namespace mashang::triage::training
