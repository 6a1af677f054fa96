// The checks of a log, in the order in which they can name the first change.
#include "rooms/ledger/audit.hpp"

#include <algorithm>
#include <bit>

#include "rooms/ledger/leaf.hpp"
#include "rooms/ledger/signature.hpp"

namespace mashang::ledger {

std::string_view to_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::intact:
      return "intact";
    case Verdict::row_altered:
      return "row_altered";
    case Verdict::row_removed:
      return "row_removed";
    case Verdict::row_reordered:
      return "row_reordered";
    case Verdict::row_without_leaf:
      return "row_without_leaf";
    case Verdict::case_removed:
      return "case_removed";
    case Verdict::leaf_removed:
      return "leaf_removed";
    case Verdict::head_mismatch:
      return "head_mismatch";
    case Verdict::head_signature_invalid:
      return "head_signature_invalid";
    case Verdict::log_truncated:
      return "log_truncated";
  }
  return {};
}

void Audit::find(Verdict verdict, const LeafRow& leaf) {
  finding_ = {.verdict = verdict, .case_id = leaf.case_id, .seq = leaf.seq, .leaf = leaf.idx, .last_leaf = leaf.idx};
}

void Audit::check_leaf(const LeafRow& leaf, const HistoryRow* row) {
  if (!is_intact()) return;
  if (leaf.idx != size()) {
    finding_ = {.verdict = Verdict::leaf_removed, .leaf = size(), .last_leaf = leaf.idx - 1};
    return;
  }
  std::int64_t& last_seq = last_seq_[leaf.case_id];
  if (leaf.seq != last_seq + 1) return find(Verdict::row_reordered, leaf);
  last_seq = leaf.seq;
  if (!row) return find(Verdict::row_removed, leaf);
  if (row->leaf != leaf.idx || row->case_id != leaf.case_id || row->seq != leaf.seq)
    return find(Verdict::row_reordered, leaf);
  if (!row->has_case) return find(Verdict::case_removed, leaf);
  if (!row->salt) return find(Verdict::row_altered, leaf);
  const Hash now = leaf_hash({county_, row->case_id, row->seq, row->at, row->content, *row->salt, row->personal});
  if (now != leaf.hash) {
    find(Verdict::row_altered, leaf);
    finding_.recomputed = now;
    return;
  }
  frontier_.append(leaf.hash);
}

void Audit::check_head(const TreeHead& head) {
  if (!is_intact()) return;
  const bool is_signed =
      is_signed_by(public_key_, tree_head_bytes(head.county, head.size, head.at, head.root), head.signature);
  if (is_signed && head.root == frontier_.root()) {
    signed_size_ = head.size;
    return;
  }
  finding_ = {.verdict = is_signed ? Verdict::head_mismatch : Verdict::head_signature_invalid,
              .leaf = signed_size_,
              .last_leaf = std::max(signed_size_, head.size - 1),
              .head_size = head.size};
  // A stored frontier that bags to the signed root is as good as signed: the first subtree that differs holds the
  // change.
  if (!is_signed || !head.frontier.fits() || head.frontier.root() != head.root) return;
  std::int64_t start = 0;
  for (std::size_t i = 0; i < head.frontier.nodes().size(); ++i) {
    const auto width = static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(head.size - start)));
    if (head.frontier.nodes()[i] != frontier_.nodes()[i]) {
      finding_.leaf = std::max(signed_size_, start);
      finding_.last_leaf = start + width - 1;
      return;
    }
    start += width;
  }
}

void Audit::finish(std::optional<std::int64_t> largest_head, std::int64_t numbers_given_out) {
  if (!is_intact()) return;
  const std::int64_t known = std::max(largest_head.value_or(0), numbers_given_out);
  if (known > size())
    finding_ = {.verdict = Verdict::log_truncated,
                .leaf = size(),
                .last_leaf = known - 1,
                .head_size = largest_head.value_or(0) > size() ? *largest_head : -1};
}

}  // namespace mashang::ledger
