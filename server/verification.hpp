// What the ledger's verifier is lent by the rooms that keep what it speaks of.
#pragma once

#include "rooms/cases/proof.hpp"
#include "rooms/ledger/verify.hpp"

namespace mashang {

/// History, cases and attachments; stored files too when there is a `check_file`.
[[nodiscard]] ledger::HistorySource history_of_cases(cases::FileCheck check_file = {});

}  // namespace mashang
