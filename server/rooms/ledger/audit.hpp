// Checks a county's log step by step: pure, fed with leaves, the rows they name, and heads, in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "rooms/ledger/tree_head.hpp"

namespace mashang::ledger {

/// A history row as its keeper hands it over.
struct HistoryRow {
  std::int64_t leaf = -1;  ///< the number the row itself names
  CaseId case_id;
  std::int64_t seq = 0;
  Instant at;
  std::string_view content;                  ///< canonical bytes, made anew from the row's columns
  std::optional<std::string_view> personal;  ///< form 2 only, as in Entry
  std::optional<Salt> salt;  ///< none: taken away, for no row is written without one and nothing erases yet
  bool has_case = true;      ///< the case that the row tells of is still there
};

struct LeafRow {
  std::int64_t idx = 0;
  CaseId case_id;
  std::int64_t seq = 0;
  Hash hash{};
};

/// What is wrong; each word is one way of tampering. Words are printed and never change.
enum class Verdict {
  intact,
  row_altered,             ///< the row no longer gives its leaf, or cannot for want of its salt
  row_removed,             ///< a leaf whose row is gone
  row_reordered,           ///< rows stand at each other's leaves, or a case's steps are out of order
  row_without_leaf,        ///< a row that was put in afterwards
  case_removed,            ///< a history whose case is gone
  leaf_removed,            ///< a leaf number is missing
  head_mismatch,           ///< rows and leaves agree with each other, but not with what was signed
  head_signature_invalid,  ///< the head was not signed by this key
  log_truncated,           ///< leaves at the end are gone: a signed head or the counter knows more
};
[[nodiscard]] std::string_view to_word(Verdict verdict);

/// The first thing that is wrong. `leaf`..`last_leaf` is one leaf, or, for heads, the shortest run of leaves that is
/// known to hold the change; case and seq belong to `leaf` as far as they are still known.
struct Finding {
  Verdict verdict = Verdict::intact;
  std::optional<CaseId> case_id;
  std::int64_t seq = 0;
  std::int64_t leaf = 0;
  std::int64_t last_leaf = 0;
  std::int64_t head_size = -1;     ///< the head that does not fit; -1 when none is concerned
  std::optional<Hash> recomputed;  ///< row_altered: what the row gives now
};

/// Feed it every leaf from 0, each head when `size()` has reached the head's size, then `finish`. It stops at the first
/// finding; later calls change nothing.
class Audit {
 public:
  Audit(CountyCode county, std::string public_key) : county_(county), public_key_(std::move(public_key)) {}

  /// `row` is the row that the leaf names; null when there is none.
  void check_leaf(const LeafRow& leaf, const HistoryRow* row);
  /// Requires head.size == size().
  void check_head(const TreeHead& head);
  /// Heads over more leaves than there are, or a counter that has given out more numbers, betray a cut.
  void finish(std::optional<std::int64_t> largest_head, std::int64_t numbers_given_out);

  [[nodiscard]] std::int64_t size() const { return frontier_.size(); }
  [[nodiscard]] std::int64_t signed_size() const { return signed_size_; }
  [[nodiscard]] const Finding& finding() const { return finding_; }
  [[nodiscard]] bool is_intact() const { return finding_.verdict == Verdict::intact; }
  [[nodiscard]] Hash root() const { return frontier_.root(); }

 private:
  void find(Verdict verdict, const LeafRow& leaf);

  CountyCode county_;
  std::string public_key_;
  Frontier frontier_;
  std::int64_t signed_size_ = 0;
  std::unordered_map<CaseId, std::int64_t> last_seq_;
  Finding finding_;
};

}  // namespace mashang::ledger
