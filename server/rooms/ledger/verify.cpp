// Streams leaves, rows and heads through an Audit, then gives the finding a case and a step.
#include "rooms/ledger/verify.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

#include "core/secrets.hpp"
#include "rooms/ledger/sql.hpp"
#include "rooms/ledger/stored_hash.hpp"

namespace mashang::ledger {
namespace {

constexpr std::int64_t kPage = 10'000;
constexpr std::int64_t kMostSuspects = 10;

/// A HistoryRow that owns its content, for the page it belongs to.
struct KeptRow {
  std::int64_t at_leaf;
  HistoryRow row;
  std::string content;
  std::optional<std::string> personal;
};

class Verification {
 public:
  Verification(storage::Tx& tx, CountyCode county, const std::string& key, const HistorySource& history,
               const std::optional<Witness>& witness, const Progress& on_progress)
      : tx_(tx),
        county_(county),
        history_(history),
        witness_(witness),
        on_progress_(on_progress),
        audit_(county, key) {}

  Report run() {
    load_heads(-1);
    check_heads();
    while (audit_.is_intact() && check_page()) on_progress_(audit_.size());
    if (audit_.is_intact()) audit_.finish(largest_head(), numbers_given_out());
    report_.county = county_;
    report_.leaves = audit_.size();
    report_.signed_leaves = audit_.signed_size();
    report_.root = audit_.root();
    report_.finding = witness_broken_ ? *witness_broken_ : audit_.finding();
    name_the_row();
    if (report_.finding.verdict == Verdict::intact) report_.discrepancy = history_.first_discrepancy(tx_, county_);
    return report_;
  }

 private:
  bool check_page() {
    const std::int64_t from = audit_.size();
    const auto leaves = tx_.all(sql::leaves_from{.county = county_, .idx = from, .limit = kPage}, read_leaf);
    if (leaves.empty()) return false;
    std::vector<KeptRow> rows;
    rows.reserve(leaves.size());
    history_.rows_of_leaves(tx_, county_, from, leaves.back().idx + 1, [&](const HistoryRow& row, std::int64_t leaf) {
      std::optional<std::string> personal;
      if (row.personal) personal.emplace(*row.personal);
      rows.push_back({leaf, row, std::string(row.content), std::move(personal)});
    });
    auto row = rows.begin();
    for (const LeafRow& leaf : leaves) {
      while (row != rows.end() && row->at_leaf < leaf.idx) ++row;
      const bool has_row = row != rows.end() && row->at_leaf == leaf.idx;
      if (has_row) row->row.content = row->content, row->row.personal = row->personal;
      audit_.check_leaf(leaf, has_row ? &row->row : nullptr);
      if (!audit_.is_intact()) return false;
      check_heads();
      check_witness();
      if (!audit_.is_intact() || witness_broken_) return false;
    }
    return true;
  }

  void check_heads() {
    while (audit_.is_intact() && !heads_.empty() && heads_.front().size == audit_.size()) {
      audit_.check_head(heads_.front());
      if (audit_.is_intact()) ++report_.heads;
      const std::int64_t done = heads_.front().size;
      heads_.pop_front();
      if (heads_.empty()) load_heads(done);
    }
  }

  void load_heads(std::int64_t after) {
    for (TreeHead& head : heads_after(tx_, county_, after, 1'000)) heads_.push_back(std::move(head));
  }

  void check_witness() {
    if (!witness_ || witness_->size != audit_.size() || witness_->root == audit_.root()) return;
    witness_broken_ = Finding{
        .verdict = Verdict::head_mismatch, .leaf = 0, .last_leaf = witness_->size - 1, .head_size = witness_->size};
  }

  std::optional<std::int64_t> largest_head() {
    auto largest =
        tx_.one(sql::latest_head{.county = county_}, [](const storage::Row& row) { return row.integer("size"); });
    if (witness_ && witness_->size > largest.value_or(0)) largest = witness_->size;
    return largest;
  }

  std::int64_t numbers_given_out() {
    return tx_
        .one(sql::numbers_given_out{.county = county_}, [](const storage::Row& row) { return row.integer("value"); })
        .value_or(0);
  }

  static LeafRow read_leaf(const storage::Row& row) {
    return {row.integer("idx"), row.id<CaseId>("case_id"), row.integer("seq"), hash_from(row.blob("leaf_hash"))};
  }

  void name_the_row() {
    Finding& finding = report_.finding;
    switch (finding.verdict) {
      case Verdict::row_altered: {
        if (!finding.recomputed) return;
        const auto elsewhere =
            tx_.one(sql::leaf_with_hash{.county = county_, .leaf_hash = storage::Blob{as_view(*finding.recomputed)}},
                    [](const storage::Row& row) { return row.integer("idx"); });
        if (elsewhere) finding.verdict = Verdict::row_reordered;
        return;
      }
      case Verdict::intact:
        if (const auto stray = history_.row_without_leaf(tx_, county_))
          finding = {.verdict = Verdict::row_without_leaf,
                     .case_id = stray->case_id,
                     .seq = stray->seq,
                     .leaf = stray->leaf,
                     .last_leaf = stray->leaf};
        return;
      case Verdict::leaf_removed:
      case Verdict::log_truncated:
        if (const auto stray = history_.row_without_leaf(tx_, county_); stray && stray->leaf == finding.leaf)
          finding.case_id = stray->case_id, finding.seq = stray->seq;
        return;
      case Verdict::head_mismatch:
      case Verdict::head_signature_invalid:
        report_.suspects = tx_.all(
            sql::leaves_from{.county = county_,
                             .idx = finding.leaf,
                             .limit = std::min<std::int64_t>(kMostSuspects, finding.last_leaf - finding.leaf + 1)},
            read_leaf);
        if (report_.suspects.empty()) return;
        finding.case_id = report_.suspects.front().case_id;
        finding.seq = report_.suspects.front().seq;
        return;
      case Verdict::row_removed:
      case Verdict::row_reordered:
      case Verdict::row_without_leaf:
      case Verdict::case_removed:
        return;
    }
  }

  storage::Tx& tx_;
  CountyCode county_;
  const HistorySource& history_;
  const std::optional<Witness>& witness_;
  const Progress& on_progress_;
  Audit audit_;
  std::deque<TreeHead> heads_;
  std::optional<Finding> witness_broken_;
  Report report_;
};

}  // namespace

Result<std::optional<Witness>> parse_witness(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::size_t colon = text.find(':');
  Witness witness;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + std::min(colon, text.size()), witness.size);
  const auto root = from_hex(colon == std::string_view::npos ? "" : text.substr(colon + 1));
  if (wrong != std::errc{} || end != text.data() + colon || witness.size < 1 || !root || root->size() != sizeof(Hash))
    return failure(ErrorKind::unprocessable, "ledger.bad_witness", std::string(text));
  witness.root = hash_from(*root);
  return witness;
}

Report verify(storage::Tx& tx, CountyCode county, const std::string& public_key, const HistorySource& history,
              const std::optional<Witness>& witness, const Progress& on_progress) {
  return Verification(tx, county, public_key, history, witness, on_progress).run();
}

}  // namespace mashang::ledger
