// What a handler is told about cookies, queries and numbers in paths.
#include "http/message.hpp"

#include <gtest/gtest.h>

#include "http/idempotency.hpp"
#include "http/request_fixture.hpp"

namespace mashang::http {

TEST(Request, CookiesAreFoundByTheirWholeName) {
  FixtureRequest request;
  request.headers["Cookie"] = "xmashang_session=no; mashang_session=abc=; other=1";
  EXPECT_EQ(request.cookie("mashang_session"), "abc=");
  EXPECT_EQ(request.cookie("other"), "1");
  EXPECT_EQ(request.cookie("session"), "");
}

TEST(Request, TheFirstQueryValueOfANameWins) {
  FixtureRequest request;
  request.query = {{"a", "1"}, {"a", "2"}, {"empty", ""}};
  EXPECT_EQ(request.query_value("a"), "1");
  EXPECT_EQ(request.query_value("empty"), "");
  EXPECT_EQ(request.query_value("b"), std::nullopt);
}

TEST(Request, APathNumberIsAWholePositiveNumber) {
  FixtureRequest request;
  request.path_values = {"7", "0", "-1", "1x", "", "9007199254740991", "9007199254740992", "99999999999999999999"};
  EXPECT_EQ(request.path_number(0).value(), 7);
  EXPECT_EQ(request.path_number(5).value(), 9007199254740991);
  for (const std::size_t at : {1, 2, 3, 4, 6, 7})
    EXPECT_EQ(request.path_number(at).error().code, "http.bad_path_number") << request.path_values[at];
}

TEST(Request, AnIdempotencyKeyIsShortAndPlain) {
  FixtureRequest request;
  EXPECT_EQ(idempotency_key(request).value(), std::nullopt);
  for (const auto& [key, is_good] : std::initializer_list<std::pair<std::string, bool>>{{"a-Z_09", true},
                                                                                        {std::string(64, 'k'), true},
                                                                                        {std::string(65, 'k'), false},
                                                                                        {"", false},
                                                                                        {"a b", false},
                                                                                        {"é", false}}) {
    request.headers["Idempotency-Key"] = key;
    EXPECT_EQ(idempotency_key(request).has_value(), is_good) << key;
  }
}

TEST(Request, AnotherBodyOrPathIsAnotherRequest) {
  FixtureRequest request;
  request.path = "/a";
  const auto hash = request_hash(request, "body");
  EXPECT_EQ(request_hash(request, "body"), hash);
  EXPECT_NE(request_hash(request, "body2"), hash);
  request.path = "/b";
  EXPECT_NE(request_hash(request, "body"), hash);
}

}  // namespace mashang::http
