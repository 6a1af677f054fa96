// Each class is a problem of its own, so threads share nothing but what they read.
#include "rooms/triage/training/linear_training.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <thread>
#include <unordered_map>

namespace mashang::triage::training {
namespace {

std::vector<std::string> each_once(std::vector<std::string> labels) {
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  return labels;
}

std::vector<std::string> labels_of(std::span<const Example> examples) {
  std::vector<std::string> labels;
  for (const Example& example : examples) labels.push_back(example.label);
  return each_once(std::move(labels));
}

Vocabulary vocabulary_of(std::span<const Example> examples, std::uint32_t rarest) {
  std::unordered_map<Ngram, std::uint32_t> documents;
  for (const Example& example : examples) {
    const Parts parts = parts_of(example.message);
    for (const auto& [stretch, part] : {std::pair{parts.head, Part::head}, std::pair{parts.body, Part::body}})
      for (const Counted& each : counted(ngrams_of(example.message, stretch, part))) ++documents[each.ngram];
  }
  std::vector<Vocabulary::Entry> entries;
  for (const auto& [ngram, count] : documents)
    if (count >= rarest) entries.push_back({ngram, count});
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.ngram < b.ngram; });
  return {std::move(entries), static_cast<std::uint32_t>(examples.size())};
}

struct Problem {
  std::vector<Features> rows;
  std::vector<float> costs;
  std::size_t features = 0;
};

/// By how much a feature's weight follows a message: 1 for each, or the square of its log-count ratio.
std::vector<float> reach_of_features(const Problem& problem, const std::vector<bool>& is_positive, Price price) {
  std::vector<float> reach(problem.features, 1.0F);
  if (price == Price::alike) return reach;
  std::vector<float> within(problem.features, 1.0F);
  std::vector<float> outside(problem.features, 1.0F);
  for (std::size_t i = 0; i < problem.rows.size(); ++i)
    for (const Feature& each : problem.rows[i]) (is_positive[i] ? within : outside)[each.feature] += 1;
  const double all_within = std::accumulate(within.begin(), within.end(), 0.0);
  const double all_outside = std::accumulate(outside.begin(), outside.end(), 0.0);
  for (std::size_t f = 0; f < problem.features; ++f) {
    const auto ratio = static_cast<float>(std::log(within[f] / all_within) - std::log(outside[f] / all_outside));
    reach[f] = ratio * ratio;
  }
  return reach;
}

/// Weights, the last one the bias.
std::vector<float> solve(const Problem& problem, const std::vector<bool>& is_positive, const LinearRecipe& recipe) {
  constexpr float kGoodEnough = 0.05F;
  const std::vector<float> reach = reach_of_features(problem, is_positive, recipe.price);
  std::vector<float> squares;  // of each row's length as the features reach, with the bias's 1
  for (const Features& row : problem.rows)
    squares.push_back(std::accumulate(row.begin(), row.end(), 1.0F, [&](float sum, const Feature& each) {
      return sum + reach[each.feature] * each.value * each.value;
    }));
  std::vector<float> w(problem.features + 1);
  std::vector<float> alpha(problem.rows.size());
  std::vector<std::uint32_t> order(problem.rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937 random(recipe.seed);
  for (int pass = 0; pass < recipe.passes; ++pass) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    float worst = 0;
    for (const std::uint32_t i : order) {
      const float y = is_positive[i] ? 1.0F : -1.0F;
      float margin = w.back();
      for (const auto& [feature, value] : problem.rows[i]) margin += w[feature] * value;
      const float softness = 0.5F / problem.costs[i];
      const float gradient = y * margin - 1.0F + alpha[i] * softness;
      const float projected = alpha[i] == 0 ? std::min(gradient, 0.0F) : gradient;
      worst = std::max(worst, std::abs(projected));
      if (projected == 0) continue;
      const float before = alpha[i];
      alpha[i] = std::max(0.0F, before - gradient / (squares[i] + softness));
      const float change = (alpha[i] - before) * y;
      for (const auto& [feature, value] : problem.rows[i]) w[feature] += change * value * reach[feature];
      w.back() += change;
    }
    if (worst < kGoodEnough) break;
  }
  return w;
}

Problem problem_of(std::span<const Example> examples, const Vocabulary& vocabulary, float cost) {
  Problem problem;
  problem.features = vocabulary.size();
  for (const Example& example : examples) {
    problem.rows.push_back(vocabulary.features_of(example.message));
    problem.costs.push_back(cost * example.weight);
  }
  return problem;
}

