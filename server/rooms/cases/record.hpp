// What a case's own row holds after a step, as bytes that the step's leaf commits to.
#pragma once

#include <string>

#include "rooms/cases/case.hpp"
#include "rooms/ledger/ledger.hpp"

namespace mashang::cases {

/// SHA-256(salt || "case-v1\n" || fields), the salt being that of the step. Fields as in history.hpp, in record.cpp's
/// order: every column of case_record. Held against the newest step only, since older rows are gone.
/// Once another grid answers for the case it is "case-v2\n", and that grid's id and name come last.
///
/// So whoever changes a column outside a step (a migration, a repair) makes the case differ from its history: let
/// a step say so, or start a new form.
[[nodiscard]] ledger::Hash record_of(const Case& c, const ledger::Salt& salt);

}  // namespace mashang::cases
