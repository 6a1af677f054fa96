// Finds a page or asset and chooses its encoding.
#include "http/static_files.hpp"

#include <algorithm>
#include <charconv>

namespace mashang::http {
namespace {

using runtime::EmbeddedFile;
using Files = std::span<const EmbeddedFile>;

/// MapLibre runs its workers from blobs; components set styles on elements.
constexpr std::string_view kPagePolicy =
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

constexpr std::string_view kNotBuilt =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Mashang</title>"
    "<p>The front ends are not part of this build. 此版本未包含网页界面。</p></html>\n";

enum class Secrecy { open, secret_in_address };

std::string_view type_of(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".geojson", "application/geo+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".mp3", "audio/mpeg"},
      {".wav", "audio/wav"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"},
      {".wasm", "application/wasm"},
  };
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

const EmbeddedFile* find(Files files, std::string_view name) {
  const auto found = std::ranges::lower_bound(files, name, {}, &EmbeddedFile::name);
  return found != files.end() && found->name == name ? &*found : nullptr;
}

Response file_response(const Request& request, const EmbeddedFile& file, std::string_view caching) {
  const auto encoding = encoding_for(file, request.header("Accept-Encoding"));
  Response response;
  response.fixed_body = encoding == "br" ? file.brotli : encoding == "gzip" ? file.gzip : file.plain;
  std::string etag(file.etag);
  if (!encoding.empty()) {
    etag.insert(etag.size() - 1, "-" + std::string(encoding));
    response.set("Content-Encoding", std::string(encoding));
  }
  response.set("Content-Type", std::string(type_of(file.name))).set("Cache-Control", std::string(caching));
  response.set("ETag", std::move(etag));
  if (!file.gzip.empty() || !file.brotli.empty()) response.set("Vary", "Accept-Encoding");
  return response;
}

Response page(const Request& request, Files files, std::string_view name, Secrecy secrecy) {
  const auto* file = find(files, name);
  if (file == nullptr) {
    Response missing;
    missing.status = 503;
    missing.fixed_body = kNotBuilt;
    missing.set("Content-Type", "text/html; charset=utf-8").set("Cache-Control", "no-store");
    return missing;
  }
  const bool is_secret = secrecy == Secrecy::secret_in_address;
  auto response = file_response(request, *file, is_secret ? "no-store" : "no-cache");
  response.set("Content-Security-Policy", std::string(kPagePolicy));
  if (is_secret) response.set("X-Robots-Tag", "noindex, nofollow");
  return response;
}

Handler page_handler(Files files, std::string_view name, Secrecy secrecy) {
  return [files, name, secrecy](Request& request) -> Task<Result<Response>> {
    co_return page(request, files, name, secrecy);
  };
}

/// `folder` is "web/field/"; what is no file there is a page of the front end, unless it was meant as an asset.
Result<Response> file_or_page(const Request& request, Files files, const std::string& folder, std::string_view index) {
  const auto& rest = request.path_values.front();
  const bool is_asset = rest.starts_with("assets/");
  const auto* file = rest.empty() ? nullptr : find(files, folder + rest);
  if (file != nullptr && !rest.ends_with(".html"))
    return file_response(request, *file, is_asset ? "public, max-age=31536000, immutable" : "no-cache");
  if (is_asset || index.empty()) return failure(ErrorKind::not_found, "http.unknown_path");
  return page(request, files, index, Secrecy::open);
}

double quality_of(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
    auto item = accept_encoding.substr(0, end);
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    while (item.starts_with(' ')) item.remove_prefix(1);
    if (!item.starts_with(coding)) continue;
    item.remove_prefix(coding.size());
    if (!item.empty() && item.front() != ';' && item.front() != ' ') continue;
    const auto at = item.find("q=");
    double quality = 1;
    if (at != std::string_view::npos) std::from_chars(item.data() + at + 2, item.data() + item.size(), quality);
    return quality;
  }
  return 0;
}

}  // namespace

std::string_view encoding_for(const EmbeddedFile& file, std::string_view accept_encoding) {
  if (!file.brotli.empty() && quality_of(accept_encoding, "br") > 0) return "br";
  if (!file.gzip.empty() && quality_of(accept_encoding, "gzip") > 0) return "gzip";
  return "";
}

void add_static_routes(Router& router, std::span<const EmbeddedFile> files) {
  constexpr std::string_view kResident = "web/resident/index.html";
  for (const auto* pattern : {"/", "/my", "/report"})
    router.add(Method::get, pattern, page_handler(files, kResident, Secrecy::open));
  for (const auto* pattern : {"/d/{token}", "/c/{token}"})
    router.add(Method::get, pattern, page_handler(files, kResident, Secrecy::secret_in_address));
  constexpr std::pair<std::string_view, std::string_view> kFrontEnds[] = {
      {"resident", ""}, {"field", "web/field/index.html"}, {"console", "web/console/index.html"}};
  for (const auto& [name, index] : kFrontEnds) {
    const std::string folder = "web/" + std::string(name) + "/";
    router.add(Method::get, "/" + std::string(name) + "/{rest...}",
               [files, folder, index = index](Request& request) -> Task<Result<Response>> {
                 co_return file_or_page(request, files, folder, index);
               });
  }
}

}  // namespace mashang::http
