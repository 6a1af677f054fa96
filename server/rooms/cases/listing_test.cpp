// What lists and the map say of themselves.
#include "rooms/cases/listing.hpp"

#include <gtest/gtest.h>

namespace mashang::cases {
namespace {

std::vector<Listed> rows(int count) {
  std::vector<Listed> listed(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Case& c = listed[static_cast<std::size_t>(i)].value;
    c.id = make_case_id(261122, i + 1);
    if (i > 0) c.where.location = places::Point{109.7, 26.6};
  }
  return listed;
}

int points_in(const std::string& map) {
  int points = 0;
  for (std::size_t at = 0; (at = map.find("\"Point\"", at)) != std::string::npos; ++at) ++points;
  return points;
}

TEST(CaseMap, SaysWhenItHoldsNotEveryCase) {
  const std::string whole = map_json(rows(3), 3, Instant{});
  EXPECT_EQ(points_in(whole), 2) << "one has no place on the map";
  EXPECT_NE(whole.find("\"truncated\":false"), std::string::npos) << whole;
  const std::string cut = map_json(rows(4), 3, Instant{});
  EXPECT_EQ(points_in(cut), 2);
  EXPECT_NE(cut.find("\"truncated\":true"), std::string::npos) << cut;
}

}  // namespace
}  // namespace mashang::cases
