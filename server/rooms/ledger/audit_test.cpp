// Each way of tampering with a log gets its own verdict, and the first row concerned is named.
#include "rooms/ledger/audit.hpp"

#include <gtest/gtest.h>

#include "rooms/ledger/leaf.hpp"
#include "rooms/ledger/signature.hpp"

namespace mashang::ledger {
namespace {

const CountyCode kCounty{431229};
const std::string kKey(32, 'k');

struct KeptRow {
  HistoryRow row;
  std::string content, personal;
};

/// Two cases of three steps each, interleaved: A1 B1 A2 B2 A3 B3; heads over 2, 4 and 6 leaves.
struct Log {
  std::vector<LeafRow> leaves;
  std::vector<std::optional<KeptRow>> rows;  ///< at each leaf, the row it names
  std::vector<TreeHead> heads;

  Log() {
    Frontier frontier;
    for (std::int64_t i = 0; i < 6; ++i) {
      const CaseId case_id{i % 2 == 0 ? 100 : 200};
      KeptRow kept;
      kept.row = {.leaf = i, .case_id = case_id, .seq = i / 2 + 1, .at = Instant{1000 + i}};
      kept.row.salt = Salt{static_cast<unsigned char>(i)};
      kept.content = "step " + std::to_string(i);
      kept.personal = "because " + std::to_string(i);
      leaves.push_back({i, case_id, kept.row.seq, hash_of(kept)});
      rows.emplace_back(kept);
      frontier.append(leaves.back().hash);
      if (i % 2 == 1) heads.push_back(signed_head(frontier, kKey));
    }
  }

  static Hash hash_of(const KeptRow& kept) {
    return leaf_hash(
        {kCounty, kept.row.case_id, kept.row.seq, kept.row.at, kept.content, *kept.row.salt, kept.personal});
  }
  static TreeHead signed_head(const Frontier& frontier, const std::string& key) {
    TreeHead head{kCounty, frontier.size(), frontier.root(), Instant{5000}, {}, frontier};
    head.signature = sign(key, tree_head_bytes(kCounty, head.size, head.at, head.root)).value();
    return head;
  }

