// Which of a city's seven departments a letter to it is for: the opinions of three models, weighed together.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "rooms/triage/linear_model.hpp"

namespace mashang::triage {

/// Each department's weights: one for each opinion, then a bias.
using OpinionWeights = std::vector<std::vector<float>>;

/// The scores of three models as one row of numbers (stacking, Wolpert 1992): of letters with the department they went
/// to, of other letters by where a reader said they belong, and of the kinds of matter.
[[nodiscard]] std::vector<float> opinions(std::span<const float> letters, std::span<const float> readings,
                                          std::span<const float> kinds);
/// The number of the department that opinions speak for.
[[nodiscard]] std::size_t decided(const OpinionWeights& weights, std::span<const float> opinions);

/// Immutable, thread-safe.
class Departments {
 public:
  /// Departments are the labels of `letters`, in their order.
  Departments(LinearModel letters, LinearModel readings, OpinionWeights weights);

  /// `kinds`: the model of messages.model that the weights were learned with.
  [[nodiscard]] const std::string& department_of(const NormalText& letter, const LinearModel& kinds) const;

  [[nodiscard]] std::string stored() const;
  /// Fails with triage.model_damaged; also when the weights are not for that many kinds.
  [[nodiscard]] static Result<Departments> restored(std::string_view bytes, std::size_t kinds);

 private:
  LinearModel letters_;
  LinearModel readings_;
  OpinionWeights weights_;
};

}  // namespace mashang::triage
