// The headers of tus 1.0 (https://tus.io/protocols/resumable-upload) as pure functions over what a client sent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

namespace mashang::media {

using Metadata = std::vector<std::pair<std::string, std::string>>;

/// `Upload-Metadata: filename aW1nLmpwZw==,is_public` gives keys with decoded values, in order. Keys are printable
/// ASCII without space and comma, unique; a value may be missing. Fails with media.bad_metadata, also above 4096 bytes.
[[nodiscard]] Result<Metadata> parse_metadata(std::string_view header);

enum class ChecksumAlgorithm { sha256, sha1, md5 };
struct Checksum {
  ChecksumAlgorithm algorithm = ChecksumAlgorithm::sha256;
  std::string digest;  ///< raw bytes of the algorithm's length
};
/// `Upload-Checksum: sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=`. Fails with media.bad_checksum.
[[nodiscard]] Result<Checksum> parse_checksum(std::string_view header);
/// What OPTIONS answers: "sha256,sha1,md5".
[[nodiscard]] std::string_view checksum_algorithms();

/// Decimal digits only, below 2^53. Fails with `code` (bad_request).
[[nodiscard]] Result<std::uint64_t> parse_size(std::string_view header, std::string_view code);

/// RFC 4648 section 4, padded, nothing else. Fails with media.bad_metadata.
[[nodiscard]] Result<std::string> from_base64(std::string_view text);

}  // namespace mashang::media
