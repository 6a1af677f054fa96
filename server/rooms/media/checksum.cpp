// Checksums by OpenSSL.
#include "rooms/media/checksum.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace mashang::media {
namespace {

const EVP_MD* digest_of(ChecksumAlgorithm algorithm) {
  switch (algorithm) {
    case ChecksumAlgorithm::sha256:
      return EVP_sha256();
    case ChecksumAlgorithm::sha1:
      return EVP_sha1();
    case ChecksumAlgorithm::md5:
      return EVP_md5();
  }
  return EVP_sha256();
}

}  // namespace

struct RunningChecksum::State {
  std::string expected;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

RunningChecksum::RunningChecksum(Checksum expected) : state_(std::make_unique<State>()) {
  state_->expected = std::move(expected.digest);
  if (EVP_DigestInit_ex(state_->context.get(), digest_of(expected.algorithm), nullptr) != 1) {
    throw std::runtime_error("OpenSSL failed: EVP_DigestInit_ex");
  }
}
RunningChecksum::~RunningChecksum() = default;
RunningChecksum::RunningChecksum(RunningChecksum&&) noexcept = default;
RunningChecksum& RunningChecksum::operator=(RunningChecksum&&) noexcept = default;

void RunningChecksum::add(std::string_view bytes) {
  EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

bool RunningChecksum::matches() {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  EVP_DigestFinal_ex(state_->context.get(), reinterpret_cast<unsigned char*>(digest.data()), &size);
  digest.resize(size);
  return digest == state_->expected;
}

}  // namespace mashang::media
