// Numbers in every form that addresses come in.
#include "rooms/triage/numerals.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace mashang::triage {
namespace {

std::vector<std::uint32_t> values_in(std::u32string_view text) {
  std::vector<std::uint32_t> values;
  for (const Numeral& numeral : numerals_in(text))
    if (numeral.value) values.push_back(*numeral.value);
  return values;
}

TEST(Numerals, AreReadInEveryForm) {
  const std::pair<const char32_t*, std::uint32_t> rows[] = {
      {U"14", 14},      {U"十四", 14},       {U"一四", 14},    {U"廿", 20},      {U"廿三", 23},
      {U"卅一", 31},    {U"两", 2},          {U"第十四", 14},  {U"4零1", 401},   {U"4o1", 401},
      {U"四〇一", 401}, {U"四百零一", 401},  {U"一百二", 120}, {U"幺零二", 102}, {U"二十", 20},
      {U"十", 10},      {U"一千零一", 1001}, {U"壹拾肆", 14},  {U"1十4", 14},    {U"四百一十一", 411},
      {U"007", 7},      {U"一百二十三", 123}};
  for (const auto& [text, value] : rows) {
    const auto numerals = numerals_in(text);
    ASSERT_EQ(numerals.size(), 1U) << to_utf8(text);
    EXPECT_EQ(numerals[0].value, value) << to_utf8(text);
    EXPECT_EQ(numerals[0].span.size(), std::u32string_view(text).size()) << to_utf8(text);
  }
}

TEST(Numerals, AreFoundAmongWords) {
  EXPECT_EQ(values_in(U"新城小区十四栋2单元四零一室"), (std::vector<std::uint32_t>{14, 2, 401}));
  EXPECT_EQ(values_in(U"14-2-401"), (std::vector<std::uint32_t>{14, 2, 401}));
  EXPECT_EQ(values_in(U"十四四零一"), (std::vector<std::uint32_t>{14, 401}));
  EXPECT_TRUE(values_in(U"路灯不亮").empty());
}

TEST(Numerals, LongOnesHaveNoValue) {
  const auto numerals = numerals_in(U"电话13812345678");
  ASSERT_EQ(numerals.size(), 1U);
  EXPECT_FALSE(numerals[0].value);
  EXPECT_EQ(numerals[0].span.size(), 11U);
}

TEST(Numerals, CostTheLengthOfTheText) {
  for (const char32_t c : {U'1', U'十', U'百', U'零', U'o', U'廿'}) {
    const std::u32string text(100'000, c);
    const auto started = std::chrono::steady_clock::now();
    (void)numerals_in(text);
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(1)) << to_utf8(text.substr(0, 1));
  }
}

}  // namespace
}  // namespace mashang::triage
