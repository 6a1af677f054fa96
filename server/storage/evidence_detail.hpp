// What both engines' evidence readers share.
#pragma once

#include "storage/evidence.hpp"

namespace mashang::storage {

/// Reads only when every known migration ran and no other.
[[nodiscard]] Result<void> read_if_current(Tx& tx, std::span<const Migration> known, const EvidenceReader& read);
[[nodiscard]] tl::unexpected<Error> no_database(std::string detail);

}  // namespace mashang::storage
