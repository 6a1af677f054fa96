// A log over real history rows, then tampered with in the database itself; verification names the first row.
#include <gtest/gtest.h>

#include "core/secrets.hpp"
#include "findings.hpp"
#include "integration/engines.hpp"
#include "integration/raw_sql.hpp"
#include "rooms/cases/history.hpp"
#include "rooms/cases/sql.hpp"
#include "rooms/cases/store.hpp"
#include "rooms/ledger/signature.hpp"
#include "verification.hpp"

namespace mashang::test {
namespace {

using ledger::Verdict;
using storage::Tx;

const CountyCode kCounty{431229};
const std::string kKey(32, 'k');

class LedgerTest : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    if (IsSkipped()) return;
    add_case(100);
    add_case(200);
    // A1 B1 A2 B2 A3 B3 A4 B4; heads over 4 and 8 leaves.
    for (int step = 0; step < 8; ++step) {
      append(step % 2 == 0 ? 100 : 200, step / 2 + 1);
      if (step % 4 == 3) {
        ASSERT_TRUE(sign().value());
      }
    }
  }

  void add_case(std::int64_t id) {
    const auto added = db().write_now([&](Tx& tx) -> Result<int> {
      cases::Case c;
      c.county = kCounty;
      c.id = CaseId{id};
      c.text = "路灯坏了";
      cases::insert_case(tx, c);
      return 0;
    });
    ASSERT_TRUE(added);
  }
  void append(std::int64_t case_id, std::int64_t seq) {
    const auto appended = db().write_now([&](Tx& tx) -> Result<int> {
      cases::append_history(tx, row_of(case_id, seq));
      return 0;
    });
    ASSERT_TRUE(appended);
  }
  static cases::HistoryRow row_of(std::int64_t case_id, std::int64_t seq) {
    cases::HistoryRow row;
    row.county = kCounty;
    row.case_id = CaseId{case_id};
    row.seq = seq;
    row.at = Instant{1'764'000'000'000 + case_id * 10 + seq};
    row.action = "add_note";
    row.from = "submitted";
    row.to = "submitted";
    row.role = "grid_leader";
    row.actor_name = "杨";
    row.reason = "第" + std::to_string(seq) + "步";
    if (seq == 1) row.report_text = "路灯坏了";
    row.deadline_after = Instant{1'764'100'000'000};
    row.salt = ledger::Salt{static_cast<unsigned char>(case_id), static_cast<unsigned char>(seq)};
    return row;
  }
  Result<bool> sign() { return ledger::sign_heads(db(), kCounty, kKey, FixedClock(Instant{1'764'000'100'000})); }

  /// Puts a row back as it was, at the leaf it had.
  void restore(std::int64_t case_id, std::int64_t seq, std::int64_t leaf) {
    const cases::HistoryRow row = row_of(case_id, seq);
    const auto restored = db().write_now([&](Tx& tx) -> Result<int> {
      tx.apply(cases::sql::insert_history{
          .county = kCounty,
          .case_id = row.case_id,
          .seq = seq,
          .at = row.at,
          .action = row.action,
          .from_state = *row.from,
          .to_state = row.to,
          .role = row.role,
          .actor_name = *row.actor_name,
          .reason = *row.reason,
          .deadline_after = row.deadline_after,
          .salt = storage::Blob{{reinterpret_cast<const char*>(row.salt->data()), row.salt->size()}},
          .leaf = leaf,
          .form = row.form});
      return 0;
    });
    ASSERT_TRUE(restored);
  }

  /// Whoever has the database file can do this.
  void tamper(const std::string& sql) {
    const auto done = db().write_now([&](Tx& tx) -> Result<int> {
      run_sql(tx, sql);
      return 0;
    });
    ASSERT_TRUE(done) << sql;
  }

  ledger::Report report(std::optional<ledger::Witness> witness = {}) {
    const std::string key = ledger::public_key_of(kKey).value();
    auto source = history_of_cases();
    source.first_discrepancy = [](Tx&, CountyCode) { return std::nullopt; };  // case_proof_test.cpp looks at cases
    return *db().read_now([&](Tx& tx) -> Result<ledger::Report> {
      return ledger::verify(tx, kCounty, key, source, witness, [](std::int64_t) {});
    });
  }
  void expect_finding(Verdict verdict, std::int64_t case_id, std::int64_t seq, std::int64_t leaf) {
    const ledger::Finding finding = report().finding;
    EXPECT_EQ(to_word(finding.verdict), to_word(verdict));
    EXPECT_EQ(finding.case_id.value_or(CaseId{}).value, case_id);
    EXPECT_EQ(finding.seq, seq);
    EXPECT_EQ(finding.leaf, leaf);
  }
};

