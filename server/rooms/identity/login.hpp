// The name an account signs in with.
#pragma once

#include <string>
#include <string_view>

namespace mashang::identity {

/// Trimmed and lower-cased (ASCII): "Li.Na " and "li.na" are one login.
[[nodiscard]] std::string normal_login(std::string_view login);

}  // namespace mashang::identity
