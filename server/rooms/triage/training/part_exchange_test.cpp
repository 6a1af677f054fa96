// What changes places in an address, what stays, and that the parts still say where it is.
#include "rooms/triage/training/part_exchange.hpp"

#include <gtest/gtest.h>

namespace mashang::triage::training {
namespace {

AddressExample example(const std::vector<std::pair<AddressType, std::u32string>>& parts) {
  AddressExample result;
  for (const auto& [type, text] : parts) {
    const auto begin = static_cast<std::uint32_t>(result.address.text.size());
    result.address.text += text;
    result.parts.push_back({type, {begin, static_cast<std::uint32_t>(result.address.text.size())}});
  }
  return result;
}

TEST(PartExchange, APartChangesPlacesWithOneOfItsType) {
  const std::vector<AddressExample> examples = {
      example({{AddressType::city, U"杭州市"}, {AddressType::road, U"文一西路"}, {AddressType::house, U"9号"}}),
      example({{AddressType::city, U"宁波市"}, {AddressType::road, U"中山路"}, {AddressType::house, U"12幢"}})};
  const PartExchange exchange(examples);
  std::mt19937 random(1);
  bool has_changed = false;
  for (int i = 0; i < 20; ++i) {
    const AddressExample made = exchange.exchanged(examples[0], 1, random);
    ASSERT_EQ(made.parts.size(), 3U);
    EXPECT_EQ(made.address[made.parts[0].where], U"杭州市");
    const auto road = made.address[made.parts[1].where];
    EXPECT_TRUE(road == U"文一西路" || road == U"中山路");
    EXPECT_EQ(made.parts[2].type, AddressType::house);
    EXPECT_EQ(made.parts.back().where.end, made.address.text.size());
    has_changed = has_changed || road == U"中山路";
  }
  EXPECT_TRUE(has_changed);
}

TEST(PartExchange, WhatIsSaidTwiceStays) {
  const std::vector<AddressExample> examples = {
      example({{AddressType::road, U"中山路"}, {AddressType::redundant, U"中山路"}}),
      example({{AddressType::road, U"文一西路"}})};
  const PartExchange exchange(examples);
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(exchange.exchanged(examples[0], 1, random).address.text, U"中山路中山路");
}

TEST(PartExchange, WithoutAChanceNothingChanges) {
  const std::vector<AddressExample> examples = {example({{AddressType::road, U"中山路"}}),
                                                example({{AddressType::road, U"文一西路"}})};
  std::mt19937 random(1);
  EXPECT_EQ(PartExchange(examples).exchanged(examples[0], 0, random).parts, examples[0].parts);
}

}  // namespace
}  // namespace mashang::triage::training