  Audit audit() const {
    Audit audit(kCounty, public_key_of(kKey).value());
    std::size_t next_head = 0;
    for (std::size_t i = 0; i < leaves.size() && audit.is_intact(); ++i) {
      std::optional<HistoryRow> row;
      if (rows[i]) row = rows[i]->row, row->content = rows[i]->content, row->personal = rows[i]->personal;
      audit.check_leaf(leaves[i], row ? &*row : nullptr);
      while (next_head < heads.size() && heads[next_head].size == audit.size()) audit.check_head(heads[next_head++]);
    }
    audit.finish(heads.empty() ? std::nullopt : std::optional(heads.back().size), 0);
    return audit;
  }
  Finding finding() const { return audit().finding(); }
};

void expect_finding(const Finding& finding, Verdict verdict, std::int64_t case_id, std::int64_t seq,
                    std::int64_t leaf) {
  EXPECT_EQ(to_word(finding.verdict), to_word(verdict));
  ASSERT_TRUE(finding.case_id.has_value());
  EXPECT_EQ(finding.case_id->value, case_id);
  EXPECT_EQ(finding.seq, seq);
  EXPECT_EQ(finding.leaf, leaf);
}

TEST(Audit, AnUntouchedLogIsIntactAndWhollySigned) {
  const Audit audit = Log().audit();
  EXPECT_TRUE(audit.is_intact());
  EXPECT_EQ(audit.size(), 6);
  EXPECT_EQ(audit.signed_size(), 6);
}

TEST(Audit, AlteredContentTimeOrSaltNamesTheRow) {
  for (int what = 0; what < 4; ++what) {
    Log log;
    if (what == 0) log.rows[3]->content = "another reason";
    if (what == 1) log.rows[3]->row.at.ms += 1;
    if (what == 2) (*log.rows[3]->row.salt)[15] ^= 1;
    if (what == 3) log.rows[3]->personal = "another reason";
    expect_finding(log.finding(), Verdict::row_altered, 200, 2, 3);
  }
}

TEST(Audit, TheFirstOfSeveralChangesIsNamed) {
  Log log;
  log.rows[4]->content = "later";
  log.rows[1]->content = "earlier";
  expect_finding(log.finding(), Verdict::row_altered, 200, 1, 1);
}

TEST(Audit, ARemovedRowIsNamedWhereverItStood) {
  for (const std::size_t at : {0u, 2u, 5u}) {
    Log log;
    log.rows[at].reset();
    const auto i = static_cast<std::int64_t>(at);
    expect_finding(log.finding(), Verdict::row_removed, i % 2 == 0 ? 100 : 200, i / 2 + 1, i);
  }
}

TEST(Audit, RowsThatChangedPlacesAreReordered) {
  Log log;
  std::swap(log.rows[2]->row.leaf, log.rows[3]->row.leaf);
  expect_finding(log.finding(), Verdict::row_reordered, 100, 2, 2);
}

TEST(Audit, StepsOfACaseOutOfOrderAreReordered) {
  Log log;
  std::swap(log.leaves[2], log.leaves[4]);
  std::swap(log.rows[2], log.rows[4]);
  log.leaves[2].idx = log.rows[2]->row.leaf = 2;
  log.leaves[4].idx = log.rows[4]->row.leaf = 4;
  expect_finding(log.finding(), Verdict::row_reordered, 100, 3, 2);
}

TEST(Audit, AMissingLeafNumberIsARemovedLeaf) {
  Log log;
  log.leaves.erase(log.leaves.begin() + 2, log.leaves.begin() + 4);
  log.rows.erase(log.rows.begin() + 2, log.rows.begin() + 4);
  const Finding finding = log.finding();
  EXPECT_EQ(finding.verdict, Verdict::leaf_removed);
  EXPECT_EQ(finding.leaf, 2);
  EXPECT_EQ(finding.last_leaf, 3);
}

TEST(Audit, ARowAlteredTogetherWithItsLeafContradictsTheSignedHead) {
  Log log;
  log.rows[3]->content = "another reason";
  log.leaves[3].hash = Log::hash_of(*log.rows[3]);
  const Finding finding = log.finding();
  EXPECT_EQ(finding.verdict, Verdict::head_mismatch);
  EXPECT_EQ(finding.head_size, 4);
  EXPECT_EQ(finding.leaf, 2);
  EXPECT_EQ(finding.last_leaf, 3);
}

TEST(Audit, TheHeadsFrontierNarrowsTheChangeDown) {
  Log log;
  Frontier five;
  for (int i = 0; i < 5; ++i) five.append(log.leaves[static_cast<std::size_t>(i)].hash);
  log.heads = {Log::signed_head(five, kKey)};
  log.rows[4]->content = "another reason";
  log.leaves[4].hash = Log::hash_of(*log.rows[4]);
  const Finding finding = log.finding();
  EXPECT_EQ(finding.verdict, Verdict::head_mismatch);
  EXPECT_EQ(finding.leaf, 4);
  EXPECT_EQ(finding.last_leaf, 4);
}

TEST(Audit, AHeadSignedWithAnotherKeyIsRefused) {
  Log log;
  log.heads[1] = Log::signed_head(log.heads[1].frontier, std::string(32, 'x'));
  const Finding finding = log.finding();
  EXPECT_EQ(finding.verdict, Verdict::head_signature_invalid);
  EXPECT_EQ(finding.head_size, 4);
}

TEST(Audit, ACutEndIsNoticedByTheHeadOrByTheCounter) {
  Log log;
  log.leaves.resize(4);
  log.rows.resize(4);
  EXPECT_EQ(log.finding().verdict, Verdict::log_truncated);
  EXPECT_EQ(log.finding().leaf, 4);
  log.heads.resize(2);
  Audit audit = log.audit();
  EXPECT_TRUE(audit.is_intact());
  audit.finish(4, 6);
  EXPECT_EQ(audit.finding().verdict, Verdict::log_truncated);
  EXPECT_EQ(audit.finding().last_leaf, 5);
}

TEST(Audit, ARowWithoutItsSaltIsAltered) {
  Log log;
  log.rows[1]->row.salt.reset();
  expect_finding(log.finding(), Verdict::row_altered, 200, 1, 1);
}

TEST(Audit, AHistoryWhoseCaseIsGoneIsNamed) {
  Log log;
  log.rows[1]->row.has_case = false;
  expect_finding(log.finding(), Verdict::case_removed, 200, 1, 1);
}

}  // namespace
}  // namespace mashang::ledger