TEST_P(LedgerTest, AnUntouchedLogIsIntact) {
  const ledger::Report found = report();
  EXPECT_EQ(to_word(found.finding.verdict), "intact");
  EXPECT_EQ(found.leaves, 8);
  EXPECT_EQ(found.signed_leaves, 8);
  EXPECT_EQ(found.heads, 2);
}

TEST_P(LedgerTest, SigningAgainWithoutNewLeavesSignsNothing) {
  EXPECT_FALSE(sign().value());
  append(100, 5);
  EXPECT_TRUE(sign().value());
  EXPECT_EQ(report().signed_leaves, 9);
}

TEST_P(LedgerTest, LeavesYoungerThanTheLastHeadAreToldApart) {
  append(100, 5);
  const ledger::Report found = report();
  EXPECT_EQ(to_word(found.finding.verdict), "intact");
  EXPECT_EQ(found.leaves, 9);
  EXPECT_EQ(found.signed_leaves, 8);
}

TEST_P(LedgerTest, EveryColumnOfARowIsProtected) {
  for (const std::string change :
       {"reason = 'nothing happened'", "actor_name = '李'", "role = 'county_officer'", "account_id = 5", "at = at + 1",
        "deadline_after = deadline_after + 1", "deadline_before = 1", "to_state = 'closed'", "from_state = NULL",
        "action = 'close'", "office = '街道'", "handler_id = 9", "category = '0402'", "attachments = 'ab'",
        "close_reason = 'resident_confirmed'", "merged_into = 5", "forced_close_reason = 'x'", "form = 1",
        "form = 3"}) {
    tamper("UPDATE case_history SET " + change + " WHERE case_id = 200 AND seq = 2");
    expect_finding(Verdict::row_altered, 200, 2, 3);
    tamper("DELETE FROM case_history WHERE case_id = 200 AND seq = 2");
    restore(200, 2, 3);
    EXPECT_EQ(to_word(report().finding.verdict), "intact") << change;
  }
}

TEST_P(LedgerTest, ARemovedRowIsNamedFirstMiddleOrLast) {
  for (const auto& [case_id, seq, leaf] : {std::tuple{100, 1, 0}, std::tuple{200, 2, 3}, std::tuple{200, 4, 7}}) {
    tamper("DELETE FROM case_history WHERE case_id = " + std::to_string(case_id) + " AND seq = " + std::to_string(seq));
    expect_finding(Verdict::row_removed, case_id, seq, leaf);
    restore(case_id, seq, leaf);
  }
}

TEST_P(LedgerTest, TheFirstOfSeveralChangesIsNamed) {
  tamper("UPDATE case_history SET reason = 'x' WHERE case_id = 100 AND seq = 4");
  tamper("DELETE FROM case_history WHERE case_id = 200 AND seq = 3");
  expect_finding(Verdict::row_removed, 200, 3, 5);
}

TEST_P(LedgerTest, RowsThatChangedPlacesAreReordered) {
  tamper("UPDATE case_history SET leaf = CASE leaf WHEN 2 THEN 4 ELSE 2 END WHERE case_id = 100 AND seq IN (2, 3)");
  expect_finding(Verdict::row_reordered, 100, 2, 2);
}

TEST_P(LedgerTest, StepsThatChangedTheirNumbersAreReordered) {
  tamper(
      "UPDATE case_history SET seq = -seq, leaf = CASE seq WHEN 2 THEN 4 ELSE 2 END WHERE case_id = 100 AND seq IN (2, "
      "3)");
  tamper("UPDATE case_history SET seq = CASE seq WHEN -2 THEN 3 ELSE 2 END WHERE case_id = 100 AND seq IN (-2, -3)");
  const ledger::Finding finding = report().finding;
  EXPECT_EQ(finding.leaf, 2);
  EXPECT_EQ(finding.case_id, CaseId{100});
  EXPECT_NE(to_word(finding.verdict), "intact");
}

