// What the room `echoes` is told of cases, and what is asked of it about one.
#pragma once

#include <functional>
#include <span>

#include "rooms/cases/access.hpp"
#include "rooms/echoes/echoes.hpp"
#include "rooms/triage/triage.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// Keeps what was said before up to date with the cases, for a follower of the outbox. Used by one thread at a time,
/// but for `load`.
class Echoing {
 public:
  /// Everything outlives it.
  Echoing(storage::Db& db, CountyCode county, const triage::Triage& triage, echoes::SaidBefore& said)
      : db_(db), county_(county), triage_(triage), said_(said) {}

  /// Reads these cases; gives what to write. In memory they are known at once: an echo is held against its row anyway.
  [[nodiscard]] Result<std::function<Result<void>(storage::Tx&)>> take(std::span<const CaseId> cases);
  /// From the stored sketches, beside whatever else goes on; once a process, seconds for a million.
  [[nodiscard]] Result<void> load();

 private:
  storage::Db& db_;
  CountyCode county_;
  const triage::Triage& triage_;
  echoes::SaidBefore& said_;
  CaseId before_ = echoes::kNewestCase;  ///< of the thread that loads
  bool is_loaded_ = false;
};

/// What to ask about a text at a place. Its kind is the understood one unless that is unsure.
[[nodiscard]] echoes::EchoQuery query_for(std::string_view text, const places::Situation& where,
                                          const triage::Understanding& understood, const triage::Triage& triage,
                                          Instant at);

/// About a case as it stands: what a person said of its kind counts.
[[nodiscard]] echoes::EchoQuery query_for(const Case& c, const triage::Triage& triage);

/// Of these echoes, at most three as a neighbour may know them, likeliest first: open, joinable by somebody at `where`,
/// classified as no secret or by nobody yet and certainly none. `KnownMatter` of the contract, an array.
void write_known_matters(json::Writer& out, storage::Tx& tx, const std::vector<echoes::Echo>& echoes,
                         const places::Situation& where, const triage::Triage& triage);
/// `SimilarCases` of the contract.
[[nodiscard]] std::string similar_json(storage::Tx& tx, const Case& c, const identity::Actor& actor,
                                       const triage::Triage& triage, const echoes::SaidBefore& said, Instant now,
                                       const Rules& rules);

}  // namespace mashang::cases
