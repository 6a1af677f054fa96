// Names are invented; numbers are written in the forms people use.
#include "rooms/triage/training/slots.hpp"

#include <array>
#include <random>

namespace mashang::triage::training {
namespace {

using Random = std::mt19937;

template <std::size_t N>
std::string one_of(Random& random, const std::array<std::string_view, N>& words) {
  return std::string(words[random() % N]);
}

constexpr std::array<std::string_view, 16> kCompounds{
    "新城小区", "杨梅苑",   "渠畔家园", "青杨小区", "芦笙雅居", "老粮站宿舍", "飞凤新村", "竹影小区",
    "安置小区", "鼓楼花园", "雄溪苑",   "供销大院", "桂花小区", "清水湾",     "稻香家园", "我们小区"};
constexpr std::array<std::string_view, 10> kRoads{"渠江路", "飞凤大道", "河滨路", "建设街", "民族路",
                                                  "杨梅路", "环城西路", "新街",   "老街",   "育才巷"};
constexpr std::array<std::string_view, 8> kVillages{"老鸦村", "岩脚村", "石板村", "木洞村",
                                                    "三桥村", "塘湾村", "枫木村", "新寨"};
constexpr std::array<std::string_view, 6> kGroups{"八组", "3组", "一组", "第五组", "12组", "六组"};
constexpr std::array<std::string_view, 12> kLandmarks{"菜市场", "中心小学", "幼儿园", "县医院", "超市",   "卫生室",
                                                      "桥头",   "公交站",   "广场",   "药店",   "老车站", "文化站"};
constexpr std::array<std::string_view, 6> kCommunities{"河街社区", "飞凤社区", "西街社区",
                                                       "东门社区", "梅林社区", "桥东社区"};
constexpr std::array<std::string_view, 5> kBuildingWords{"栋", "号楼", "幢", "#楼", "座"};
constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

std::string number_words(std::uint32_t number) {
  if (number < 10) return std::string(kDigits[number]);
  const std::string tens = number < 20 ? "" : std::string(kDigits[number / 10]);
  return tens + "十" + (number % 10 == 0 ? "" : std::string(kDigits[number % 10]));
}

std::string number_of(Random& random, std::uint32_t most) {
  const std::uint32_t number = 1 + random() % most;
  return random() % 4 == 0 ? number_words(number) : std::to_string(number);
}

std::string room_of(Random& random) {
  const std::string room = std::to_string(1 + random() % 18) + "0" + std::to_string(1 + random() % 4);
  return room + (random() % 3 == 0 ? "室" : "");
}

std::string filling_of(std::string_view slot, Random& random) {
  if (slot == "compound") return one_of(random, kCompounds);
  if (slot == "building") return number_of(random, 30) + one_of(random, kBuildingWords);
  if (slot == "unit") return number_of(random, 4) + "单元";
  if (slot == "room") return room_of(random);
  if (slot == "road") return one_of(random, kRoads);
  if (slot == "village") return one_of(random, kVillages);
  if (slot == "group") return one_of(random, kGroups);
  if (slot == "landmark") return one_of(random, kLandmarks);
  if (slot == "community") return one_of(random, kCommunities);
  return std::string(slot);
}

}  // namespace

std::string filled(std::string_view sentence, std::uint32_t seed) {
  std::uint32_t mixed = seed;
  for (const char c : sentence) mixed = mixed * 16777619U ^ static_cast<unsigned char>(c);  // FNV: each its own
  Random random(mixed);
  std::string text;
  for (;;) {
    const std::size_t open = sentence.find('{');
    const std::size_t close = sentence.find('}', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return text.append(sentence);
    text.append(sentence.substr(0, open)).append(filling_of(sentence.substr(open + 1, close - open - 1), random));
    sentence.remove_prefix(close + 1);
  }
}

}  // namespace mashang::triage::training
