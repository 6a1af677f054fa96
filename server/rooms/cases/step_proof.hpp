// What the holder of a private link needs to compute the leaves of her case herself.
#pragma once

#include <string>
#include <vector>

#include "rooms/cases/history.hpp"

namespace mashang::cases {

/// {"items": [{seq, leaf, leaf_hash, content, personal_hash}]}. `content` is the open content of the step, letter by
/// letter as it is hashed; it says nothing that the case's own page does not, but for account numbers. `personal_hash`
/// stands for names and reasons: their salts stay here, since she does not see all that they hide (staff are shown by
/// office). Both are null in steps of form 1, whose leaf hash is all there is.
[[nodiscard]] std::string step_proofs_json(const std::vector<HistoryRow>& steps);

}  // namespace mashang::cases
