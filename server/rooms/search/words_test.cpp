// Folding and cutting, and what an exact find means for single characters and longer words.
#include "rooms/search/words.hpp"

#include <gmock/gmock.h>

namespace mashang::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Folding, WidthAndCaseDoNotMatter) {
  EXPECT_EQ(folded("ＷｉＦｉ　３号，Ａ栋！"), "wifi 3号,a栋!");
  EXPECT_EQ(folded("楼道灯坏了。é 🔥"), "楼道灯坏了。é 🔥");
  EXPECT_EQ(folded(""), "");
}

TEST(QueryWords, StandBetweenWhiteSpaceOfAnyKind) {
  EXPECT_THAT(words_of(folded("  漏水　 12栋\t电梯\n")), ElementsAre("漏水", "12栋", "电梯"));
  EXPECT_THAT(words_of("   "), IsEmpty());
}

TEST(Grams, OfATextAreItsCharactersAndPairsOfNeighbours) {
  EXPECT_THAT(grams_of_text("灯坏了"), UnorderedElementsAre("灯", "坏", "了", "灯坏", "坏了"));
  EXPECT_THAT(grams_of_text("水水水"), UnorderedElementsAre("水", "水水")) << "each once";
}

TEST(Grams, DoNotReachOverSpacesAndPunctuation) {
  const std::string parts = folded("灯，坏 了\n3-5"), signs = folded("。！—…《》、％");
  EXPECT_THAT(grams_of_text(parts), UnorderedElementsAre("灯", "坏", "了", "3", "5"));
  EXPECT_THAT(grams_of_text(signs), IsEmpty());
  EXPECT_THAT(grams_of_text("一〇一"), UnorderedElementsAre("一", "〇", "一〇", "〇一"));
}

TEST(Grams, OfAWordAreItsPairsOrItsOnlyCharacter) {
  EXPECT_THAT(grams_of_word("水"), ElementsAre("水"));
  EXPECT_THAT(grams_of_word("漏水"), ElementsAre("漏水"));
  EXPECT_THAT(grams_of_word("消防通道"), UnorderedElementsAre("消防", "防通", "通道"));
  EXPECT_THAT(grams_of_word("3-501"), UnorderedElementsAre("3", "50", "01"));
  EXPECT_THAT(grams_of_word("。"), IsEmpty());
}

TEST(Grams, OfAWordAreAmongThoseOfEveryTextThatHoldsIt) {
  const std::string text = folded("您好，３栋2单元501室漏水，WiFi机柜泡了🔥！");
  const auto of_text = grams_of_text(text);
  for (std::size_t from = 0; from < text.size(); ++from)
    for (std::size_t to = from + 1; to <= text.size(); ++to) {
      const bool splits_a_character = (text[from] & 0xC0) == 0x80 || (to < text.size() && (text[to] & 0xC0) == 0x80);
      if (splits_a_character) continue;
      for (const auto gram : grams_of_word(std::string_view(text).substr(from, to - from)))
        ASSERT_TRUE(std::ranges::binary_search(of_text, gram)) << gram;
    }
}

}  // namespace
}  // namespace mashang::search