TEST_P(LedgerTest, ARowPutInAfterwardsIsNamed) {
  tamper(
      "INSERT INTO case_history (county, case_id, seq, at, action, to_state, role, leaf) VALUES "
      "(431229, 100, 5, 1, 'confirm', 'closed', 'reporter', 8)");
  expect_finding(Verdict::row_without_leaf, 100, 5, 8);
}

TEST_P(LedgerTest, ARemovedRowAndLeafIsAGapInTheLog) {
  tamper("DELETE FROM case_history WHERE leaf = 3");
  tamper("DELETE FROM ledger_leaf WHERE idx = 3");
  EXPECT_EQ(to_word(report().finding.verdict), "leaf_removed");
  EXPECT_EQ(report().finding.leaf, 3);
}

TEST_P(LedgerTest, ALeafRewrittenWithItsRowContradictsTheSignedHead) {
  cases::HistoryRow changed = row_of(200, 3);
  changed.reason = "another reason";
  const std::string content = cases::canonical_content(changed);
  const std::string personal = *cases::canonical_personal(changed);
  const ledger::Hash hash =
      ledger::leaf_hash({kCounty, changed.case_id, 3, changed.at, content, *changed.salt, personal});
  tamper("UPDATE case_history SET reason = 'another reason' WHERE case_id = 200 AND seq = 3");
  tamper("UPDATE ledger_leaf SET leaf_hash = " + blob_literal(db(), as_view(hash)) + " WHERE idx = 5");
  const ledger::Finding finding = report().finding;
  EXPECT_EQ(to_word(finding.verdict), "head_mismatch");
  EXPECT_EQ(finding.head_size, 8);
  EXPECT_EQ(finding.leaf, 4);
  EXPECT_EQ(finding.last_leaf, 7);
  EXPECT_EQ(finding.case_id, CaseId{100});
}

TEST_P(LedgerTest, AHeadNeverCoversMoreNewLeavesThanAnAdministratorCanLookThrough) {
  const auto appended = db().write_now([&](Tx& tx) -> Result<int> {
    for (int seq = 5; seq <= 600; ++seq) cases::append_history(tx, row_of(100, seq));
    return 0;
  });
  ASSERT_TRUE(appended);
  ASSERT_TRUE(sign().value());
  EXPECT_EQ(report().heads, 5) << "over 4, 8, 256, 512 and 604 leaves";
  EXPECT_EQ(report().signed_leaves, 604);
  cases::HistoryRow changed = row_of(100, 400);
  changed.reason = "another reason";
  const std::string content = cases::canonical_content(changed);
  const std::string personal = *cases::canonical_personal(changed);
  const ledger::Hash hash =
      ledger::leaf_hash({kCounty, changed.case_id, 400, changed.at, content, *changed.salt, personal});
  tamper("UPDATE case_history SET reason = 'another reason' WHERE case_id = 100 AND seq = 400");
  tamper("UPDATE ledger_leaf SET leaf_hash = " + blob_literal(db(), as_view(hash)) +
         " WHERE case_id = 100 AND seq = 400");
  const ledger::Report found = report();
  EXPECT_EQ(found.finding.leaf, 256);
  EXPECT_EQ(found.finding.last_leaf, 511);
  EXPECT_EQ(found.signed_leaves, 256);
  EXPECT_EQ(found.suspects.size(), 10u);
  EXPECT_TRUE(in_words(found).starts_with(
      "head_mismatch: the signed heads up to the one over 256 leaves still fit, the head over 512 leaves does not: "
      "one or more of 256 steps (leaves 256 to 511) were rewritten together with their leaves: case "))
      << in_words(found);
  EXPECT_NE(in_words(found).find("and 246 more"), std::string::npos);
}

TEST_P(LedgerTest, ALogSignedAnewWithAnotherKeyIsRefused) {
  tamper("DELETE FROM tree_head WHERE size = 8");
  ASSERT_TRUE(ledger::sign_heads(db(), kCounty, std::string(32, 'x'), FixedClock(Instant{5})).value());
  const ledger::Finding finding = report().finding;
  EXPECT_EQ(to_word(finding.verdict), "head_signature_invalid");
  EXPECT_EQ(finding.head_size, 8);
}

