// One upload as the database holds it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "storage/tx.hpp"

namespace mashang::media {

enum class UploadState { open, finished, claimed };

/// How many bytes have arrived is not written down: the size of the file on disk is the offset.
struct Upload {
  std::int64_t id = 0;  ///< becomes the attachment's id; names the file while it grows
  std::uint64_t length = 0;
  std::string metadata;  ///< Upload-Metadata as sent: HEAD repeats it
  UploadState state = UploadState::open;
  std::string content_type;  ///< once finished
  std::string sha256;        ///< hex, once finished
  Instant expires_at;
};

/// What the database knows of a token: 256 random bits need no slower hash.
[[nodiscard]] std::string token_hash(std::string_view token);
/// None also when it has expired.
[[nodiscard]] std::optional<Upload> find_upload(storage::Tx& tx, CountyCode county, std::string_view hash, Instant now);

}  // namespace mashang::media
