// Randomness, hashes and sealing on OpenSSL 3.
#include "core/secrets.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace mashang {
namespace {

constexpr std::size_t kNonce = 12;  // NIST SP 800-38D: 96-bit IV
constexpr std::size_t kTag = 16;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// OpenSSL failing on valid arguments means the machine is out of memory or entropy.
void require(bool succeeded, const char* what) {
  if (!succeeded) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

void require_key(std::string_view key) {
  if (key.size() != 32) throw std::invalid_argument("AES-256 needs a key of 32 bytes");
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// SHA-256 of both parts, with a context kept per thread: fetching the algorithm costs more than hashing a token.
Sha256 digest(std::string_view first, std::string_view second) {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  thread_local const bool is_ready = EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  require(is_ready && EVP_DigestInit_ex(context.get(), nullptr, nullptr) == 1, "EVP_DigestInit_ex");
  Sha256 hash;
  require(EVP_DigestUpdate(context.get(), first.data(), first.size()) == 1 &&
              EVP_DigestUpdate(context.get(), second.data(), second.size()) == 1 &&
              EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1,
          "EVP_Digest");
  return hash;
}

}  // namespace

std::string random_bytes(std::size_t n) {
  std::string bytes(n, '\0');
  require(RAND_bytes(bytes_of(bytes), static_cast<int>(n)) == 1, "RAND_bytes");
  return bytes;
}

std::string random_token(std::size_t bytes) { return to_base64url(random_bytes(bytes)); }

Sha256 sha256(std::string_view data) { return digest(data, {}); }

/// RFC 2104, on the digest above: OpenSSL's own one-shot HMAC looks its algorithm up anew each time, which costs ten
/// times the hashing of a token and is paid by every request with a session.
Sha256 hmac_sha256(std::string_view key, std::string_view data) {
  constexpr std::size_t kBlock = 64;
  std::array<char, kBlock> inner{}, outer{};
  const Sha256 short_key = key.size() > kBlock ? sha256(key) : Sha256{};
  const std::string_view used = key.size() > kBlock ? as_view(short_key) : key;
  std::ranges::copy(used, inner.begin());
  std::ranges::copy(used, outer.begin());
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer) c = static_cast<char>(c ^ 0x5c);
  const Sha256 hash = digest({outer.data(), kBlock}, as_view(digest({inner.data(), kBlock}, data)));
  OPENSSL_cleanse(inner.data(), kBlock);
  OPENSSL_cleanse(outer.data(), kBlock);
  return hash;
}

std::string to_hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    hex += kDigits[b >> 4];
    hex += kDigits[b & 15];
  }
  return hex;
}

Result<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return failure(ErrorKind::unprocessable, "core.not_hex");
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_digit(hex[i]), low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) return failure(ErrorKind::unprocessable, "core.not_hex");
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string to_base64url(std::string_view bytes) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  unsigned int bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (held += 8; held >= 6; held -= 6) out += kAlphabet[bits >> (held - 6) & 63];
  }
  if (held > 0) out += kAlphabet[bits << (6 - held) & 63];
  return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string seal(std::string_view key, std::string_view plain, std::string_view context) {
  require_key(key);
  const auto nonce = random_bytes(kNonce);
  std::string sealed = nonce + std::string(plain.size() + kTag, '\0');
  unsigned char* const text = bytes_of(sealed) + kNonce;
  const CipherContext cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int n = 0;
  require(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key), bytes_of(nonce)) == 1,
          "GCM init");
  require(EVP_EncryptUpdate(cipher.get(), nullptr, &n, bytes_of(context), static_cast<int>(context.size())) == 1,
          "GCM context");
  require(EVP_EncryptUpdate(cipher.get(), text, &n, bytes_of(plain), static_cast<int>(plain.size())) == 1, "GCM text");
  require(EVP_EncryptFinal_ex(cipher.get(), text + plain.size(), &n) == 1, "GCM final");
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTag, text + plain.size()) == 1, "GCM tag");
  return sealed;
}

Result<std::string> unseal(std::string_view key, std::string_view sealed, std::string_view context) {
  require_key(key);
  if (sealed.size() < kNonce + kTag) return failure(ErrorKind::internal, "core.seal_broken", "too short");
  const auto text = sealed.substr(kNonce, sealed.size() - kNonce - kTag);
  std::string tag(sealed.substr(sealed.size() - kTag));
  std::string plain(text.size(), '\0');
  const CipherContext cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int n = 0;
  require(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key), bytes_of(sealed)) == 1,
          "GCM init");
  require(EVP_DecryptUpdate(cipher.get(), nullptr, &n, bytes_of(context), static_cast<int>(context.size())) == 1,
          "GCM context");
  require(EVP_DecryptUpdate(cipher.get(), bytes_of(plain), &n, bytes_of(text), static_cast<int>(text.size())) == 1,
          "GCM text");
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data()) == 1, "GCM tag");
  if (EVP_DecryptFinal_ex(cipher.get(), bytes_of(plain) + plain.size(), &n) != 1)
    return failure(ErrorKind::internal, "core.seal_broken", "the tag does not match");
  return plain;
}

}  // namespace mashang
