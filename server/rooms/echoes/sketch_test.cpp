// Sketches: what they keep of a text, and what not.
#include "rooms/echoes/sketch.hpp"

#include <gtest/gtest.h>

namespace mashang::echoes {
namespace {

float alike(const std::string& a, const std::string& b) {
  const triage::Characters characters;
  return cosine(different_bits(sketch_of(a, characters), sketch_of(b, characters)));
}

TEST(Sketch, TheSameTextIsTheSame) { EXPECT_FLOAT_EQ(alike("楼上漏水", "楼上漏水"), 1); }

TEST(Sketch, OtherWordsForTheSameAreNearerThanOtherMatters) {
  const std::string leak = "楼上漏水，天花板都湿了，水一直往下滴";
  EXPECT_GT(alike(leak, "天花板漏水很久了，楼上一直往下滴水"), alike(leak, "半夜打麻将大声吵闹，影响孩子休息") + 0.2F);
}

TEST(Sketch, PlacesDoNotCount) { EXPECT_GT(alike("翠竹园小区路灯不亮", "金沙湾小区路灯不亮"), 0.95F); }

TEST(Sketch, DifferentBitsAreCountedExactly) {
  Sketch none;
  Sketch all;
  all.bits.fill(~std::uint64_t{0});
  EXPECT_EQ(different_bits(none, none), 0U);
  EXPECT_EQ(different_bits(none, all), 256U);
  Sketch some;
  some.bits = {1, 0xFF, 0x8000000000000000ULL, 0x5555555555555555ULL};
  EXPECT_EQ(different_bits(none, some), 1U + 8 + 1 + 32);
}

TEST(Sketch, IsStoredInThirtyTwoBytes) {
  const auto sketch = sketch_of("电梯停运", triage::Characters());
  EXPECT_EQ(stored(sketch).size(), 32U);
  EXPECT_EQ(restored(stored(sketch)), sketch);
  EXPECT_EQ(restored("short"), std::nullopt);
}

TEST(Sketch, AVeryLongTextCostsNoMoreThanItsBeginning) {
  const std::string begin = "电梯停运\n" + std::string(400, 'a');
  EXPECT_EQ(sketch_of(begin + std::string(100'000, 'b'), triage::Characters()), sketch_of(begin, triage::Characters()));
}

}  // namespace
}  // namespace mashang::echoes
