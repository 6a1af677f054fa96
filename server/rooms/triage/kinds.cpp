// The model's scores, the keywords of what it does not know, and the corrections, added up and made probabilities.
#include "rooms/triage/kinds.hpp"

#include <algorithm>
#include <numeric>

namespace mashang::triage {
namespace {

constexpr float kNoEvidence = -1.2F;  ///< what the model says of a kind nothing speaks for
constexpr float kOneKeyword = 0.1F;   ///< a kind without examples: its longest keyword that occurs
constexpr float kEachCharacter = 0.15F;

}  // namespace

Kinds::Kinds(std::shared_ptr<const LinearModel> model, Taxonomy taxonomy)
    : model_(std::move(model)), taxonomy_(std::move(taxonomy)) {
  for (const auto& kind : taxonomy_.kinds) {
    const auto labels = model_->labels();
    const auto found = std::lower_bound(labels.begin(), labels.end(), kind.code);
    const bool is_known = found != labels.end() && *found == kind.code;
    label_of_.push_back(is_known ? static_cast<int>(found - labels.begin()) : -1);
  }
}

float Kinds::keyword_score(const NormalText& message, const Taxonomy::Kind& kind) const {
  std::size_t longest = 0;
  for (const std::u32string& keyword : kind.keywords)
    if (keyword.size() > longest && message.text.find(keyword) != std::u32string::npos) longest = keyword.size();
  return longest == 0 ? kNoEvidence : kOneKeyword + kEachCharacter * static_cast<float>(longest);
}

std::vector<float> Kinds::scores(const NormalText& message, const Features& features,
                                 const Corrections::Message& learned, const Corrections& corrections) const {
  const std::vector<float> said = model_->scores(features);
  std::vector<float> scores;
  for (std::size_t k = 0; k < taxonomy_.kinds.size(); ++k)
    scores.push_back(label_of_[k] >= 0 ? said[static_cast<std::size_t>(label_of_[k])]
                                       : keyword_score(message, taxonomy_.kinds[k]));
  corrections.add_to(scores, learned);
  return scores;
}

std::vector<KindGuess> Kinds::guesses(const NormalText& message, const Corrections& corrections,
                                      std::size_t most) const {
  const Features features = model_->vocabulary().features_of(message);
  if (features.empty()) return {};
  const auto learned = corrections.is_empty() ? Corrections::Message{} : Corrections::read(message);
  const auto probabilities = model_->probabilities(scores(message, features, learned, corrections));
  std::vector<std::size_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  most = std::min(most, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                    [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
  std::vector<KindGuess> guesses;
  for (std::size_t i = 0; i < most; ++i) {
    const std::size_t kind = order[i];
    KindGuess guess{taxonomy_.kinds[kind].code, probabilities[kind], {}};
    if (label_of_[kind] >= 0)
      guess.words = model_->reasons(message, features, static_cast<std::size_t>(label_of_[kind]), 3);
    guesses.push_back(std::move(guess));
  }
  return guesses;
}

void Kinds::teach(const NormalText& message, std::string_view code, Corrections& corrections) const {
  const auto found =
      std::lower_bound(taxonomy_.kinds.begin(), taxonomy_.kinds.end(), code,
                       [](const Taxonomy::Kind& kind, std::string_view wanted) { return kind.code < wanted; });
  if (found == taxonomy_.kinds.end() || found->code != code) return;
  const auto learned = Corrections::read(message);
  const Features features = model_->vocabulary().features_of(message);
  corrections.learn(learned, scores(message, features, learned, corrections),
                    static_cast<std::size_t>(found - taxonomy_.kinds.begin()));
}

}  // namespace mashang::triage
