// Which file answers which address, how it is encoded and how long it may be kept.
#include "http/static_files.hpp"

#include <gtest/gtest.h>

#include "http/request_fixture.hpp"

namespace mashang::http {
namespace {

constexpr runtime::EmbeddedFile kFiles[] = {
    {"web/field/assets/app-1a2b.js", "plain", "gz", "br", "\"e1\""},
    {"web/field/assets/icon.png", "png", "", "", "\"e2\""},
    {"web/field/index.html", "<field>", "", "", "\"e3\""},
    {"web/resident/index.html", "<resident>", "", "", "\"e4\""},
};

Result<Response> get(std::string path, std::string accept_encoding = "",
                     std::span<const runtime::EmbeddedFile> files = kFiles) {
  Router router;
  add_static_routes(router, files);
  FixtureRequest request;
  request.path = path;
  request.headers["Accept-Encoding"] = accept_encoding;
  auto match = router.find(Method::get, path);
  if (!match) return failure(match.error());
  request.path_values = match->values;
  auto task = (*match->handler)(request);
  task.start();
  return task.result();
}

std::string header_of(const Result<Response>& response, std::string_view name) {
  for (const auto& [key, value] : response->headers)
    if (key == name) return value;
  return "";
}

}  // namespace

TEST(StaticFiles, EachAddressOpensItsFrontEnd) {
  for (const auto* path : {"/", "/my", "/report", "/d/abc", "/c/abc"})
    EXPECT_EQ(get(path)->fixed_body, "<resident>") << path;
  for (const auto* path : {"/field", "/field/", "/field/cases/7", "/field/index.html"})
    EXPECT_EQ(get(path)->fixed_body, "<field>") << path;
}

TEST(StaticFiles, UnknownAddressesAreNotFound) {
  for (const auto* path : {"/nowhere", "/field/assets/gone.js", "/resident/x", "/d/abc/def", "/web/field/index.html"})
    EXPECT_EQ(get(path).error().code, "http.unknown_path") << path;
}

TEST(StaticFiles, HashedAssetsAreKeptForEverAndPagesAskedForAgain) {
  EXPECT_EQ(header_of(get("/field/assets/app-1a2b.js"), "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header_of(get("/field/"), "Cache-Control"), "no-cache");
  EXPECT_EQ(header_of(get("/field/"), "ETag"), "\"e3\"");
  EXPECT_NE(header_of(get("/field/"), "Content-Security-Policy"), "");
}

TEST(StaticFiles, PagesWithASecretAddressAreNeitherKeptNorIndexed) {
  for (const auto* path : {"/d/abc", "/c/abc"}) {
    EXPECT_EQ(header_of(get(path), "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(get(path), "X-Robots-Tag"), "noindex, nofollow");
  }
}

TEST(StaticFiles, TheBestEncodingTheClientTakesIsSent) {
  const std::tuple<std::string, std::string, std::string> table[] = {
      {"", "", "plain"},
      {"identity", "", "plain"},
      {"gzip, deflate, br", "br", "br"},
      {"gzip, deflate", "gzip", "gz"},
      {"br;q=0, gzip;q=0.5", "gzip", "gz"},
      {"brotli", "", "plain"},
  };
  for (const auto& [accepted, encoding, body] : table) {
    const auto response = get("/field/assets/app-1a2b.js", accepted);
    EXPECT_EQ(header_of(response, "Content-Encoding"), encoding) << accepted;
    EXPECT_EQ(response->fixed_body, body) << accepted;
    EXPECT_EQ(header_of(response, "Vary"), "Accept-Encoding");
  }
  EXPECT_EQ(header_of(get("/field/assets/app-1a2b.js", "br"), "ETag"), "\"e1-br\"");
  EXPECT_EQ(header_of(get("/field/assets/icon.png", "br"), "Content-Encoding"), "");
}

TEST(StaticFiles, ABuildWithoutFrontEndsSaysSo) {
  const auto response = get("/", "", {});
  EXPECT_EQ(response->status, 503);
  EXPECT_NE(response->fixed_body.find("not part of this build"), std::string_view::npos);
}

}  // namespace mashang::http
