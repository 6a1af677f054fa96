// Proofs that anybody can ask for: right for every leaf and size, bounded in what they read, and never given when
// wrong.
#include <gtest/gtest.h>

#include "integration/engines.hpp"
#include "integration/one_loop.hpp"
#include "integration/raw_sql.hpp"
#include "rooms/ledger/proofs.hpp"
#include "rooms/ledger/routes.hpp"
#include "rooms/ledger/signature.hpp"
#include "rooms/ledger/tree_head.hpp"

namespace mashang::test {
namespace {

const CountyCode kCounty{431229};
const std::string kKey(32, 'k');
constexpr std::int64_t kLeaves = 1'300;

class LedgerProof : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    append(kLeaves);
    sign();
    ledger::add_proof_routes(router_, {.db = db(), .county = kCounty, .tree = tree_, .admit = [this](const auto&) {
                                         return is_refused_
                                                    ? failure(ErrorKind::too_many_requests, "http.too_many_requests")
                                                    : Result<void>{};
                                       }});
  }
  void append(std::int64_t leaves) {
    ASSERT_TRUE(db().write_now([&](storage::Tx& tx) -> Result<int> {
      for (std::int64_t i = 0; i < leaves; ++i)
        (void)ledger::append(tx, {kCounty, CaseId{7}, ++seq_, Instant{seq_}, "content", ledger::Salt{}});
      return 0;
    }));
  }
  void sign() {
    ASSERT_TRUE(ledger::sign_heads(db(), kCounty, kKey, FixedClock(Instant{5})));
    ASSERT_TRUE(tree_.grow(db(), kCounty));
  }
  template <class Proof>
  Result<Proof> prove(Result<Proof> (*with)(storage::Tx&, CountyCode, const ledger::Tree&, std::int64_t,
                                            std::optional<std::int64_t>),
                      std::int64_t one, std::optional<std::int64_t> two) {
    return db().read_now([&](storage::Tx& tx) { return with(tx, kCounty, tree_, one, two); });
  }
  std::vector<ledger::Hash> leaves() {
    std::vector<ledger::Hash> hashes;
    for (std::int64_t seq = 1; seq <= seq_; ++seq)
      hashes.push_back(ledger::leaf_hash({kCounty, CaseId{7}, seq, Instant{seq}, "content", ledger::Salt{}}));
    return hashes;
  }
  std::string code(const std::string& path, Client::Query query) {
    PiecewiseBody none("");
    return client_.call_with(http::Method::get, "/api/v1/ledger/" + path, {}, none, std::move(query)).code;
  }

  std::int64_t seq_ = 0;
  bool is_refused_ = false;
  ledger::Tree tree_;
  http::Router router_;
  Client client_{router_};
};

TEST_P(LedgerProof, EveryLeafIsProvedUnderTheRootsOfItsTime) {
  const auto all = leaves();
  for (const std::int64_t size : {1, 2, 255, 256, 257, 512, 768, 1023, 1299, 1300}) {
    const ledger::Hash root = ledger::root_of(std::span(all).first(static_cast<std::size_t>(size)));
    for (std::int64_t leaf = 0; leaf < size; leaf += 1 + size / 9) {
      const auto proof = prove(ledger::prove_inclusion, leaf, size);
      ASSERT_TRUE(proof) << proof.error().code;
      EXPECT_EQ(proof->root, root);
      EXPECT_EQ(proof->leaf_hash, all[static_cast<std::size_t>(leaf)]);
      EXPECT_TRUE(ledger::is_included(proof->leaf_hash, leaf, size, proof->path, root)) << leaf << " of " << size;
    }
  }
}

TEST_P(LedgerProof, EveryBeginningIsProvedConsistent) {
  const auto all = leaves();
  for (const std::int64_t to : {1, 300, 512, 1299, 1300})
    for (std::int64_t from = 1; from <= to; from += 1 + to / 11) {
      const auto proof = prove(ledger::prove_consistency, from, to);
      ASSERT_TRUE(proof) << proof.error().code;
      EXPECT_EQ(proof->from_root, ledger::root_of(std::span(all).first(static_cast<std::size_t>(from))));
      EXPECT_TRUE(ledger::is_consistent(from, proof->from_root, to, proof->to_root, proof->path));
    }
}

TEST_P(LedgerProof, ATreeThatGrewInPiecesProvesTheSame) {
  append(300);
  sign();
  append(1);
  sign();
  const auto proof = prove(ledger::prove_inclusion, 5, std::nullopt);
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->size, kLeaves + 301);
  EXPECT_EQ(proof->root, ledger::root_of(leaves()));
  EXPECT_EQ(tree_.size(), 6 * 256);
}

TEST_P(LedgerProof, WhatIsNotSignedYetOrNotThereIsRefused) {
  append(1);
  EXPECT_EQ(prove(ledger::prove_inclusion, kLeaves, std::nullopt).error().code, "ledger.unknown_leaf");
  EXPECT_EQ(prove(ledger::prove_inclusion, 0, kLeaves + 1).error().code, "ledger.unknown_size");
  EXPECT_EQ(prove(ledger::prove_consistency, kLeaves + 1, std::nullopt).error().code, "ledger.unknown_size");
  EXPECT_EQ(prove(ledger::prove_consistency, 0, std::nullopt).error().code, "ledger.unknown_size");
  const ledger::Tree empty;
  const auto early =
      db().read_now([&](storage::Tx& tx) { return prove_inclusion(tx, kCounty, empty, 0, std::nullopt); });
  EXPECT_EQ(early.error().code, "ledger.tree_growing");
}

TEST_P(LedgerProof, OfALogThatWasChangedNoProofIsGiven) {
  const auto changed = db().write_now([&](storage::Tx& tx) -> Result<int> {
    run_sql(tx, "UPDATE ledger_leaf SET leaf_hash = " + blob_literal(db(), std::string(32, 'x')) + " WHERE idx = 3");
    return 0;
  });
  ASSERT_TRUE(changed);
  EXPECT_EQ(prove(ledger::prove_inclusion, 3, std::nullopt).error().code, "ledger.proof_broken");
}

TEST_P(LedgerProof, QueriesAreReadStrictlyAndCountedByAddress) {
  EXPECT_EQ(code("inclusion", {{"leaf", "3"}}), "");
  EXPECT_EQ(code("inclusion", {{"leaf", "3"}, {"size", "1300"}}), "");
  EXPECT_EQ(code("consistency", {{"from", "3"}, {"to", "1000"}}), "");
  EXPECT_EQ(code("inclusion", {}), "ledger.bad_number");
  EXPECT_EQ(code("inclusion", {{"leaf", "3x"}}), "ledger.bad_number");
  EXPECT_EQ(code("inclusion", {{"leaf", "-1"}}), "ledger.unknown_leaf");
  EXPECT_EQ(code("consistency", {{"from", ""}}), "ledger.bad_number");
  is_refused_ = true;
  EXPECT_EQ(code("inclusion", {{"leaf", "3"}}), "http.too_many_requests");
  EXPECT_EQ(code("consistency", {{"from", "3"}}), "http.too_many_requests");
}

RUN_ON_EVERY_ENGINE(LedgerProof);

}  // namespace
}  // namespace mashang::test
