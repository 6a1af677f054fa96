// Sums over paths, each position's scaled to 1, and the best parts by dynamic programming.
#include "rooms/triage/address_odds.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mashang::triage {
namespace {

constexpr std::size_t kLabels = kAddressLabels;
constexpr float kLeastLikely = -40;  ///< of a label beside the likeliest: no position is without a path

std::vector<float> exponents_of(std::span<const float> scores) {
  std::vector<float> result(scores.size());
  std::transform(scores.begin(), scores.end(), result.begin(), [](float score) { return std::exp(score); });
  return result;
}

/// A chain over one text: what positions say (`own`), what leads up to each label and what may follow it. A path's
/// weight is the product of what it meets; `scale` brings each position's sum to 1.
struct Paths {
  std::vector<float> step, own, before, after, scale;
  std::size_t length;

  Paths(const Transitions& transitions, std::span<const float> scores)
      : step(exponents_of(transitions.step)),
        own(scores.size()),
        before(scores.size()),
        after(scores.size()),
        scale(scores.size() / kLabels),
        length(scores.size() / kLabels) {
    for (std::size_t i = 0; i < length; ++i) {
      const auto row = scores.subspan(i * kLabels, kLabels);
      const float best = *std::max_element(row.begin(), row.end());
      for (std::size_t l = 0; l < kLabels; ++l) own[i * kLabels + l] = std::exp(std::max(row[l] - best, kLeastLikely));
    }
    lead_up(exponents_of(transitions.first));
    follow(exponents_of(transitions.last));
  }

  void lead_up(const std::vector<float>& first) {
    for (std::size_t i = 0; i < length; ++i) {
      float* const here = &before[i * kLabels];
      if (i == 0) std::copy(first.begin(), first.end(), here);
      for (std::size_t from = 0; i > 0 && from < kLabels; ++from) {
        const float weight = here[from - kLabels];
        for (std::size_t to = 0; to < kLabels; ++to) here[to] += weight * step[from * kLabels + to];
      }
      float sum = 0;
      for (std::size_t l = 0; l < kLabels; ++l) sum += here[l] *= own[i * kLabels + l];
      for (std::size_t l = 0; l < kLabels; ++l) here[l] /= sum;
      scale[i] = sum;
    }
  }

  void follow(const std::vector<float>& last) {
    float sum = 0;
    for (std::size_t l = 0; l < kLabels; ++l) sum += before[(length - 1) * kLabels + l] * last[l];
    for (std::size_t l = 0; l < kLabels; ++l) after[(length - 1) * kLabels + l] = last[l] / sum;
    std::vector<float> onward(kLabels);
    for (std::size_t i = length - 1; i-- > 0;) {
      const std::size_t next = (i + 1) * kLabels;
      for (std::size_t l = 0; l < kLabels; ++l) onward[l] = own[next + l] * after[next + l] / scale[i + 1];
      for (std::size_t from = 0; from < kLabels; ++from) {
        float weight = 0;
        for (std::size_t to = 0; to < kLabels; ++to) weight += step[from * kLabels + to] * onward[to];
        after[i * kLabels + from] = weight;
      }
    }
  }

  /// What going from `from` at the position before to `to` at `i` weighs.
  [[nodiscard]] float advance(AddressLabel from, AddressLabel to, std::size_t i) const {
    return step[from * kLabels + to] * own[i * kLabels + to] / scale[i];
  }
};

}  // namespace

void PartOdds::add(const Opinion& opinion, float share) {
  constexpr float kFaintest = 1e-7F;
  const Paths paths(*opinion.transitions, opinion.scores);
  for (std::size_t t = 0; t < kAddressTypes; ++t) {
    const auto type = static_cast<AddressType>(t);
    const AddressLabel begin = label_of(type, Standing::begin);
    const AddressLabel inside = label_of(type, Standing::inside);
    const AddressLabel end = label_of(type, Standing::end);
    const AddressLabel single = label_of(type, Standing::single);
    for (std::uint32_t i = 0; i < length_; ++i) {
      const std::size_t here = i * kLabels;
      chances_[at({type, {i, i + 1}})] += share * paths.before[here + single] * paths.after[here + single];
      float weight = paths.before[here + begin];
      AddressLabel last = begin;
      for (std::uint32_t j = i + 1; j < length_ && weight > kFaintest; ++j) {
        chances_[at({type, {i, j + 1}})] +=
            share * weight * paths.advance(last, end, j) * paths.after[j * kLabels + end];
        weight *= paths.advance(last, inside, j);
        last = inside;
      }
    }
  }
}

std::vector<AddressPart> PartOdds::best(float price) const {
  struct Reading {
    float gain = 0;
    std::optional<AddressPart> last;  ///< none: the last character is in no part
  };
  std::vector<Reading> readings(length_ + 1);  ///< of the text up to here
  for (std::uint32_t end = 1; end <= length_; ++end) {
    Reading& reading = readings[end] = {readings[end - 1].gain, std::nullopt};
    for (std::uint32_t begin = 0; begin < end; ++begin) {
      for (std::size_t t = 0; t < kAddressTypes; ++t) {
        const AddressPart part{static_cast<AddressType>(t), {begin, end}};
        const float gain = readings[begin].gain + of(part) - price;
        if (gain > reading.gain) reading = {gain, part};
      }
    }
  }
  std::vector<AddressPart> parts;
  for (std::size_t end = length_; end > 0;) {
    const auto& last = readings[end].last;
    if (last) parts.push_back(*last);
    end = last ? last->where.begin : end - 1;
  }
  std::reverse(parts.begin(), parts.end());
  return parts;
}

}  // namespace mashang::triage