void on_every_core(std::size_t jobs, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < std::max(1U, std::thread::hardware_concurrency()); ++t)
    threads.emplace_back([&] {
      for (std::size_t job = next++; job < jobs; job = next++) work(job);
    });
}

}  // namespace

LinearModel train_linear(std::span<const Example> examples, const LinearRecipe& recipe, float sharpness) {
  const std::vector<std::string> labels = labels_of(examples);
  Vocabulary vocabulary = vocabulary_of(examples, recipe.rarest);
  const Problem problem = problem_of(examples, vocabulary, recipe.cost);
  std::vector<float> weights(vocabulary.size() * labels.size());
  std::vector<float> bias(labels.size());
  on_every_core(labels.size(), [&](std::size_t c) {
    std::vector<bool> is_positive;
    for (const Example& example : examples) is_positive.push_back(example.label == labels[c]);
    const std::vector<float> w = solve(problem, is_positive, recipe);
    for (std::size_t f = 0; f < problem.features; ++f) weights[f * labels.size() + c] = w[f];
    bias[c] = w.back();
  });
  return {labels, std::move(vocabulary), weights, std::move(bias), sharpness, recipe.least};
}

std::vector<std::vector<float>> train_rows(const std::vector<std::vector<float>>& rows,
                                           std::span<const std::string> labels, const LinearRecipe& recipe) {
  Problem problem;
  problem.features = rows.empty() ? 0 : rows[0].size();
  problem.costs.assign(rows.size(), recipe.cost);
  for (const auto& row : rows) {
    Features& features = problem.rows.emplace_back();
    for (const float value : row) features.push_back({static_cast<std::uint32_t>(features.size()), value});
  }
  std::vector<std::vector<float>> weights;
  for (const std::string& label : each_once({labels.begin(), labels.end()})) {
    std::vector<bool> is_positive;
    for (const std::string& each : labels) is_positive.push_back(each == label);
    weights.push_back(solve(problem, is_positive, recipe));
  }
  return weights;
}

std::vector<std::size_t> folds_of(std::span<const Example> examples, std::size_t folds, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::map<std::uint32_t, std::size_t> fold_of;
  for (const Example& example : examples) fold_of.emplace(example.group, 0);
  for (auto& [group, fold] : fold_of) fold = random() % folds;
  std::vector<std::size_t> result;
  for (const Example& example : examples) result.push_back(fold_of[example.group]);
  return result;
}

Held cross_validated(std::span<const Example> examples, const LinearRecipe& recipe, std::size_t folds) {
  Held held{labels_of(examples), std::vector<std::vector<float>>(examples.size())};
  const std::vector<std::size_t> fold_of = folds_of(examples, folds, recipe.seed);
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<Example> seen;
    for (std::size_t i = 0; i < examples.size(); ++i)
      if (fold_of[i] != fold) seen.push_back(examples[i]);
    const LinearModel model = train_linear(seen, recipe, 1);
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (fold_of[i] != fold) continue;
      const auto scores = model.scores(model.vocabulary().features_of(examples[i].message));
      held.scores[i].assign(held.labels.size(), -10.0F);  // a class this model never saw
      for (std::size_t c = 0; c < scores.size(); ++c) {
        const auto at = std::lower_bound(held.labels.begin(), held.labels.end(), model.labels()[c]);
        held.scores[i][static_cast<std::size_t>(at - held.labels.begin())] = scores[c];
      }
    }
  }
  return held;
}

float fitted_sharpness(const Held& held, std::span<const Example> examples) {
  const auto loss = [&](float sharpness) {
    double sum = 0;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const auto truth =
          std::lower_bound(held.labels.begin(), held.labels.end(), examples[i].label) - held.labels.begin();
      const float top = *std::max_element(held.scores[i].begin(), held.scores[i].end());
      double all = 0;
      for (const float score : held.scores[i]) all += std::exp(sharpness * (score - top));
      sum += std::log(all) - sharpness * (held.scores[i][static_cast<std::size_t>(truth)] - top);
    }
    return sum;
  };
  float low = 0.1F;
  float high = 30.0F;
  for (int i = 0; i < 40; ++i) {  // the loss has one valley
    const float left = low + (high - low) / 3;
    const float right = high - (high - low) / 3;
    if (loss(left) < loss(right))
      high = right;
    else
      low = left;
  }
  return (low + high) / 2;
}

}  // namespace mashang::triage::training
