// Whoever alters a case or its pictures beside its history is named by the verifier, on every engine.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "integration/case_world.hpp"
#include "integration/engines.hpp"
#include "integration/raw_sql.hpp"
#include "rooms/cases/proof.hpp"

namespace mashang::test {
namespace {

class CaseProof : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("mashang-proof-" + std::to_string(::getpid()) + "-" +
                                                        std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(folder_);
    world_ = std::make_unique<CaseWorld>(db(), clock_, folder_.string());
    first_ = w().report("flat", R"({"text":"一","uploads":[")" + w().picture("report") + R"("]})");
    EXPECT_EQ(w().act("leader", first_.id, "accept").status, 200);
    EXPECT_EQ(w().act("leader", first_.id, "dispatch", R"(,"organisation_id":1,"reason":"物业负责")").status, 200);
    second_ = w().report();
  }
  void TearDown() override {
    world_.reset();
    std::filesystem::remove_all(folder_);
    EveryEngine::TearDown();
  }
  CaseWorld& w() { return *world_; }

  void tamper(const std::string& sql) {
    const auto done = db().write_now([&](storage::Tx& tx) -> Result<int> {
      run_sql(tx, sql);
      return 0;
    });
    ASSERT_TRUE(done) << sql;
  }
  std::optional<cases::CaseFinding> found(const cases::FileCheck& check = {}) {
    using Found = std::optional<cases::CaseFinding>;
    return *db().read_now([&](storage::Tx& tx) -> Result<Found> { return cases::first_discrepancy(tx, kTown, check); });
  }
  /// "case_altered 1 state": the first case is number 1, the second number 2.
  std::string named(const cases::FileCheck& check = {}) {
    const auto finding = found(check);
    if (!finding) return "";
    const std::string which = finding->case_id.value == first_.id ? "1" : "2";
    return std::string(to_word(finding->discrepancy)) + " " + which + (finding->what.empty() ? "" : " ") +
           finding->what;
  }
  std::string first_id() const { return std::to_string(first_.id); }
  std::string hash_of_the_picture() {
    std::string hash;
    (void)db().read_now([&](storage::Tx& tx) -> Result<int> {
      query_sql(tx, "SELECT sha256 FROM attachment", [&](const storage::Row& row) {
        hash = row.string("sha256");
        return true;
      });
      return 0;
    });
    return hash;
  }

