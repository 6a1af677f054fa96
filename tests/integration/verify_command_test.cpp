// `mashang verify` as an administrator calls it: it looks, says what it found, and changes nothing.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "commands.hpp"
#include "core/secrets.hpp"
#include "integration/case_world.hpp"
#include "integration/engines.hpp"
#include "integration/raw_sql.hpp"
#include "rooms/ledger/signature.hpp"
#include "rooms/ledger/tree_head.hpp"
#include "storage/evidence.hpp"

namespace mashang::test {
namespace {

namespace fs = std::filesystem;

/// Every file with its bytes and the time it was last written.
std::map<std::string, std::string> state_of(const fs::path& folder) {
  std::map<std::string, std::string> state;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    struct stat info {};
    ::stat(entry.path().c_str(), &info);
    std::ostringstream bytes;
    if (entry.is_regular_file()) bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    state[entry.path().string()] = std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec) +
                                   " " + to_hex(as_view(sha256(bytes.str())));
  }
  return state;
}

class VerifyCommand : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    config_.county = kTown;
    if (db().engine() == "postgres") config_.postgres_url = database().address();
    folder_ = fs::temp_directory_path() / ("mashang-verify-" + std::to_string(::getpid()) + "-" +
                                           std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    config_.data_directory = db().engine() == "postgres" ? folder_.string() : database().address();
    fs::create_directories(config_.data_directory);
    keys_ = load_or_make_keys(config_.data_directory + "/keys").value();
    CaseWorld world(db(), clock_, config_.data_directory);
    id_ = world.report().id;
    ASSERT_TRUE(ledger::sign_heads(db(), kTown, keys_.ledger, clock_).value());
  }
  void TearDown() override {
    fs::remove_all(folder_);
    EveryEngine::TearDown();
  }

  void tamper(const std::string& sql) {
    ASSERT_TRUE(db().write_now([&](storage::Tx& tx) -> Result<int> {
      run_sql(tx, sql);
      return 0;
    }));
  }
  std::string words() {
    const auto done = commands::verify(config_, {});
    return done ? "" : done.error().detail;
  }
  std::string verified(const commands::VerifyWish& wish = {}) {
    const auto done = commands::verify(config_, wish);
    return done ? "" : std::string(done.error().code);
  }

  FixedClock clock_{Instant{1'795'300'000'000}};
  runtime::Config config_;
  fs::path folder_;
  Keys keys_;
  std::int64_t id_ = 0;
};

/// Of a folder with the database in it: PostgreSQL's data is in none, recovers by itself and gives each its own
/// snapshot.
class VerifyFolder : public VerifyCommand {};

TEST_P(VerifyCommand, ASoundDatabaseIsIntactBesideAServerAndWithoutOne) {
  EXPECT_EQ(verified(), "");
  close();
  EXPECT_EQ(verified(), "");
  EXPECT_EQ(verified({.with_files = true}), "");
}

TEST_P(VerifyCommand, NotOneByteOfTheFolderChanges) {
  close();
  const auto before = state_of(config_.data_directory);
  EXPECT_EQ(verified(), "");
  EXPECT_EQ(state_of(config_.data_directory), before);
}

TEST_P(VerifyCommand, BesideARunningServerWhatItWroteIsSeen) {
  tamper("UPDATE case_record SET state = 'closed' WHERE id = " + std::to_string(id_));
  EXPECT_EQ(verified(), "ledger.broken");
  EXPECT_EQ(words(), "case_altered: case " + cases::case_number(CaseId{id_}) +
                         " was altered after its newest step (step 1): column state");
}

TEST_P(VerifyFolder, AWrongFolderIsNoEvidenceAndNothingIsMadeThere) {
  config_.data_directory = (folder_ / "nowhere").string();
  EXPECT_EQ(verified(), "storage.no_database");
  EXPECT_FALSE(fs::exists(folder_ / "nowhere"));
  fs::create_directories(folder_);
  config_.data_directory = folder_.string();
  EXPECT_EQ(verified(), "storage.no_database");
  std::ofstream(folder_ / "mashang.db") << "";
  EXPECT_EQ(verified(), "storage.no_database");
  EXPECT_EQ(state_of(folder_).size(), 1u);
}

TEST_P(VerifyCommand, WithoutItsKeyNothingIsVerifiedAndNoKeyIsMade) {
  const std::string public_key = to_hex(ledger::public_key_of(keys_.ledger).value());
  fs::remove_all(config_.data_directory + "/keys");
  EXPECT_EQ(verified(), "core.key_missing");
  EXPECT_FALSE(fs::exists(config_.data_directory + "/keys"));
  EXPECT_EQ(verified({.public_key = public_key}), "") << "the public key is enough";
  EXPECT_EQ(verified({.public_key = "ab"}), "ledger.bad_public_key");
  EXPECT_EQ(verified({.public_key = std::string(64, 'a')}), "ledger.broken");
}

TEST_P(VerifyCommand, AnOlderAndANewerSchemaAreRefusedAndLeftAsTheyAre) {
  const std::string newest = std::to_string(storage::all_migrations().back().version);
  tamper("UPDATE migration SET version = 999912312359 WHERE version = " + newest);
  close();
  auto before = state_of(config_.data_directory);
  EXPECT_EQ(verified(), "storage.schema_newer");
  EXPECT_EQ(state_of(config_.data_directory), before);
  reopen();
  tamper("DELETE FROM migration WHERE version = 999912312359");
  close();
  before = state_of(config_.data_directory);
  EXPECT_EQ(verified(), "storage.schema_older");
  EXPECT_EQ(state_of(config_.data_directory), before);
}

TEST_P(VerifyFolder, TheLogOfAKilledServerIsReadWhereItLies) {
  close();
  const pid_t child = ::fork();
  if (child == 0) {  // writes and dies without closing
    auto opened = database().open(true);
    const auto written = (*opened)->write_now([&](storage::Tx& tx) -> Result<int> {
      run_sql(tx, "UPDATE case_record SET state = 'closed' WHERE id = " + std::to_string(id_));
      return 0;
    });
    ::_exit(written ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
  ASSERT_GT(fs::file_size(config_.data_directory + "/mashang.db-wal"), 0u);
  for (const bool has_index : {true, false}) {
    if (!has_index) fs::remove(config_.data_directory + "/mashang.db-shm");
    const auto before = state_of(config_.data_directory);
    EXPECT_EQ(verified(), "ledger.broken");
    EXPECT_EQ(state_of(config_.data_directory), before);
  }
}

TEST_P(VerifyFolder, AServerDoesNotStartInTheMiddle) {
  close();
  const auto looked = storage::read_sqlite_evidence(config_.data_directory, storage::all_migrations(),
                                                    [&](storage::Tx&) -> Result<void> {
                                                      const auto server = database().open(true);
                                                      EXPECT_FALSE(server.has_value());
                                                      return {};
                                                    });
  EXPECT_TRUE(looked);
  EXPECT_TRUE(database().open(true));
}

RUN_ON_EVERY_ENGINE(VerifyCommand);
RUN_ON_SQLITE(VerifyFolder);

}  // namespace
}  // namespace mashang::test
