// Ed25519 by OpenSSL.
#include "rooms/ledger/signature.hpp"

#include <openssl/evp.h>

#include <memory>

namespace mashang::ledger {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Key private_key_from(std::string_view raw) {
  return Key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes(raw), raw.size()));
}

}  // namespace

Result<std::string> public_key_of(std::string_view private_key) {
  const Key key = private_key_from(private_key);
  std::string raw(32, '\0');
  std::size_t size = raw.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), bytes(raw), &size) != 1)
    return failure(ErrorKind::internal, "ledger.bad_key");
  return raw;
}

Result<std::string> sign(std::string_view private_key, std::string_view message) {
  const Key key = private_key_from(private_key);
  const Context context(EVP_MD_CTX_new());
  std::string signature(64, '\0');
  std::size_t size = signature.size();
  if (!key || !context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), bytes(signature), &size, bytes(message), message.size()) != 1)
    return failure(ErrorKind::internal, "ledger.bad_key");
  return signature;
}

bool is_signed_by(std::string_view public_key, std::string_view message, std::string_view signature) {
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(public_key), public_key.size()));
  const Context context(EVP_MD_CTX_new());
  return key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(message), message.size()) == 1;
}

}  // namespace mashang::ledger
