// When an answer becomes 304, 206 or 416.
#include "http/conditional.hpp"

#include <gtest/gtest.h>

#include "http/request_fixture.hpp"

namespace mashang::http {
namespace {

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

Response answer_to(const FixtureRequest& request) {
  Response response;
  response.set("ETag", "\"v3\"");
  response.file = FilePart{"/some/file", 0, 1000};
  apply_conditions(request, response);
  return response;
}

}  // namespace

TEST(Conditional, AKnownTagGets304) {
  for (const auto* known : {"\"v3\"", "W/\"v3\"", "\"v1\", \"v3\"", "*"}) {
    FixtureRequest request;
    request.headers["If-None-Match"] = known;
    EXPECT_EQ(answer_to(request).status, 304) << known;
    request.method = Method::head;
    EXPECT_EQ(answer_to(request).status, 304) << known;
    request.method = Method::post;
    EXPECT_EQ(answer_to(request).status, 200) << known;
  }
  FixtureRequest request;
  request.headers["If-None-Match"] = "\"v2\"";
  EXPECT_EQ(answer_to(request).status, 200);
}

TEST(Conditional, ASingleRangeGetsItsPart) {
  const std::tuple<std::string, std::uint64_t, std::uint64_t, std::string> table[] = {
      {"bytes=0-99", 0, 100, "bytes 0-99/1000"},    {"bytes=990-", 990, 10, "bytes 990-999/1000"},
      {"bytes=-10", 990, 10, "bytes 990-999/1000"}, {"bytes=-2000", 0, 1000, "bytes 0-999/1000"},
      {"bytes=5-5", 5, 1, "bytes 5-5/1000"},        {"bytes=900-5000", 900, 100, "bytes 900-999/1000"},
  };
  for (const auto& [range, offset, length, content_range] : table) {
    FixtureRequest request;
    request.headers["Range"] = range;
    const auto response = answer_to(request);
    EXPECT_EQ(response.status, 206) << range;
    EXPECT_EQ(response.file->offset, offset) << range;
    EXPECT_EQ(response.file->length, length) << range;
    EXPECT_EQ(header_of(response, "Content-Range"), content_range);
  }
}

TEST(Conditional, ARangeOutsideGets416) {
  for (const auto* range : {"bytes=1000-", "bytes=1000-1001", "bytes=-0"}) {
    FixtureRequest request;
    request.headers["Range"] = range;
    const auto response = answer_to(request);
    EXPECT_EQ(response.status, 416) << range;
    EXPECT_EQ(header_of(response, "Content-Range"), "bytes */1000");
    EXPECT_FALSE(response.file);
  }
}

TEST(Conditional, WhatIsNoSingleRangeGetsTheWholeFile) {
  for (const auto* range : {"bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,3-4", "lines=0-1",
                            "bytes=99999999999999999999-", "bytes=1-x"}) {
    FixtureRequest request;
    request.headers["Range"] = range;
    EXPECT_EQ(answer_to(request).status, 200) << range;
  }
}

TEST(Conditional, ARangeOfAnOlderVersionGetsTheWholeFile) {
  FixtureRequest request;
  request.headers["Range"] = "bytes=0-1";
  request.headers["If-Range"] = "\"v2\"";
  EXPECT_EQ(answer_to(request).status, 200);
  request.headers["If-Range"] = "\"v3\"";
  EXPECT_EQ(answer_to(request).status, 206);
}

}  // namespace mashang::http
