// Argon2id through libargon2.
#include "rooms/identity/passwords.hpp"

#include <argon2.h>

#include <stdexcept>

#include "core/secrets.hpp"
#include "core/text.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/identity/login.hpp"

namespace mashang::identity {
namespace {

constexpr std::uint32_t kPasses = 2;
constexpr std::uint32_t kMemoryKib = 19 * 1024;
constexpr std::uint32_t kLanes = 1;
constexpr std::size_t kSalt = 16;
constexpr std::size_t kHash = 32;

std::string hash_any(std::string_view password) {
  const std::string salt = random_bytes(kSalt);
  std::string encoded(argon2_encodedlen(kPasses, kMemoryKib, kLanes, kSalt, kHash, Argon2_id), '\0');
  const int outcome = argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, password.data(), password.size(), salt.data(),
                                            salt.size(), kHash, encoded.data(), encoded.size());
  if (outcome != ARGON2_OK) throw std::runtime_error(argon2_error_message(outcome));
  encoded.resize(encoded.find('\0'));
  return encoded;
}

Result<void> check_length(std::string_view password) {
  if (!text::is_utf8(password)) return failure(ErrorKind::unprocessable, "json.invalid_utf8", {}, "password");
  const std::size_t length = text::length(password);
  if (length < kPasswordMin) return failure(ErrorKind::unprocessable, "identity.password_too_short", {}, "password");
  if (length > kPasswordMax) return failure(ErrorKind::unprocessable, "identity.password_too_long", {}, "password");
  return {};
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  if (auto fits = check_length(text::trim(password)); !fits) return failure(fits.error());
  return hash_any(text::trim(password));
}

Result<void> check_password_rules(std::string_view login, std::string_view password) {
  if (auto fits = check_length(text::trim(password)); !fits) return fits;
  if (normal_login(password) == normal_login(login)) {
    return failure(ErrorKind::unprocessable, "identity.password_is_login", {}, "password");
  }
  return {};
}

bool is_password(std::string_view password, const std::string& hash) {
  const std::string_view typed = text::trim(password);
  return argon2id_verify(hash.c_str(), typed.data(), typed.size()) == ARGON2_OK;
}

const std::string& nobodys_hash() {
  static const std::string hash = hash_any(random_token(32));
  return hash;
}

}  // namespace mashang::identity
