// Looking places up, and finding their names in a text.
#include "rooms/triage/gazetteer.hpp"

#include <gtest/gtest.h>

#include "rooms/triage/gazetteer_fixture.hpp"

namespace mashang::triage {
namespace {

using places::PlaceKind;

const Characters& characters() {
  static const Characters loaded = load_characters(embedded_models()).value();
  return loaded;
}

class SmallGazetteer : public testing::Test {
 protected:
  PlaceNumber find(const std::string& label) { return gazetteer_->find(county_.find(label)).value(); }
  std::string first_name_in(const std::string& text) {
    const auto found = gazetteer_->names().names_in(normalised(text, characters()).text);
    return found.empty() ? "" : gazetteer_->label(found.front().candidates.front().place);
  }

  SmallCounty county_{characters()};
  std::shared_ptr<const Gazetteer> gazetteer_ = county_.build();
};

TEST_F(SmallGazetteer, KnowsWhatLiesInWhat) {
  const PlaceNumber flat = find("青杨苑3栋2单元401");
  EXPECT_EQ(gazetteer_->kind(flat), PlaceKind::household);
  EXPECT_EQ(gazetteer_->label(flat), "青杨苑3栋2单元401");
  EXPECT_EQ(gazetteer_->above(flat, PlaceKind::compound), find("青杨苑"));
  EXPECT_EQ(gazetteer_->above(flat, PlaceKind::road), std::nullopt);
  EXPECT_TRUE(gazetteer_->is_within(flat, find("江东街社区")));
  EXPECT_FALSE(gazetteer_->is_within(flat, find("新城小区")));
  EXPECT_NEAR(gazetteer_->location(flat)->lon, 109.69, 1e-9);
  EXPECT_FALSE(gazetteer_->find(PlaceId{999'999}));
}

TEST_F(SmallGazetteer, FindsPartsByDesignation) {
  const PlaceNumber compound = find("青杨苑");
  const PlaceNumber building = gazetteer_->child(compound, PlaceKind::building, {3, 0}).value();
  const PlaceNumber unit = gazetteer_->child(building, PlaceKind::unit, {2, 0}).value();
  EXPECT_EQ(gazetteer_->flat(unit, {401, 0}), find("青杨苑3栋2单元401"));
  EXPECT_FALSE(gazetteer_->flat(unit, {405, 0}));
  EXPECT_FALSE(gazetteer_->child(compound, PlaceKind::building, {13, 0}));
  EXPECT_EQ(gazetteer_->child(compound, PlaceKind::building, {0, U'a'}), find("青杨苑A座"));
  EXPECT_EQ(gazetteer_->buildings({3, 0}).size(), 4U);
  EXPECT_EQ(gazetteer_->buildings({15, 0}).size(), 1U);
  EXPECT_EQ(gazetteer_->children(building).size(), 2U);
  EXPECT_EQ(gazetteer_->flats(unit).last - gazetteer_->flats(unit).first, 24U);
}

TEST_F(SmallGazetteer, FindsNamesAsWrittenAsHeardAndWithASlip) {
  const std::pair<const char*, const char*> rows[] = {
      {"在新城小区门口", "新城小区"},   {"在新成小区门口", "新城小区"}, {"在新域小区门口", "新城小区"},
      {"在城新小区门口", "新城小区"},   {"在城小区门口", "新城小区"},   {"在新城小小区门口", "新城小区"},
      {"路鸣家园停水", "鹭鸣家园"},     {"老粮站宿舍", "老粮站宿舍"},   {"老梁站那边", "老粮站宿舍"},
      {"老纱厂宿舍三区", "老粮站宿舍"}, {"木叶路上", "木叶路"},         {"江东街社区居委会", "江东街社区"}};
  for (const auto& [text, name] : rows) EXPECT_EQ(first_name_in(text), name) << text;
  for (const char* text : {"", "小区门口", "社区", "停水了", "路灯坏了", "我家漏水"})
    EXPECT_EQ(first_name_in(text), "") << text;
}

TEST_F(SmallGazetteer, TwoPlacesOfOneNameShareIt) {
  const auto found = gazetteer_->names().names_in(U"官团村");
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].candidates.size(), 2U);
  EXPECT_NEAR(found[0].candidates[0].share, 0.5, 1e-6);
}

TEST_F(SmallGazetteer, AnOrphanIsLeftOut) {
  Gazetteer::Builder builder(characters());
  builder.add(places::Place{.id = PlaceId{7}, .kind = PlaceKind::household, .parent = PlaceId{6}, .name = "401"});
  EXPECT_EQ(builder.build()->size(), 0U);
}

}  // namespace
}  // namespace mashang::triage
