// The headers under which somebody else's file may reach a browser.
#include "rooms/media/stored_files.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "rooms/media/content_type.hpp"
#include "rooms/media/range.hpp"

namespace mashang::media {
namespace {

/// Never run, never framed elsewhere, never kept by a shared cache; a browser asks again with its ETag.
void add_common_headers(http::Response& response, const Attachment& attachment, const std::string& etag) {
  const auto type = type_named(attachment.content_type);
  const std::string_view extension = type ? type->extension : "bin";
  response.set("ETag", etag)
      .set("Cache-Control", "private, no-cache")
      .set("X-Content-Type-Options", "nosniff")
      .set("Content-Security-Policy",
           "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox")
      .set("Cross-Origin-Resource-Policy", "same-origin")
      .set("Accept-Ranges", "bytes")
      .set("Content-Disposition", fmt::format("inline; filename=\"{}.{}\"", attachment.id.value, extension));
}

bool names(std::string_view list, std::string_view etag) {
  return list == "*" || list.find(etag) != std::string_view::npos;
}

}  // namespace

Result<http::Response> StoredFiles::file_response(const Attachment& attachment, const http::Request& request) const {
  const std::string path = store_.media_path(attachment.sha256);
  const auto size = static_cast<std::uint64_t>(attachment.bytes);
  std::error_code absent;
  if (std::filesystem::file_size(path, absent) != size || absent) {
    return failure(ErrorKind::internal, "media.file_missing", path);
  }
  const std::string etag = fmt::format("\"{}\"", attachment.sha256);
  http::Response response;
  add_common_headers(response, attachment, etag);
  if (names(request.header("If-None-Match"), etag)) {
    response.status = 304;
    return response;
  }
  response.set("Content-Type", attachment.content_type);
  const std::string_view if_range = request.header("If-Range");
  const bool may_be_part = if_range.empty() || if_range == etag;
  const Wanted wanted = may_be_part ? parse_range(request.header("Range"), size) : Wanted(WholeFile{});
  if (std::holds_alternative<OutsideOfFile>(wanted)) {
    response.status = 416;
    response.set("Content-Range", fmt::format("bytes */{}", size));
    return response;
  }
  ByteRange part{0, size};
  if (const auto* range = std::get_if<ByteRange>(&wanted)) {
    part = *range;
    response.status = 206;
    response.set("Content-Range", fmt::format("bytes {}-{}/{}", part.first, part.first + part.length - 1, size));
  }
  response.file = http::FilePart{path, part.first, part.length};
  return response;
}

}  // namespace mashang::media
