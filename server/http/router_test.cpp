// Which route answers which path.
#include "http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace mashang::http {
namespace {

const Handler kHandler = [](Request&) -> Task<Result<Response>> { co_return Response{}; };

Router sample() {
  Router router;
  for (const auto* pattern : {"/", "/api/v1/cases", "/api/v1/cases/{id}", "/api/v1/cases/{id}/history",
                              "/api/v1/cases/special", "/field/{rest...}", "/d/{token}"})
    router.add(Method::get, pattern, kHandler);
  router.add(Method::post, "/api/v1/cases", kHandler);
  router.add(Method::del, "/d/{token}", kHandler);
  return router;
}

}  // namespace

TEST(Router, EachPathHasItsPatternAndValues) {
  const auto router = sample();
  using Values = std::vector<std::string>;
  const std::tuple<std::string_view, std::string_view, Values> table[] = {
      {"/", "/", {}},
      {"/api/v1/cases", "/api/v1/cases", {}},
      {"/api/v1/cases/7", "/api/v1/cases/{id}", {"7"}},
      {"/api/v1/cases/special", "/api/v1/cases/special", {}},
      {"/api/v1/cases/special/history", "/api/v1/cases/{id}/history", {"special"}},
      {"/field", "/field/{rest...}", {""}},
      {"/field/", "/field/{rest...}", {""}},
      {"/field/cases/7", "/field/{rest...}", {"cases/7"}},
      {"/d/abc", "/d/{token}", {"abc"}},
  };
  for (const auto& [path, pattern, values] : table) {
    const auto match = router.find(Method::get, path);
    ASSERT_TRUE(match) << path;
    EXPECT_EQ(match->pattern, pattern);
    EXPECT_EQ(match->values, values);
  }
}

TEST(Router, UnknownPathsAreNotFound) {
  const auto router = sample();
  for (const auto* path :
       {"", "x", "//", "/api", "/api/v1/cases/", "/api/v1/cases/7/history/8", "/d/", "/d", "/fieldx"})
    EXPECT_EQ(router.find(Method::get, path).error().code, "http.unknown_path") << path;
}

TEST(Router, AWrongMethodIsToldWhichOnesThereAre) {
  const auto wrong = sample().find(Method::put, "/d/abc");
  EXPECT_EQ(wrong.error().code, "http.method_not_allowed");
  EXPECT_EQ(wrong.error().field, "GET, DELETE, HEAD");
}

TEST(Router, HeadIsAnsweredByGet) { EXPECT_EQ(sample().find(Method::head, "/d/abc")->pattern, "/d/{token}"); }

TEST(Router, ARouteStandsOnlyOnce) {
  auto router = sample();
  EXPECT_THROW(router.add(Method::get, "/d/{other}", kHandler), std::logic_error);
}

TEST(Router, ListsEveryRoute) { EXPECT_EQ(sample().routes().size(), 9u); }

}  // namespace mashang::http
