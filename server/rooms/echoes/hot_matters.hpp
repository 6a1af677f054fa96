// What many different people are writing about: found in a stretch of messages, or followed as they come.
#pragma once

#include <span>
#include <vector>

#include "rooms/echoes/matters.hpp"
#include "rooms/echoes/message.hpp"

namespace mashang::echoes {

/// One person's many letters are not hot, nor two neighbours'.
constexpr std::size_t kFewestUsers = 3;

/// Every matter of at least `kFewestUsers` different people, hottest first. For the nightly run over the last months of
/// a county: about 1 ms a message. No order is asked of the messages.
[[nodiscard]] std::vector<HotMatter> find_hot_matters(std::span<const Message> messages,
                                                      const triage::Characters& characters, Instant now);

/// How many people use each pair of characters in these messages.
[[nodiscard]] Usage usage_in(std::span<const Message> messages, const triage::Characters& characters);

/// One matter as people see it; none when too few write about it. For the live form: after `Matters::add`.
[[nodiscard]] std::optional<HotMatter> hot_matter(const Matters& matters, std::size_t number, Instant now);

}  // namespace mashang::echoes
