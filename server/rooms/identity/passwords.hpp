// Passwords: what is accepted (spaces at either end do not count), and Argon2id hashes in PHC form (RFC 9106;
// parameters of OWASP's password storage sheet).
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace mashang::identity {

constexpr std::size_t kPasswordMin = 10;   ///< code points
constexpr std::size_t kPasswordMax = 200;  ///< code points

/// Fails with identity.password_too_short, identity.password_too_long, identity.password_is_login.
[[nodiscard]] Result<void> check_password_rules(std::string_view login, std::string_view password);
/// Takes as long as hashing; false for every hash that is not one of ours.
[[nodiscard]] bool is_password(std::string_view password, const std::string& hash);
/// The hash of a password nobody knows: checked when the login is unknown, so that the answer takes as long.
[[nodiscard]] const std::string& nobodys_hash();

}  // namespace mashang::identity
