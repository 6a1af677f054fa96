// Editions and queries in tokens: what must meet, and what must never.
#include "rooms/search/tokens.hpp"

#include <gmock/gmock.h>

#include <array>
#include <set>

namespace mashang::search {
namespace {

using ::testing::Contains;
using ::testing::IsSubsetOf;
using ::testing::Not;
using ::testing::SizeIs;

constexpr CountyCode kHere{431229}, kThere{431230};

Query query(std::string words, std::optional<Marks> any_of = std::nullopt, Marks all_of = {}) {
  return {.county = kHere, .words = std::move(words), .any_of = std::move(any_of), .all_of = std::move(all_of)};
}

TEST(Tokens, OfAQueryAreAmongThoseOfWhatItFinds) {
  const Kept edition = kept(1, 0, {"楼上漏水，滴到灶台", "新城小区14栋", {"p12", "open"}});
  const auto all = tokens_of(kHere, edition);
  for (const std::string words : {"水", "漏水", "滴到灶台", "小区 漏水", "１４栋"})
    EXPECT_THAT(wanted(query(words, Marks{"p12"}))->all_tokens, IsSubsetOf(all)) << words;
  EXPECT_THAT(wanted(query("漏", std::nullopt, {"open", "p12"}))->filter_tokens, IsSubsetOf(all));
  EXPECT_THAT(wanted(query("漏电"))->all_tokens, Not(IsSubsetOf(all)));
  EXPECT_THAT(wanted(query("漏水", Marks{"p1"}))->all_tokens, Not(IsSubsetOf(all)));
}

TEST(Tokens, OfAnotherCountyAreOthers) {
  const Kept edition = kept(1, 0, {"漏水", "", {"p12"}});
  std::set<std::string> both;
  for (const CountyCode county : {kHere, kThere})
    for (auto& token : tokens_of(county, edition)) EXPECT_TRUE(both.insert(token).second) << token;
}

TEST(Tokens, OfAMarkAreNoWords) {
  const auto marked = tokens_of(kHere, kept(1, 0, {"", "", {"p1", "z", "zz"}}));
  for (const std::string text : {"p1", "zp1", "zz", "zzz", "z z", "zzp1"})
    for (const auto& token : tokens_of(kHere, kept(1, 0, {text, "", {}}))) EXPECT_THAT(marked, Not(Contains(token)));
}

TEST(Wanted, NothingIsFoundWithoutALetterOrWithoutAnyRight) {
  EXPECT_FALSE(wanted(query("")).has_value());
  EXPECT_FALSE(wanted(query(" 。！ ")).has_value());
  EXPECT_FALSE(wanted(query("水", Marks{})).has_value());
  EXPECT_TRUE(wanted(query("水")).has_value()) << "no marks asked for: every mark there is";
}

TEST(Wanted, OneRightOfManyIsEnough) {
  const auto some = wanted(query("水", Marks{"p1", "h2"}));
  EXPECT_THAT(some->any_tokens, SizeIs(2));
  EXPECT_TRUE(some->is_met_by("漏水\n", " h2 open "));
  EXPECT_FALSE(some->is_met_by("漏水\n", " h22 open "));
  EXPECT_FALSE(some->is_met_by("漏电\n", " h2 open "));
}

TEST(Wanted, EveryFilterMustHold) {
  const auto both = wanted(query("水", std::nullopt, {"open", "c04"}));
  EXPECT_TRUE(both->is_met_by("水\n", " c04 open "));
  EXPECT_FALSE(both->is_met_by("水\n", " c04 "));
}

TEST(Wanted, LongerWordsMustStandThereExactlySo) {
  const auto sought = wanted(query("水管漏水"));
  EXPECT_TRUE(sought->is_met_by("厨房水管漏水了\n", " "));
  EXPECT_FALSE(sought->is_met_by("水管，管漏，漏水\n", " "));
}

TEST(HoldsWords, InTextOrPlaceButNotOverBoth) {
  const std::array<std::string_view, 2> places{"新城小区14栋", "14栋401"};
  EXPECT_TRUE(holds_words("漏水 新城", "楼上漏水", places));
  EXPECT_TRUE(holds_words("４０１", "楼上漏水", places));
  EXPECT_FALSE(holds_words("漏水新城", "楼上漏水", places));
  EXPECT_FALSE(holds_words("13812345678", "电话13812345678", places)) << "numbers of people are not searched for";
}

}  // namespace
}  // namespace mashang::search
