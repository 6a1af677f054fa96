// More addresses to learn from than were labelled: parts change places with parts of their type in other addresses.
#pragma once

#include <array>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "rooms/triage/training/address_examples.hpp"

namespace mashang::triage::training {

/// Mention replacement (Dai and Adel, "An Analysis of Simple Data Augmentation for Named Entity Recognition", COLING
/// 2020). What lies around the parts stays, and so do countries, provinces and cities, which are few, and what a text
/// says more than once, since a part is redundant only beside its like.
class PartExchange {
 public:
  explicit PartExchange(std::span<const AddressExample> examples);

  /// Each part that may change does with a chance of `share`. The result's text has no source.
  [[nodiscard]] AddressExample exchanged(const AddressExample& example, double share, std::mt19937& random) const;

 private:
  std::array<std::vector<std::u32string>, kAddressTypes> parts_;
};

}  // namespace mashang::triage::training
