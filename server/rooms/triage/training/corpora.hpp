// The texts that models learn from and are measured on: read from files that stay outside the repository.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace mashang::triage::training {

/// One message of a .jsonl or .jsonl.gz file. Columns are found by the names such files use: id or key; text, or
/// subject with detail (or tokens: the words of a lost body); label or minor; alt; urgency; user; time.
struct MessageRow {
  std::string id;
  std::string text;  ///< subject, line feed, body
  std::string label;
  std::vector<std::string> others;  ///< labels a clerk would accept besides
  std::string urgency;
  std::string user;
  std::string time;  ///< "2019-04-23 09:58:45", or "" when it is not known
};
/// Fails with triage.file_unreadable or triage.row_malformed, the line in the detail.
[[nodiscard]] Result<std::vector<MessageRow>> read_messages(const std::string& path);

/// An address with its parts in order: joined they are the text.
struct AddressRow {
  struct Segment {
    std::string type;
    std::string text;
  };
  std::vector<Segment> segments;
};
/// Fails as read_messages.
[[nodiscard]] Result<std::vector<AddressRow>> read_addresses(const std::string& path);

/// The lines of a plain or gzipped file, without line ends. Fails with triage.file_unreadable.
[[nodiscard]] Result<std::vector<std::string>> read_lines(const std::string& path);
/// The fields of a tab-separated line.
[[nodiscard]] std::vector<std::string> fields_of(std::string_view line);

/// Numbers texts so that those which are versions of one another share a number: they hold at least half of the shorter
/// one's 10-character pieces in common, directly or over others between them.
[[nodiscard]] std::vector<std::uint32_t> groups_of(const std::vector<std::string>& texts);

}  // namespace mashang::triage::training
