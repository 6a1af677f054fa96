// One form for what people write in many.
#include "rooms/triage/normal_text.hpp"

#include <gtest/gtest.h>

#include "rooms/triage/models.hpp"

namespace mashang::triage {
namespace {

const Characters& known() {
  static const Characters characters = load_characters(embedded_models()).value();
  return characters;
}

std::string read(std::string_view text) { return to_utf8(normalised(text, known()).text); }

TEST(NormalText, FoldsWidthCaseAndScript) {
  EXPECT_EQ(read("ＡBc１４"), "abc14");
  EXPECT_EQ(read("樓上漏水"), "楼上漏水");
  EXPECT_EQ(read("a\t　b"), "a  b");
}

TEST(NormalText, DropsWhatNobodySees) {
  EXPECT_EQ(read("着\u200B火\u202E了\uFE0F"), "着火了");
  EXPECT_EQ(read(std::string("a\0b", 3)), "ab");
}

TEST(NormalText, EachCharacterKnowsItsBytes) {
  const std::string text = "\u200B樓A上";
  const NormalText message = normalised(text, known());
  ASSERT_EQ(message.text.size(), 3U);
  EXPECT_EQ(message.source(text, {0, 1}), "樓");
  EXPECT_EQ(message.source(text, {1, 3}), "A上");
}

TEST(NormalText, BrokenBytesBecomeReplacements) {
  EXPECT_EQ(read("\xE6\x9C"), "\uFFFD\uFFFD");
  EXPECT_EQ(read("a\xFFz"), "a\uFFFDz");
}

TEST(NormalText, ReadsNoMoreThanAsked) {
  const std::string text(100'000, 'a');
  EXPECT_EQ(normalised(text, known(), 2000).text.size(), 2000U);
  EXPECT_EQ(normalised(text, known(), 2000).at.back(), 2000U);
}

TEST(NormalText, GoesThereAndBack) {
  const std::string text = "a¢漏😀";
  EXPECT_EQ(to_utf8(to_characters(text)), text);
}

}  // namespace
}  // namespace mashang::triage
