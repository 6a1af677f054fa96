// What a verification found, in words for whoever administers a county.
#pragma once

#include <string>

#include "rooms/ledger/verify.hpp"

namespace mashang {

/// Begins with the word of the verdict, which never changes; then says what it means and where to look. "" when intact.
[[nodiscard]] std::string in_words(const ledger::Report& report);

}  // namespace mashang
