// How likely each stretch of an address is a part of each type, by several readers' opinions, and the parts to say.
#pragma once

#include <vector>

#include "rooms/triage/address_labels.hpp"

namespace mashang::triage {

/// The chances of every stretch, of which only those of a label chain are added: exact sums over all its paths,
/// forwards and backwards (Rabiner, 1989).
class PartOdds {
 public:
  explicit PartOdds(std::size_t length) : length_(length), chances_(length * length * kAddressTypes) {}

  /// `share` is what this opinion counts among all.
  void add(const Opinion& opinion, float share);

  [[nodiscard]] float of(const AddressPart& part) const { return chances_[at(part)]; }
  /// The parts, none over another, that together gain most, where a part gains its chance of being right less `price`.
  /// A stretch where no part gains is in none. Not the likeliest whole reading but the one with most right parts for
  /// its wrong ones (minimum Bayes risk: Goel and Byrne, 2000).
  [[nodiscard]] std::vector<AddressPart> best(float price) const;

 private:
  [[nodiscard]] std::size_t at(const AddressPart& part) const {
    return (part.where.begin * length_ + part.where.end - 1) * kAddressTypes + static_cast<std::size_t>(part.type);
  }

  std::size_t length_;
  std::vector<float> chances_;
};

}  // namespace mashang::triage
