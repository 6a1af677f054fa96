// Lists of cases by words: the index says which may be meant, today's rows say which are.
#pragma once

#include <vector>

#include "rooms/cases/listing.hpp"
#include "rooms/search/search.hpp"

namespace mashang::cases {

/// As `list_cases`, for a filter with words: each of them stands in the text or in the place as this person is shown
/// it. A whole case number finds that case too. The index is a moment behind; what it gives is held against rights,
/// filter and words once more, so it may miss for a moment what is new but never shows what is hidden now. For `scan`.
[[nodiscard]] std::vector<Listed> find_cases(storage::Tx& tx, const search::Index& index, const identity::Actor& actor,
                                             const Filter& filter, Instant now, const Rules& rules);

}  // namespace mashang::cases