  FixedClock clock_{Instant{1'795'300'000'000}};
  std::filesystem::path folder_;
  std::unique_ptr<CaseWorld> world_;
  CaseWorld::Receipt first_, second_;
};

TEST_P(CaseProof, UntouchedCasesAgreeWithTheirHistory) {
  EXPECT_EQ(named(), "");
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseProof, AnAlteredCaseIsNamedWithItsColumn) {
  const std::vector<std::pair<std::string, std::string>> changes{
      {"state = 'closed', close_reason = 'resident_confirmed'", "state"},
      {"state = 'shut'", "state"},
      {"version = version + 1", "version"},
      {"close_reason = 'resident_confirmed'", "close_reason"},
      {"merged_into = 5", "merged_into"},
      {"category = '0903'", "category"},
      {"handler_id = 2", "handler_id"},
      {"deadline = deadline + 60000", "deadline"},
      {"place_id = 1000061", "record"},
      {"place_label = '别处'", "record"},
      {"grid_id = 1000032", "record"},
      {"grid_name = '别的网格'", "record"},
      {"lon = lon + 0.001", "record"},
      {"urgency = 'low'", "record"},
      {"hides_reporter = 1", "record"},
      {"returns = 2", "record"},
      {"repeats = 9", "record"},
      {"link_revoked_at = 5", "record"},
      {"was_reopened = 1", "record"},
      {"forced_close_by = 13, forced_close_reason = 'x'", "forced_close_reason"},
      {"contact_phone = NULL, contact_name = " + blob_literal(db(), "x"), "record"},
  };
  tamper("CREATE TABLE kept AS SELECT * FROM case_record");
  for (const auto& [change, column] : changes) {
    tamper("UPDATE case_record SET " + change + " WHERE id = " + first_id());
    EXPECT_EQ(named(), "case_altered 1 " + column) << change;
    tamper("DELETE FROM case_record WHERE id = " + first_id());
    tamper("INSERT INTO case_record SELECT * FROM kept WHERE id = " + first_id());
    EXPECT_EQ(named(), "") << change;
  }
}

TEST_P(CaseProof, TheFirstOfSeveralCasesIsNamedAndTheWholeVerificationFails) {
  tamper("UPDATE case_record SET state = 'closed', close_reason = 'resident_confirmed'");
  EXPECT_EQ(named(), "case_altered 1 state");
  EXPECT_EQ(w().broken(), "case_altered state");
}

TEST_P(CaseProof, ACasePutInAfterwardsHasNoHistory) {
  tamper("CREATE TABLE kept AS SELECT * FROM case_record WHERE id = " + first_id());
  tamper("UPDATE kept SET id = -7");
  tamper("INSERT INTO case_record SELECT * FROM kept");
  EXPECT_EQ(named(), "case_without_history 2");
  EXPECT_EQ(found()->case_id.value, -7);
}

TEST_P(CaseProof, ARemovedPictureIsNamedByItsHash) {
  const std::string hash = hash_of_the_picture();
  tamper("DELETE FROM attachment WHERE case_id = " + first_id());
  EXPECT_EQ(named(), "attachment_removed 1 " + hash);
  EXPECT_EQ(found()->seq, 1);
}

TEST_P(CaseProof, AnotherPictureInItsPlaceIsNamed) {
  const std::string hash = hash_of_the_picture();
  tamper("UPDATE attachment SET sha256 = 'ab'");
  EXPECT_EQ(named(), "attachment_removed 1 " + hash);
}

TEST_P(CaseProof, APictureThatNoStepNamesIsFound) {
  tamper("CREATE TABLE more AS SELECT * FROM attachment");
  tamper("UPDATE more SET id = id + 1, sha256 = 'ab'");
  tamper("INSERT INTO attachment SELECT * FROM more");
  EXPECT_EQ(named(), "attachment_added 1 ab");
  tamper("UPDATE attachment SET case_id = 9007199254740991 WHERE sha256 = 'ab'");
  EXPECT_EQ(found()->case_id.value, 9007199254740991);
}

TEST_P(CaseProof, APictureIsProofOfWhatItsStepSaidOnly) {
  const std::string hash = hash_of_the_picture();
  tamper("UPDATE attachment SET phase = 'after'");
  EXPECT_EQ(named(), "attachment_altered 1 " + hash);
}

TEST_P(CaseProof, AStoredFileIsHashedAnewWhenAsked) {
  const cases::FileCheck check = [&](const std::string& sha256, std::int64_t bytes) {
    return media::check_stored_file(folder_.string(), sha256, bytes);
  };
  const std::string hash = hash_of_the_picture();
  EXPECT_EQ(named(check), "");
  const std::string path = w().store.media_path(hash);
  std::filesystem::permissions(path, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(100).put('!');
  EXPECT_EQ(named(), "") << "without being asked nobody reads gigabytes";
  EXPECT_EQ(named(check), "stored_file_altered 1 " + hash);
  std::filesystem::remove(path);
  EXPECT_EQ(named(check), "stored_file_missing 1 " + hash);
}

TEST_P(CaseProof, HowAMatterEndedIsCommittedToByItsLastStep) {
  const std::string second = std::to_string(second_.id);
  ASSERT_EQ(w().act("leader", second_.id, "merge", R"(,"into_case_id":)" + first_id()).status, 200);
  ASSERT_EQ(w().act("officer", first_.id, "request_forced_close", R"(,"reason":"已拆迁")").status, 200);
  EXPECT_EQ(named(), "");
  ASSERT_EQ(w().act("officer2", first_.id, "approve_forced_close").status, 200);
  EXPECT_EQ(w().broken(), "");
  std::string reason, close, merged;
  (void)db().read_now([&](storage::Tx& tx) -> Result<int> {
    query_sql(tx, "SELECT action, close_reason, merged_into, forced_close_reason FROM case_history ORDER BY leaf",
              [&](const storage::Row& row) {
                if (row.text("action") == "approve_forced_close") {
                  close = row.string("close_reason");
                  reason = row.string("forced_close_reason");
                }
                if (row.text("action") == "merge") merged = std::to_string(row.integer("merged_into"));
                return true;
              });
    return 0;
  });
  EXPECT_EQ(close, "forced");
  EXPECT_EQ(reason, "已拆迁");
  EXPECT_EQ(merged, first_id());
  tamper("UPDATE case_record SET merged_into = NULL WHERE id = " + second);
  EXPECT_EQ(named(), "case_altered 2 merged_into");
  tamper("UPDATE case_record SET close_reason = 'resident_confirmed' WHERE id = " + first_id());
  EXPECT_EQ(named(), "case_altered 1 close_reason");
}

TEST_P(CaseProof, CasesWhoseStepsAreAllOfFormOneAreHeldAgainstWhatThoseSaid) {
  ASSERT_EQ(w().act_by_link(first_.link, "withdraw").status, 200);
  tamper(
      "UPDATE case_history SET form = 1, close_reason = NULL, merged_into = NULL, forced_close_reason = NULL, "
      "record = NULL, attachments = substr(attachments, 8)");
  EXPECT_EQ(named(), "");
  tamper("UPDATE case_record SET close_reason = 'resident_confirmed' WHERE id = " + first_id());
  EXPECT_EQ(named(), "case_altered 1 close_reason");
}

RUN_ON_EVERY_ENGINE(CaseProof);

}  // namespace
}  // namespace mashang::test
