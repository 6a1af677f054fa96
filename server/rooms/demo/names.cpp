// Word lists and how they are combined; every compound and company here is invented.
#include "rooms/demo/names.hpp"

#include <array>
#include <span>
#include <stdexcept>
#include <string_view>

namespace mashang::demo {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 28> kEstateStems{
    "青杨",   "梅溪岸", "渠畔",     "飞凤坪", "芦笙",   "杨梅坡", "茶油坪",   "苗岭下",   "侗歌",   "云岭脚",
    "枫林坳", "桐油坪", "清水塘边", "白鹭坪", "鹭鸣",   "竹影",   "樟树湾里", "桂花坪上", "石板井", "风雨桥头",
    "鼓楼坪", "杉木冲", "茯苓坡",   "油茶",   "稻香坪", "安和坪", "渠江里",   "雄溪"};
constexpr std::array<std::string_view, 5> kEstateKinds{"小区", "苑", "家园", "新村", "雅居"};
constexpr std::array<std::string_view, 34> kCourtyardStems{
    "老粮站", "供销",   "农机站", "竹木厂", "茶油厂", "水电队", "缫丝厂", "老车队", "食品站",
    "药材站", "林科",   "红砖厂", "打铁巷", "染坊巷", "豆腐巷", "柳井巷", "青石巷", "油榨巷",
    "篾匠巷", "渡口街", "盐埠街", "米市街", "碾坊巷", "旧仓街", "伞铺巷", "银匠巷", "酒坊巷",
    "茶馆街", "码头巷", "书院巷", "水井巷", "石桥街", "瓦窑巷", "铁器社"};
constexpr std::array<std::string_view, 5> kCourtyardKinds{"宿舍", "小院", "老院", "大院", "片区"};
constexpr std::array<std::string_view, 26> kCompanyStems{
    "鹭鸣", "青禾", "渠安", "和邻", "佳宜",   "康里", "安渠", "美邻", "惠宁",   "百顺", "聚和", "新苗", "恒居",
    "悦邻", "诚安", "瑞宁", "润邦", "万和里", "同邻", "嘉渠", "仁居", "久安里", "乐邻", "众和", "清和", "杨梅里"};
constexpr std::array<std::string_view, 40> kSurnames{"杨", "吴", "龙", "石", "陆", "姚", "潘", "蒋", "李", "王",
                                                     "张", "刘", "陈", "黄", "周", "胡", "唐", "彭", "曾", "谢",
                                                     "肖", "罗", "邓", "曹", "储", "明", "丁", "梁", "覃", "粟",
                                                     "向", "田", "舒", "滕", "申", "尹", "贺", "易", "何", "林"};
constexpr std::array<std::string_view, 60> kGivenNames{
    "秀英", "建国", "海燕", "志强", "桂兰", "小红", "国庆", "春梅", "伟",   "丽华", "永胜", "金花",
    "晓东", "玉珍", "军",   "美玲", "德才", "彩云", "文斌", "艳",   "立新", "冬梅", "家良", "敏",
    "长生", "银香", "志远", "芳",   "昌盛", "慧",   "承志", "翠莲", "光明", "静",   "宗华", "雪梅",
    "俊杰", "凤英", "世林", "琴",   "昌平", "素珍", "浩",   "婷",   "胜利", "月娥", "江",   "小燕",
    "茂林", "莉",   "跃进", "菊香", "宇航", "欣怡", "启明", "兰芝", "波",   "佳",   "通海", "爱民"};

std::vector<std::string> combined(Words stems, Words kinds, Random& random) {
  std::vector<std::string> names;
  for (const auto stem : stems)
    for (const auto kind : kinds) names.push_back(std::string(stem) + std::string(kind));
  random.shuffle(names);
  return names;
}

}  // namespace

Names::Names(Random random)
    : random_(random),
      estates_(combined(kEstateStems, kEstateKinds, random_)),
      courtyards_(combined(kCourtyardStems, kCourtyardKinds, random_)) {
  for (const auto stem : kCompanyStems) companies_.push_back("靖州" + std::string(stem) + "物业服务有限公司");
  random_.shuffle(companies_);
  estates_.push_back("飞山安置小区");
  estates_.push_back("千虹小区");
}

std::string Names::take(std::vector<std::string>& from) {
  if (from.empty()) throw std::logic_error("no name is left");
  std::string name = std::move(from.back());
  from.pop_back();
  return name;
}

std::string Names::estate() { return take(estates_); }
std::string Names::courtyard() { return take(courtyards_); }
std::string Names::company() { return take(companies_); }

std::string Names::person() {
  const auto surname = random_.pick(kSurnames);
  return std::string(surname) + std::string(random_.pick(kGivenNames));
}

}  // namespace mashang::demo
