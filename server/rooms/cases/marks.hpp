// What the index is told of a case, and what a reader asks it for.
//
// Permission: "p12" where a leader or an officer of place 12 may find it, "u12" where workers of area 12 may too (not
// of a restricted matter), "h7" where the staff of organisation 7 may: they handle it. Officers of the county need
// none. Filters: "p12" again (every place it lies in), "o7" (organisation 7 handles it), "c04" and "c0402", "open" or
// "over". Where the reporter is hidden, the flat stands in an edition of its own, without "u" and "h": nobody finds a
// case by a flat that she is not shown.
#pragma once

#include <optional>

#include "rooms/cases/access.hpp"
#include "rooms/cases/case.hpp"
#include "rooms/cases/listing.hpp"
#include "rooms/search/search.hpp"

namespace mashang::cases {

[[nodiscard]] search::Document document_of(const Case& c);
/// Marks of which one is enough; none: the whole county is hers.
[[nodiscard]] std::optional<search::Marks> marks_within(const Reach& reach);
/// Marks that whatever passes the filter has; what they do not say, `passes` does.
[[nodiscard]] search::Marks marks_of(const Filter& filter, CountyCode county);

}  // namespace mashang::cases
