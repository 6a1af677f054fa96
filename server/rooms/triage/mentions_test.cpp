// Which words of a message say where, and of what kind they are.
#include "rooms/triage/mentions.hpp"

#include <gtest/gtest.h>

#include "rooms/triage/gazetteer_fixture.hpp"

namespace mashang::triage {
namespace {

const Characters& characters() {
  static const Characters loaded = load_characters(embedded_models()).value();
  return loaded;
}

/// "compound:新城小区 building:14栋"
std::string mentions(const std::string& text) {
  static const auto gazetteer = SmallCounty(characters()).build();
  const NormalText message = normalised(text, characters());
  std::string all;
  for (const Mention& mention : mentions_in(message, *gazetteer)) {
    if (mention.sureness < 0.5F) continue;
    all += (all.empty() ? "" : " ") + std::string(to_word(mention.kind)) + ":" +
           std::string(message.source(text, mention.span));
  }
  return all;
}

TEST(Mentions, HaveTheirKinds) {
  const std::pair<const char*, const char*> rows[] = {
      {"新城小区14栋401室", "compound:新城小区 building:14栋 flat:401室"},
      {"14栋2单元401室", "building:14栋 unit:2单元 flat:401室"},
      {"14-2-401漏水", "building:14 unit:2 flat:401"},
      {"14-401漏水", "building:14 flat:401"},
      {"3#楼和4号楼", "building:3#楼 building:4号楼"},
      {"3、4栋停电", "building:3 building:4栋"},
      {"十四幢二单元", "building:十四幢 unit:二单元"},
      {"青杨苑A座", "compound:青杨苑 building:A座"},
      {"401楼上漏水", "flat:401 relative:楼上"},
      {"14栋四楼2号", "building:14栋 floor:四楼 flat:2号"},
      {"一楼门口", "floor:一楼 gate:门口"},
      {"东门、南门和大门口", "gate:东门 gate:南门 gate:大门口"},
      {"3号门关不上", "gate:3号门"},
      {"木叶路与花桥街交叉口东北侧", "road:木叶路 road:花桥街 crossing:交叉口 direction:东北侧"},
      {"木叶路12号", "road:木叶路 house_number:12号"},
      {"友谊村八组老杨家旁边", "village:友谊村 group:八组 home:老杨家 relative:旁边"},
      {"地下车库B1积水", "basement:地下车库 basement:B1"},
      {"负一楼漏水", "basement:负一楼"},
      {"23号路灯杆不亮", "lamp_post:23号路灯杆"},
      {"路灯编号107不亮", "lamp_post:路灯编号107"},
      {"飞山社区第2网格", "community:飞山社区 grid:第2网格"},
      {"转弯那里、拐角、对面、楼下、隔壁", "relative:转弯那里 relative:拐角 relative:对面 relative:楼下 relative:隔壁"},
      {"渠阳镇友谊村", "township:渠阳镇 village:友谊村"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(mentions(text), expected) << text;
}

TEST(Mentions, CountsDatesAndTelephonesAreNone) {
  for (const char* text :
       {"一共有14栋", "这一栋", "两栋都停电", "3号晚上", "2024年11月26日", "13812345678", "交了301元", "1.5万",
        "三百多户", "十分难受", "等了205天", "老人家不方便", "村民小组组织活动"})
    EXPECT_EQ(mentions(text), "") << text;
}

}  // namespace
}  // namespace mashang::triage
