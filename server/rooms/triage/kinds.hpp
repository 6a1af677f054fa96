// What kind of matter a message is about: the county's taxonomy, the model's opinion, and what corrections taught
// since.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rooms/triage/corrections.hpp"
#include "rooms/triage/linear_model.hpp"

namespace mashang::triage {

/// The kinds a county has, as its table of categories says. A kind the model never saw is found by its keywords, and
/// by what corrections teach.
struct Taxonomy {
  struct Kind {
    std::string code;
    std::vector<std::u32string> keywords;  ///< normalised
  };
  std::vector<Kind> kinds;  ///< sorted by code
};

struct KindGuess {
  std::string code;
  float probability = 0;
  std::vector<Span> words;  ///< the stretches of the message that spoke for it, loudest first
};

/// Immutable; what corrections taught is passed in. Thread-safe.
class Kinds {
 public:
  Kinds(std::shared_ptr<const LinearModel> model, Taxonomy taxonomy);

  /// The likeliest kinds, best first, at most `most`; none when nothing in the message is known; probabilities of all
  /// kinds of the county sum to 1.
  [[nodiscard]] std::vector<KindGuess> guesses(const NormalText& message, const Corrections& corrections,
                                               std::size_t most) const;
  /// Makes `corrections` give `code` for messages like this one. A code outside the taxonomy teaches nothing.
  void teach(const NormalText& message, std::string_view code, Corrections& corrections) const;

  [[nodiscard]] std::size_t size() const { return taxonomy_.kinds.size(); }

 private:
  [[nodiscard]] std::vector<float> scores(const NormalText& message, const Features& features,
                                          const Corrections::Message& learned, const Corrections& corrections) const;
  [[nodiscard]] float keyword_score(const NormalText& message, const Taxonomy::Kind& kind) const;

  std::shared_ptr<const LinearModel> model_;
  Taxonomy taxonomy_;
  std::vector<int> label_of_;  ///< the model's label of each kind, or -1
};

}  // namespace mashang::triage
