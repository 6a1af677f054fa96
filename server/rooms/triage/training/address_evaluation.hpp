// How well addresses are read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rooms/triage/addresses.hpp"
#include "rooms/triage/training/address_examples.hpp"
#include "rooms/triage/training/figures.hpp"

namespace mashang::triage::training {

/// Micro-F1 of parts with stretch and type exactly right; the interval from 1,000 bootstrap samples of addresses; `of`
/// counts addresses.
[[nodiscard]] Share span_f1(const AddressReader& reader, std::span<const AddressExample> examples);

/// Of files as `read_addresses` takes them, as one JSON object: address_span_f1. Fails as address_examples.
[[nodiscard]] Result<std::string> evaluate_addresses(const AddressReader& reader, const Characters& characters,
                                                     const std::vector<std::string>& files);

}  // namespace mashang::triage::training
