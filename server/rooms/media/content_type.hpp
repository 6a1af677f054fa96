// What a file is, decided by its first bytes and never by its name or by what the sender says.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/result.hpp"

namespace mashang::media {

enum class Kind { picture, video, sound };

struct ContentType {
  std::string_view name;       ///< always a literal: "image/jpeg"
  std::string_view extension;  ///< of the name offered when somebody saves it: "jpg"
  Kind kind;
};

/// So much of a file's beginning `type_of` looks at.
constexpr std::size_t kHead = 4096;

/// Pictures JPEG, PNG, WebP, GIF, HEIC/HEIF, AVIF; videos MP4, QuickTime, 3GP, WebM, Matroska, Ogg; recordings M4A,
/// AAC, AMR, MP3, Ogg, WAV. None for anything else: documents, programs and pages never get in.
[[nodiscard]] std::optional<ContentType> type_of(std::string_view head);
/// The type by its name in the database.
[[nodiscard]] std::optional<ContentType> type_named(std::string_view name);

/// Largest accepted file of a kind, in bytes.
struct SizeLimits {
  std::uint64_t picture = 20ull * 1024 * 1024;
  std::uint64_t sound = 20ull * 1024 * 1024;
  std::uint64_t video = 300ull * 1024 * 1024;
  std::uint64_t any = 300ull * 1024 * 1024;  ///< refused before its type is known

  [[nodiscard]] std::uint64_t of(Kind kind) const;
};

/// The type of a file with this beginning and this whole length.
/// Fails with media.unsupported_type (415), media.too_large (413).
[[nodiscard]] Result<ContentType> judge(std::string_view head, std::uint64_t length, const SizeLimits& limits);

}  // namespace mashang::media
