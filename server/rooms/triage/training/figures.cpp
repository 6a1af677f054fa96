// Shares, intervals, and how they are printed.
#include "rooms/triage/training/figures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "core/json.hpp"

namespace mashang::triage::training {
namespace {

constexpr double kZ = 1.959964;  ///< 97.5 % of the normal distribution

struct Counts {
  double both = 0;
  double truth = 0;
  double said = 0;
};

double macro_of(std::span<const std::size_t> picked, std::span<const std::string> truth,
                std::span<const std::string> said) {
  std::map<std::string_view, Counts> counts;
  for (const std::size_t i : picked) {
    ++counts[truth[i]].truth;
    ++counts[said[i]].said;
    if (truth[i] == said[i]) ++counts[truth[i]].both;
  }
  double sum = 0;
  for (const auto& [label, count] : counts) sum += 2 * count.both / (count.truth + count.said);
  return counts.empty() ? 0 : sum / static_cast<double>(counts.size());
}

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

}  // namespace

Share share(std::size_t hits, std::size_t of) {
  if (of == 0) return {0, 0, 1, 0};
  const auto n = static_cast<double>(of);
  const double p = static_cast<double>(hits) / n;
  const double middle = p + kZ * kZ / (2 * n);
  const double reach = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  const double scale = 1 + kZ * kZ / n;
  return {p, (middle - reach) / scale, (middle + reach) / scale, of};
}

Share macro_f1(std::span<const std::string> truth, std::span<const std::string> said) {
  constexpr std::size_t kSamples = 1000;
  std::vector<std::size_t> picked(truth.size());
  for (std::size_t i = 0; i < picked.size(); ++i) picked[i] = i;
  const double value = macro_of(picked, truth, said);
  if (truth.empty()) return {0, 0, 1, 0};
  std::mt19937 random(1);
  std::vector<double> samples;
  for (std::size_t sample = 0; sample < kSamples; ++sample) {
    for (auto& each : picked) each = random() % truth.size();
    samples.push_back(macro_of(picked, truth, said));
  }
  std::sort(samples.begin(), samples.end());
  return {value, samples[kSamples / 40], samples[kSamples - kSamples / 40], truth.size()};
}

std::string figures_json(std::string_view task, std::span<const Figure> figures) {
  std::string text;
  json::Writer out(text);
  out.begin_object().field("task", task);
  for (const auto& [name, share] : figures) {
    out.field(name, rounded(share.value));
    out.field(std::string(name) + "_low", rounded(share.low)).field(std::string(name) + "_high", rounded(share.high));
    out.field(std::string(name) + "_n", static_cast<std::int64_t>(share.of));
  }
  out.end_object();
  return text;
}

}  // namespace mashang::triage::training
