// Division files: what is read, and how each kind of bad line is named.
#include "rooms/places/divisions.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace mashang::places {
namespace {

constexpr CountyCode kCounty{431229};

Result<Divisions> parse(const std::string& villages, const std::string& towns = "code,name\n431229100,渠阳镇\n") {
  return parse_divisions({{"towns.csv", towns}, {"villages.csv", villages}}, kCounty);
}

TEST(Divisions, NamesAreSpokenAndOfficialOnesKept) {
  const auto read = parse(
      "code,name,town_code\n431229100002,江东街社区居委会,431229100\n431229100200,友谊村村委会,x\n"
      "431229100201,塘湖村委会,x\r\n431229100202,\"飞山村,东\"\n");
  ASSERT_TRUE(read) << read.error().detail;
  ASSERT_EQ(read->townships.size(), 1u);
  ASSERT_EQ(read->communities.size(), 4u);
  EXPECT_EQ(read->communities[0].kind, PlaceKind::community);
  EXPECT_EQ(read->communities[0].name, "江东街社区");
  EXPECT_EQ(read->communities[0].official, "江东街社区居委会");
  EXPECT_EQ(read->communities[1].kind, PlaceKind::village);
  EXPECT_EQ(read->communities[1].name, "友谊村");
  EXPECT_EQ(read->communities[2].name, "塘湖村");
  EXPECT_EQ(read->communities[3].name, "飞山村,东");
}

struct BadLine {
  const char* line;
  const char* code;
};
class BadLines : public testing::TestWithParam<BadLine> {};

TEST_P(BadLines, AreNamedByFileLineAndReason) {
  const auto read = parse(std::string("code,name\n431229100001,一社区\n") + GetParam().line + "\n");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, GetParam().code);
  EXPECT_EQ(read.error().detail, std::string("villages.csv:3: ") + GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(Each, BadLines,
                         testing::Values(BadLine{"43122910000,短", "places.divisions_bad_code"},
                                         BadLine{"43122910000x,字母", "places.divisions_bad_code"},
                                         BadLine{"431230100001,别县", "places.divisions_other_county"},
                                         BadLine{"431229100002,", "places.divisions_no_name"},
                                         BadLine{"431229100002,  ", "places.divisions_no_name"},
                                         BadLine{"431229100001,又一个", "places.divisions_repeated_code"},
                                         BadLine{"431229999001,无镇村", "places.divisions_unknown_township"},
                                         BadLine{"431229100002", "places.divisions_bad_line"},
                                         BadLine{"431229100002,\"开着", "places.divisions_bad_line"}));

TEST(Divisions, EveryBadLineIsToldNotOnlyTheFirst) {
  const auto read = parse("code,name\n1,a\n431229100001,好\n431230100001,b\n");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().detail,
            "villages.csv:2: places.divisions_bad_code\nvillages.csv:4: places.divisions_other_county");
}

TEST(Divisions, HeaderAndEncodingMustBeRight) {
  EXPECT_EQ(parse("id,title\n1,x\n").error().code, "places.divisions_bad_header");
  EXPECT_EQ(parse("").error().code, "places.divisions_bad_header");
  EXPECT_EQ(parse("code,name\n431229100002,\xff\xfe\n").error().code, "places.divisions_invalid_utf8");
  EXPECT_EQ(parse("code,name\n", "code,name\n").error().code, "places.divisions_empty");
  EXPECT_TRUE(
      parse("\xEF\xBB\xBF"
            "code,name\n431229100002,x\n"))
      << "a byte order mark is no part of the header";
}

TEST(Boundary, IsConvertedAndKeepsItsRawForm) {
  const auto read = parse_boundary(
      {"b.geojson",
       R"({"type":"FeatureCollection","features":[{"type":"Feature","id":"431229","properties":{"name":"靖州","cp":[123,45]},)"
       R"("geometry":{"type":"Polygon","coordinates":[[[123,45],[124,45],[124,46],[123,45]]]}}]})"},
      kCounty);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->county_name, "靖州");
  EXPECT_TRUE(read->geometry.geojson.starts_with(R"({"type":"Polygon","coordinates":[[[122.993956,44.998041],)"))
      << read->geometry.geojson;
  EXPECT_EQ(read->geometry.raw_crs, "gcj02");
  EXPECT_NE(read->geometry.raw->find("[123,45]"), std::string::npos);
  ASSERT_TRUE(read->centre);
  EXPECT_NEAR(read->centre->lon, 122.993956, 1e-6);
}

TEST(Boundary, OtherCountiesAndBrokenFilesAreRefused) {
  for (const char* text :
       {"", "[1,2", "{}", R"({"features":[]})", R"({"id":"431230","geometry":{"type":"Polygon","coordinates":[]}})",
        R"({"id":"431229","geometry":{"type":"Point","coordinates":[1,2]}})",
        R"({"id":"431229","geometry":{"type":"Polygon","coordinates":[[[500,45]]]}})",
        R"({"id":"431229","geometry":{"type":"Polygon","coordinates":[["x"]]}})"}) {
    const auto read = parse_boundary({"b.geojson", text}, kCounty);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, "places.bad_boundary");
  }
}

}  // namespace
}  // namespace mashang::places
