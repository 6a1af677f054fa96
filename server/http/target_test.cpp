// What a request target says, and which ones are refused.
#include "http/target.hpp"

#include <gtest/gtest.h>

namespace mashang::http {
namespace {

using Query = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST(Target, PathAndQueryAreDecoded) {
  std::string path;
  Query query;
  ASSERT_TRUE(parse_target("/a%20b/%E8%B7%AF?q=%E7%81%AF+1&q=2&&x&=y", path, query));
  EXPECT_EQ(path, "/a b/路");
  EXPECT_EQ(query, (Query{{"q", "灯 1"}, {"q", "2"}, {"x", ""}, {"", "y"}}));
}

TEST(Target, APlusInAPathIsAPlus) {
  std::string path;
  Query query;
  ASSERT_TRUE(parse_target("/a+b", path, query));
  EXPECT_EQ(path, "/a+b");
}

TEST(Target, TheAbsoluteFormIsAccepted) {
  std::string path;
  Query query;
  ASSERT_TRUE(parse_target("http://ma.example:80/a?b=1", path, query));
  EXPECT_EQ(path, "/a");
  ASSERT_TRUE(parse_target("https://ma.example", path, query));
  EXPECT_EQ(path, "/");
}

TEST(Target, BadOnesAreRefused) {
  std::string path;
  Query query;
  for (const auto* target : {"", "a", "/%", "/%1", "/%zz", "/%00", "/%0A", "/%ff", "/%C0%AF", "ftp://x/", "?a=1"})
    EXPECT_EQ(parse_target(target, path, query).error().code, "http.bad_target") << target;
  for (const auto* target : {"/?a=%", "/?%ff=1", "/?a=%00"})
    EXPECT_EQ(parse_target(target, path, query).error().code, "http.bad_query") << target;
}

TEST(Target, PairsAreLimited) {
  std::string path, target = "/?";
  Query query;
  for (int i = 0; i < 65; ++i) target += "a&";
  EXPECT_EQ(parse_target(target, path, query).error().code, "http.bad_query");
}

}  // namespace mashang::http
