// What names a person is not searched for: telephone numbers, numbers of identity and bank cards, e-mail addresses.
#pragma once

#include <string>
#include <string_view>

namespace mashang::search {

/// A folded text with a space for each of them. Cut are: seven or more digits in a row (with the X that may end a
/// number of an identity card, GB 11643); groups of digits between single hyphens, dashes, dots or spaces that make a
/// mobile number (11 digits from 13 to 19, with or without 86), a number with its area code, of an identity card or of
/// a bank card; and addresses around an @. A year, a flat, "2026-11-22" stay; "20261122" does not.
[[nodiscard]] std::string person_free(std::string_view folded);

}  // namespace mashang::search
