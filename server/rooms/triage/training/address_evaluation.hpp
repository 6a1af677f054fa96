// How well addresses are read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rooms/triage/addresses.hpp"
#include "rooms/triage/training/address_examples.hpp"
#include "rooms/triage/training/figures.hpp"

namespace mashang::triage::training {

/// Of parts with stretch and type exactly right.
struct SpanShares {
  Share f1;         ///< micro-F1; the interval from 1,000 bootstrap samples of addresses, which `of` counts
  Share precision;  ///< of the parts that are said
  Share recall;     ///< of the parts there are
};
[[nodiscard]] SpanShares span_shares(const AddressReader& reader, std::span<const AddressExample> examples);

/// Of files as `read_addresses` takes them, as one JSON object: address_span_f1, …_precision, …_recall. Fails as
/// address_examples.
[[nodiscard]] Result<std::string> evaluate_addresses(const AddressReader& reader, const Characters& characters,
                                                     const std::vector<std::string>& files);

}  // namespace mashang::triage::training
