// What may be learned from: all texts there are, without those held out for measuring and without versions of them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "rooms/triage/training/corpora.hpp"

namespace mashang::triage::training {

/// Where texts come from. Only ids and labels of foreign texts are kept in the repository.
struct Sources {
  std::string own;                    ///< folder with labels.tsv, seeds.tsv, emergencies.tsv, lookalikes.tsv
  std::string texts;                  ///< folder with teddycup2020_messages/ and triage_labelled/
  std::vector<std::string> held_out;  ///< files whose messages, and versions of them, are not learned from
  std::uint32_t seed = 1;
  std::string date;  ///< for the card
};

/// Rows that may be learned from, and the group of each: versions of one text share it.
struct Grouped {
  std::vector<MessageRow> rows;
  std::vector<std::uint32_t> groups;
};
/// Fails as read_messages does.
[[nodiscard]] Result<Grouped> without_held_out(std::vector<MessageRow> rows, const Sources& sources);

/// What a label of labels.tsv says of a message.
enum class Labelling { kind, department };
/// Messages of the board with a label that somebody gave by reading, the development set's own included. What is held
/// out is not among them. Fails as read_messages does.
[[nodiscard]] Result<Grouped> labelled_messages(const Sources& sources, Labelling labelling);

/// Group numbers of our own sentences: each its own, beyond those of foreign texts.
constexpr std::uint32_t kOwnGroups = 1U << 24U;

}  // namespace mashang::triage::training
