// Each address read once and held against its parts.
#include "rooms/triage/training/address_evaluation.hpp"

#include <algorithm>
#include <random>

namespace mashang::triage::training {
namespace {

struct Counts {
  std::size_t right = 0;
  std::size_t truth = 0;
  std::size_t said = 0;
};

Counts counts_of(std::span<const AddressPart> truth, std::span<const AddressPart> said) {
  Counts counts{0, truth.size(), said.size()};
  for (const AddressPart& part : said)
    counts.right += std::find(truth.begin(), truth.end(), part) != truth.end() ? 1 : 0;
  return counts;
}

double f1_of(const Counts& counts) {
  const std::size_t parts = counts.truth + counts.said;
  return parts == 0 ? 0 : 2 * static_cast<double>(counts.right) / static_cast<double>(parts);
}

void add(const Counts& more, Counts& sum) {
  sum.right += more.right;
  sum.truth += more.truth;
  sum.said += more.said;
}

}  // namespace

SpanShares span_shares(const AddressReader& reader, std::span<const AddressExample> examples) {
  constexpr std::size_t kSamples = 1000;
  if (examples.empty()) return {{0, 0, 1, 0}, share(0, 0), share(0, 0)};
  std::vector<Counts> each;
  Counts all;
  for (const AddressExample& example : examples) {
    each.push_back(counts_of(example.parts, reader.read(example.address)));
    add(each.back(), all);
  }
  std::mt19937 random(1);
  std::vector<double> samples;
  for (std::size_t sample = 0; sample < kSamples; ++sample) {
    Counts sum;
    for (std::size_t i = 0; i < each.size(); ++i) add(each[random() % each.size()], sum);
    samples.push_back(f1_of(sum));
  }
  std::sort(samples.begin(), samples.end());
  return {{f1_of(all), samples[kSamples / 40], samples[kSamples - kSamples / 40], examples.size()},
          share(all.right, all.said),
          share(all.right, all.truth)};
}

Result<std::string> evaluate_addresses(const AddressReader& reader, const Characters& characters,
                                       const std::vector<std::string>& files) {
  const auto examples = address_examples(files, characters);
  if (!examples) return failure(examples.error());
  const auto [f1, precision, recall] = span_shares(reader, *examples);
  const Figure figures[] = {
      {"address_span_f1", f1}, {"address_span_precision", precision}, {"address_span_recall", recall}};
  return figures_json("address", figures);
}

}  // namespace mashang::triage::training
