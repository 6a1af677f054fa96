// Where what is remembered of cases outlives the process.
#pragma once

#include <vector>

#include "core/ids.hpp"
#include "rooms/echoes/said_before.hpp"
#include "storage/db.hpp"

namespace mashang::echoes {

// Effects, in the caller's transaction. Tell SaidBefore the same once it is durable.
void put_sketch(storage::Tx& tx, CountyCode county, const Told& told);
void close_sketch(storage::Tx& tx, CountyCode county, CaseId id, bool is_answered);
void forget_sketch(storage::Tx& tx, CountyCode county, CaseId id);

/// At most `limit` cases below `before`, newest first; an empty page is the end. Meant for `scan`, page after page in
/// the background, each into SaidBefore::fill.
[[nodiscard]] std::vector<Told> load_page(storage::Tx& tx, CountyCode county, CaseId before, std::int64_t limit);
constexpr CaseId kNewestCase{std::int64_t{1} << 53U};

}  // namespace mashang::echoes