TEST_P(LedgerTest, ALogCutAtItsEndIsNoticed) {
  tamper("DELETE FROM ledger_leaf WHERE idx >= 6");
  expect_finding(Verdict::log_truncated, 100, 4, 6);
  tamper("DELETE FROM case_history WHERE leaf >= 6");
  tamper("DELETE FROM tree_head WHERE size > 6");
  EXPECT_EQ(to_word(report().finding.verdict), "log_truncated");  // the counter knows
  tamper("UPDATE series SET value = 6 WHERE name = 'ledger'");
  EXPECT_EQ(to_word(report().finding.verdict), "intact");
  const ledger::Witness kept{8, {}};  // only who kept a head can tell
  EXPECT_EQ(to_word(report(kept).finding.verdict), "log_truncated");
}

TEST_P(LedgerTest, AWitnessedHeadMustBeInTheLog) {
  const ledger::Hash root = report().root;
  EXPECT_EQ(to_word(report(ledger::Witness{8, root}).finding.verdict), "intact");
  EXPECT_EQ(to_word(report(ledger::Witness{7, root}).finding.verdict), "head_mismatch");
}

TEST(Witness, IsASizeAndARootInHex) {
  const std::string root(64, 'a');
  EXPECT_FALSE(ledger::parse_witness("").value().has_value());
  EXPECT_EQ(ledger::parse_witness("12:" + root).value()->size, 12);
  EXPECT_EQ(ledger::parse_witness("12:" + root).value()->root[31], 0xaa);
  for (const std::string& text :
       {std::string("12"), "x:" + root, "0:" + root, "12:" + root.substr(2), ":" + root, "12 :" + root})
    EXPECT_FALSE(ledger::parse_witness(text).has_value()) << text;
}

TEST_P(LedgerTest, WithoutItsSaltARowIsAlteredWhateverItSays) {
  tamper("UPDATE case_history SET reason = 'FORGED', salt = NULL");
  expect_finding(Verdict::row_altered, 100, 1, 0);
}

TEST_P(LedgerTest, ASaltOfAnotherLengthIsNone) {
  tamper("UPDATE case_history SET salt = " + blob_literal(db(), "short") + " WHERE case_id = 200 AND seq = 2");
  expect_finding(Verdict::row_altered, 200, 2, 3);
}

TEST_P(LedgerTest, TheTextOfAReportIsProtectedByItsFirstStep) {
  tamper("UPDATE case_record SET text = '没事' WHERE id = 200");
  expect_finding(Verdict::row_altered, 200, 1, 1);
}

TEST_P(LedgerTest, AHistoryWhoseCaseIsGoneIsNamed) {
  tamper("DELETE FROM case_record WHERE id = 200");
  expect_finding(Verdict::case_removed, 200, 1, 1);
}

TEST_P(LedgerTest, RowsFromBeforePersonalDataLayApartStillVerify) {
  cases::HistoryRow old = row_of(100, 5);
  old.form = 1;
  const auto appended = db().write_now([&](Tx& tx) -> Result<int> {
    cases::append_history(tx, old);
    return 0;
  });
  ASSERT_TRUE(appended);
  EXPECT_EQ(to_word(report().finding.verdict), "intact");
  for (const std::string change : {"reason = 'x'", "close_reason = 'timed_out'", "merged_into = 1", "form = 2"}) {
    tamper("UPDATE case_history SET " + change + " WHERE case_id = 100 AND seq = 5");
    expect_finding(Verdict::row_altered, 100, 5, 8);
    tamper(
        "UPDATE case_history SET reason = '第5步', close_reason = NULL, merged_into = NULL, form = 1 "
        "WHERE case_id = 100 AND seq = 5");
  }
  EXPECT_EQ(to_word(report().finding.verdict), "intact");
}

TEST_P(LedgerTest, AHoleIsNotSignedOver) {
  append(100, 5);
  append(100, 6);
  tamper("DELETE FROM ledger_leaf WHERE idx = 8");
  const auto signing = sign();
  ASSERT_FALSE(signing.has_value());
  EXPECT_EQ(signing.error().code, "ledger.leaf_missing");
}

RUN_ON_EVERY_ENGINE(LedgerTest);

}  // namespace
}  // namespace mashang::test
