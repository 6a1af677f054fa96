// tus 1.0 over HTTP: core, creation, creation-with-upload, checksum, expiration, termination.
#include "rooms/media/routes.hpp"

#include <ctime>

#include "http/idempotency.hpp"

namespace mashang::media {
namespace {

constexpr std::string_view kVersion = "1.0.0";
constexpr std::string_view kExtensions = "creation,creation-with-upload,checksum,expiration,termination";
constexpr std::string_view kPieceType = "application/offset+octet-stream";
constexpr std::string_view kFolder = "/api/v1/uploads/";

/// Fails with media.tus_version (412). Every answer, also a problem, says which version speaks.
Result<void> check_version(const http::Request& request) {
  request.answer_headers.emplace_back("Tus-Resumable", kVersion);
  if (request.header("Tus-Resumable") == kVersion) return {};
  request.answer_headers.emplace_back("Tus-Version", kVersion);
  return failure(ErrorKind::precondition_failed, "media.tus_version");
}

/// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(Instant at) {
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto seconds = static_cast<std::time_t>(at.ms / 1000);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, ", %d MMM %Y %H:%M:%S GMT", &utc);
  std::string date(text, length);
  date.replace(date.find("MMM"), 3, kMonths[utc.tm_mon]);
  return kDays[utc.tm_wday] + date;
}

http::Response answer(int status, const Progress& progress) {
  http::Response response{.status = status};
  response.set("Upload-Offset", std::to_string(progress.offset));
  response.set("Upload-Expires", http_date(progress.upload.expires_at));
  response.set("Cache-Control", "no-store");
  return response;
}

Result<std::optional<Checksum>> wanted_checksum(const http::Request& request) {
  const std::string_view header = request.header("Upload-Checksum");
  if (header.empty()) return std::optional<Checksum>();
  auto checksum = parse_checksum(header);
  if (!checksum) return failure(checksum.error());
  return std::optional(std::move(*checksum));
}

/// Fails with media.length_missing, media.bad_length, media.bad_metadata, http.bad_idempotency_key.
Result<UploadWish> read_wish(const http::Request& request, std::string owner) {
  const std::string_view length_header = request.header("Upload-Length");
  const std::string_view metadata = request.header("Upload-Metadata");
  if (length_header.empty()) return failure(ErrorKind::bad_request, "media.length_missing", {}, "Upload-Length");
  const auto length = parse_size(length_header, "media.bad_length");
  if (!length) return failure(length.error());
  if (auto parsed = parse_metadata(metadata); !parsed) return failure(parsed.error());
  auto key = http::idempotency_key(request);
  if (!key) return failure(key.error());
  UploadWish wish;
  wish.owner = std::move(owner);
  wish.network = request.remote;
  wish.length = *length;
  wish.metadata = metadata;
  wish.idempotency_key = std::move(*key);
  wish.request_hash = http::request_hash(request, std::string(length_header).append("\n").append(metadata));
  return wish;
}

Task<Result<http::Response>> create(http::Request& request, Uploads& uploads, UploadRights& rights) {
  if (auto version = check_version(request); !version) co_return failure(version.error());
  auto finding = rights.owner_of(request);
  auto owner = co_await finding;
  if (!owner) co_return failure(owner.error());
  auto wish = read_wish(request, std::move(*owner));
  if (!wish) co_return failure(wish.error());
  auto checksum = wanted_checksum(request);
  if (!checksum) co_return failure(checksum.error());
  Progress progress;
  progress.upload.length = wish->length;
  auto creating = uploads.create(std::move(*wish));
  auto opened = co_await creating;
  if (!opened) co_return failure(opened.error());
  progress.upload.expires_at = opened->expires_at;
  if (request.header("Content-Type") == kPieceType && request.body != nullptr) {
    auto receiving = uploads.receive(opened->token, 0, std::move(*checksum), *request.body);
    auto received = co_await receiving;
    if (!received) co_return failure(received.error());
    progress = std::move(*received);
  }
  http::Response response = answer(201, progress);
  response.set("Location", std::string(kFolder) + opened->token);
  co_return response;
}

Task<Result<http::Response>> tell_offset(http::Request& request, Uploads& uploads) {
  if (auto version = check_version(request); !version) co_return failure(version.error());
  auto looking = uploads.progress(request.path_values.at(0));
  auto progress = co_await looking;
  if (!progress) co_return failure(progress.error());
  http::Response response = answer(200, *progress);
  response.set("Upload-Length", std::to_string(progress->upload.length));
  if (!progress->upload.metadata.empty()) response.set("Upload-Metadata", progress->upload.metadata);
  co_return response;
}

Task<Result<http::Response>> go_on(http::Request& request, Uploads& uploads) {
  if (auto version = check_version(request); !version) co_return failure(version.error());
  if (request.header("Content-Type") != kPieceType || request.body == nullptr) {
    co_return failure(ErrorKind::unsupported_media_type, "media.wrong_content_type", {}, "Content-Type");
  }
  const auto offset = parse_size(request.header("Upload-Offset"), "media.bad_offset");
  if (!offset) co_return failure(offset.error());
  auto checksum = wanted_checksum(request);
  if (!checksum) co_return failure(checksum.error());
  auto receiving = uploads.receive(request.path_values.at(0), *offset, std::move(*checksum), *request.body);
  auto progress = co_await receiving;
  if (!progress) co_return failure(progress.error());
  co_return answer(204, *progress);
}

Task<Result<http::Response>> end(http::Request& request, Uploads& uploads) {
  if (auto version = check_version(request); !version) co_return failure(version.error());
  auto ending = uploads.terminate(request.path_values.at(0));
  auto ended = co_await ending;
  if (!ended) co_return failure(ended.error());
  co_return http::no_content();
}

Task<Result<http::Response>> describe(const Uploads& uploads) {
  http::Response response = http::no_content();
  response.set("Tus-Resumable", std::string(kVersion))
      .set("Tus-Version", std::string(kVersion))
      .set("Tus-Extension", std::string(kExtensions))
      .set("Tus-Max-Size", std::to_string(uploads.rules().limits.any))
      .set("Tus-Checksum-Algorithm", std::string(checksum_algorithms()));
  co_return response;
}

}  // namespace

void add_routes(http::Router& router, Uploads& uploads, UploadRights& rights) {
  const std::string one = std::string(kFolder) + "{token}";
  router.add(http::Method::options, "/api/v1/uploads", [&uploads](http::Request&) { return describe(uploads); });
  router.add(http::Method::post, "/api/v1/uploads",
             [&uploads, &rights](http::Request& request) { return create(request, uploads, rights); });
  router.add(http::Method::head, one, [&uploads](http::Request& request) { return tell_offset(request, uploads); });
  router.add(http::Method::patch, one, [&uploads](http::Request& request) { return go_on(request, uploads); });
  router.add(http::Method::del, one, [&uploads](http::Request& request) { return end(request, uploads); });
}

}  // namespace mashang::media
