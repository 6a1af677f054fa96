// From a message to the registry's place, form by form.
#include "rooms/triage/resolution.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "rooms/triage/gazetteer_fixture.hpp"

namespace mashang::triage {
namespace {

const Characters& characters() {
  static const Characters loaded = load_characters(embedded_models()).value();
  return loaded;
}

class Resolution : public testing::Test {
 protected:
  PlaceReading read(const std::string& text, const std::string& scanned = {},
                    std::optional<places::Point> position = {}) {
    Whereabouts whereabouts{.scanned = std::nullopt, .position = position};
    if (!scanned.empty()) whereabouts.scanned = county_.find(scanned);
    return read_place(text, normalised(text, characters()), *gazetteer_, whereabouts);
  }
  std::string place(const std::string& text, const std::string& scanned = {}) {
    const auto reading = read(text, scanned);
    return reading.place ? reading.place->label : "";
  }
  std::string suspected(const std::string& text, const std::string& scanned = {}) {
    std::string labels;
    for (const auto& guess : read(text, scanned).suspected) labels += (labels.empty() ? "" : " ") + guess.label;
    return labels;
  }

  SmallCounty county_{characters()};
  std::shared_ptr<const Gazetteer> gazetteer_ = county_.build();
};

TEST_F(Resolution, ReadsEveryFormOfAFlat) {
  for (const char* text : {"新城小区14栋401",       "新城小区14栋401室漏水",
                           "新城小区14-401",        "新城小区14—401",
                           "新城小区十四栋四零一",  "新城小区１４栋４０１",
                           "新城小區14棟401室",     "新城小区14幢401",
                           "新城小区14号楼401",     "新城小区14#楼401",
                           "新城小区14#401",        "新城小区14座401号",
                           "新城小区一四栋4零1",    "新城小区第十四栋四百零一室",
                           "新城小区14号401",       "新城小区14栋4楼1号",
                           "新城小区 14栋 401",     "新城小区，14栋，401室",
                           "新城14栋401",           "新城的14栋401",
                           "新成小区14栋401",       "新城小区14栋的401",
                           "401室，14栋，新城小区", "你好，我家在新城小区14栋401，水管爆了",
                           "新城小区14杠401",       "新城小区14.401",
                           "新城小区14 401"})
    EXPECT_EQ(place(text), "新城小区14栋401") << text;
  for (const char* text : {"青杨苑3栋2单元401", "青杨苑3-2-401", "青杨苑3栋2-401", "青杨苑三栋二单元四零一室",
                           "青杨苑3号楼2门401", "青扬苑3#2单元401", "青杨苑3号2单元401"})
    EXPECT_EQ(place(text), "青杨苑3栋2单元401") << text;
}

TEST_F(Resolution, KnowsAliasesFormerNamesAndSlips) {
  EXPECT_EQ(place("老纱厂宿舍三区2栋301"), "老粮站宿舍2栋301");
  EXPECT_EQ(place("老粮站2栋301"), "老粮站宿舍2栋301");
  EXPECT_EQ(place("鹭呜家园2栋1单元301"), "鹭鸣家园2栋1单元301");
  EXPECT_EQ(place("鹭鸣园2栋1单元301"), "鹭鸣家园2栋1单元301");
  EXPECT_EQ(place("鹭鸣2栋1单元301"), "鹭鸣家园2栋1单元301");
  EXPECT_EQ(place("粮老站宿舍2栋301"), "老粮站宿舍2栋301");
}

TEST_F(Resolution, TheWordsOverrideTheScannedCode) {
  const std::string home = "新城小区3栋201";
  EXPECT_EQ(place("", home), home);
  EXPECT_EQ(place("电灯坏了", home), home);
  EXPECT_EQ(place("14栋电梯坏了", home), "新城小区14栋");
  EXPECT_EQ(place("青杨苑3栋2单元401漏水", home), "青杨苑3栋2单元401");
  EXPECT_EQ(place("不是我家，是4栋门口", home), "新城小区4栋");
  EXPECT_EQ(place("不是3栋，是4栋", home), "新城小区4栋");
  EXPECT_EQ(place("大门口堆满垃圾", home), "新城小区");
  EXPECT_EQ(place("302漏水", home), "新城小区3栋302");
  EXPECT_EQ(place("402漏水", "青杨苑3栋2单元401"), "青杨苑3栋2单元402");
  EXPECT_EQ(place("1单元门口堵了", "青杨苑3栋2单元401"), "青杨苑3栋1单元");
  EXPECT_EQ(place("地下车库B1积水", home), "新城小区");
  EXPECT_EQ(place("楼下停满了车", home), "新城小区3栋");
  EXPECT_EQ(place("我住3栋201，14栋楼下有人烧东西", home), "新城小区14栋");
  EXPECT_FALSE(read("电灯坏了", home).is_stated);
  EXPECT_TRUE(read("14栋电梯坏了", home).is_stated);
}

TEST_F(Resolution, KeepsWhoSuffersAndWhereItMayComeFrom) {
  EXPECT_EQ(place("新城小区14栋401楼上漏水，家里都潮了"), "新城小区14栋401");
  EXPECT_EQ(suspected("新城小区14栋401楼上漏水，家里都潮了"), "新城小区14栋501");
  EXPECT_EQ(place("楼上漏水", "新城小区14栋401"), "新城小区14栋401");
  EXPECT_EQ(suspected("楼上漏水", "新城小区14栋401"), "新城小区14栋501");
  EXPECT_EQ(suspected("楼下太吵", "新城小区14栋401"), "新城小区14栋301");
  EXPECT_EQ(suspected("隔壁装修太吵", "新城小区14栋402"), "新城小区14栋401 新城小区14栋403");
  EXPECT_EQ(suspected("501漏水到我家401了", "新城小区14栋401"), "新城小区14栋501");
  EXPECT_EQ(place("501漏水到我家401了", "新城小区14栋401"), "新城小区14栋401");
  EXPECT_EQ(suspected("楼上漏水", "新城小区14栋601"), "");
  EXPECT_EQ(suspected("楼上天天扔垃圾", "新城小区14栋401"), "");
  EXPECT_EQ(suspected("楼下停满了车", "新城小区14栋401"), "");
}

TEST_F(Resolution, ReadsVillagesRoadsAndGrids) {
  EXPECT_EQ(place("友谊村八组老杨家旁边的路灯不亮"), "渠阳镇友谊村");
  EXPECT_EQ(place("友谊八组水渠堵了"), "渠阳镇友谊村");
  EXPECT_EQ(place("藕团乡官团村三组"), "藕团乡官团村");
  EXPECT_EQ(place("木叶路与花桥街交叉口东北侧井盖没了"), "木叶路");
  EXPECT_EQ(place("木叶路12号门前"), "木叶路");
  EXPECT_EQ(place("飞山社区第2网格"), "第2网格");
}

TEST_F(Resolution, WhatIsAmbiguousIsNotDecided) {
  const auto many = read("14栋电梯坏了，请来修");
  EXPECT_EQ(many.place ? many.place->label : "", "新城小区14栋");  // the only one of that number
  const auto unclear = read("3栋电梯坏了");
  EXPECT_LT(unclear.place ? unclear.place->confidence : 0, 0.5);
  EXPECT_FALSE(unclear.alternatives.empty());
  EXPECT_LE(unclear.alternatives.size(), 3U);
  const auto village = read("官团村路灯不亮");
  EXPECT_LT(village.place ? village.place->confidence : 0, 0.6);
  EXPECT_FALSE(village.alternatives.empty());
  EXPECT_FALSE(read("路灯不亮").place);
  EXPECT_FALSE(read("").place);
}

TEST_F(Resolution, ThePhonesPositionDecidesBetweenLikePlaces) {
  const auto reading = read("3栋电梯坏了", {}, places::Point{109.6901, 26.5801});
  ASSERT_TRUE(reading.place);
  EXPECT_EQ(reading.place->label, "青杨苑3栋");
}

TEST_F(Resolution, AFlatThatDoesNotExistGivesWhatHoldsIt) {
  const auto reading = read("新城小区14栋2801漏水");
  ASSERT_TRUE(reading.place);
  EXPECT_EQ(reading.place->label, "新城小区14栋");
  EXPECT_TRUE(std::any_of(reading.words.begin(), reading.words.end(),
                          [](const auto& words) { return words.kind == MentionKind::flat && words.words == "2801"; }));
  EXPECT_EQ(place("新城小区99栋101"), "新城小区");
}

TEST_F(Resolution, AFlatInAnyOfSeveralStairwellsIsAsked) {
  const auto reading = read("青杨苑3栋401漏水");
  ASSERT_TRUE(reading.place);
  EXPECT_EQ(reading.place->label, "青杨苑3栋");
  ASSERT_EQ(reading.alternatives.size(), 2U);
  EXPECT_EQ(reading.alternatives[0].label, "青杨苑3栋1单元401");
}

TEST_F(Resolution, QuotesTheWordsWithTheirRoles) {
  const auto reading = read("新城小區１４栋401楼上漏水");
  ASSERT_EQ(reading.words.size(), 4U);
  EXPECT_EQ(reading.words[0].words, "新城小區");
  EXPECT_EQ(reading.words[1].words, "１４栋");
  EXPECT_EQ(reading.words[2].words, "401");
  EXPECT_EQ(reading.words[3].words, "楼上");
  EXPECT_EQ(reading.words[3].role, PlaceReading::Role::suspected);
  EXPECT_EQ(reading.words[2].role, PlaceReading::Role::affected);
}

TEST_F(Resolution, OtherNumbersAreNoPlaces) {
  const std::string home = "新城小区14栋401";
  for (const char* text : {"3号晚上停水到5号", "打了12345没人管，电话13812345678", "交了301元物业费",
                           "一共有14栋楼没电", "拖了205天", "2024年11月26日报的"})
    EXPECT_EQ(place(text, home), home) << text;
}

TEST_F(Resolution, StrangeInputCostsItsLength) {
  for (const char* piece : {"1", "栋", "1-", "新城", "新城小区14栋", "十", "\u202E", "😀", "楼上", "老", "第"}) {
    std::string text;
    while (text.size() < 6'000) text += piece;
    const auto started = std::chrono::steady_clock::now();
    (void)read(text, "新城小区14栋401");
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::milliseconds(500)) << piece;
  }
}

}  // namespace
}  // namespace mashang::triage
