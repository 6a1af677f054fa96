// Tables of what is mistaken for what, collected by hand.
#include "bench/place_bench/writing.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace mashang::bench {
namespace {

using Pair = std::pair<const char*, const char*>;

/// By ear: what an input method or a voice offers.
constexpr std::array<Pair, 64> kSameSound{{
    {"城", "成诚程"}, {"新", "心欣"},   {"鹭", "路露陆"}, {"鸣", "明名铭"}, {"渠", "曲区"},   {"畔", "盼判"},
    {"杨", "扬阳洋"}, {"梅", "煤没"},   {"溪", "西希夕"}, {"岸", "案暗"},   {"坪", "平萍评"}, {"侗", "洞动东"},
    {"歌", "哥戈"},   {"云", "芸匀"},   {"岭", "领玲"},   {"枫", "风峰丰"}, {"林", "淋临"},   {"坳", "奥傲"},
    {"桐", "同童铜"}, {"油", "由游尤"}, {"茶", "查差"},   {"清", "青轻"},   {"塘", "堂糖唐"}, {"竹", "烛朱"},
    {"影", "颖映"},   {"樟", "张章彰"}, {"树", "数竖"},   {"湾", "弯"},     {"桂", "贵柜"},   {"石", "时食"},
    {"板", "版"},     {"井", "景警"},   {"桥", "乔侨"},   {"鼓", "古谷"},   {"杉", "山衫"},   {"冲", "充虫"},
    {"茯", "伏福"},   {"苓", "灵铃"},   {"坡", "波泼"},   {"稻", "到道"},   {"香", "乡湘"},   {"安", "按"},
    {"和", "合河禾"}, {"雄", "熊"},     {"粮", "良梁"},   {"苑", "院园"},   {"院", "苑"},     {"厂", "场"},
    {"苗", "描妙"},   {"芦", "卢炉"},   {"笙", "生声"},   {"青", "清轻"},   {"飞", "非菲"},   {"凤", "奉风"},
    {"药", "要"},     {"渡", "度"},     {"仓", "苍昌"},   {"米", "迷"},     {"巷", "向项"},   {"铺", "普浦"},
    {"酒", "九久"},   {"银", "吟"},     {"码", "马"},     {"书", "舒"},
}};
/// By eye, or one key beside.
constexpr std::array<Pair, 40> kSameLook{{
    {"城", "域"}, {"鸣", "呜"}, {"畔", "伴"}, {"坪", "评"}, {"井", "并"}, {"木", "本"}, {"水", "永"}, {"竹", "行"},
    {"云", "去"}, {"石", "右"}, {"树", "村"}, {"湾", "弯"}, {"冲", "仲"}, {"油", "抽"}, {"茶", "荼"}, {"站", "沾"},
    {"侗", "恫"}, {"岭", "怜"}, {"枫", "飒"}, {"桐", "侗"}, {"塘", "搪"}, {"影", "彰"}, {"杉", "彬"}, {"苓", "苔"},
    {"坡", "披"}, {"稻", "滔"}, {"雄", "维"}, {"笙", "笔"}, {"凤", "风"}, {"杨", "场"}, {"梅", "海"}, {"溪", "蹊"},
    {"鹭", "莺"}, {"渠", "柴"}, {"歌", "欧"}, {"清", "情"}, {"新", "断"}, {"米", "来"}, {"柳", "柏"}, {"旧", "归"},
}};
constexpr std::array<Pair, 48> kTraditional{{
    {"区", "區"}, {"栋", "棟"}, {"楼", "樓"}, {"号", "號"}, {"单", "單"}, {"园", "園"}, {"门", "門"}, {"东", "東"},
    {"岭", "嶺"}, {"云", "雲"}, {"枫", "楓"}, {"凤", "鳳"}, {"鸣", "鳴"}, {"鹭", "鷺"}, {"杨", "楊"}, {"桥", "橋"},
    {"风", "風"}, {"头", "頭"}, {"厂", "廠"}, {"粮", "糧"}, {"渗", "滲"}, {"湾", "灣"}, {"树", "樹"}, {"里", "裡"},
    {"层", "層"}, {"车", "車"}, {"灯", "燈"}, {"坏", "壞"}, {"来", "來"}, {"这", "這"}, {"们", "們"}, {"没", "沒"},
    {"还", "還"}, {"间", "間"}, {"飞", "飛"}, {"老", "老"}, {"药", "藥"}, {"书", "書"}, {"铁", "鐵"}, {"银", "銀"},
    {"码", "碼"}, {"苏", "蘇"}, {"芦", "蘆"}, {"侗", "侗"}, {"请", "請"}, {"电", "電"}, {"梦", "夢"}, {"点", "點"},
}};
constexpr std::array<const char*, 10> kDigits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

template <std::size_t N>
const char* look_up(const std::array<Pair, N>& table, std::string_view wanted) {
  for (const auto& [from, to] : table)
    if (wanted == from) return to;
  return nullptr;
}

}  // namespace

Characters characters_of(const std::string& text) {
  Characters characters;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    characters.push_back(text.substr(at, bytes));
    at += bytes;
  }
  return characters;
}

std::string joined(const Characters& characters) {
  std::string text;
  for (const std::string& character : characters) text += character;
  return text;
}

std::size_t distance(const std::string& a, const std::string& b) {
  const Characters left = characters_of(a);
  const Characters right = characters_of(b);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j < row.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string with_slip(const std::string& name, Random& random) {
  Characters characters = characters_of(name);
  const int kind = random.below(10);
  if (kind < 7) {
    std::vector<std::size_t> order(characters.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    random.shuffle(order);
    for (const std::size_t i : order) {
      const char* others = kind < 5 ? look_up(kSameSound, characters[i]) : look_up(kSameLook, characters[i]);
      if (others == nullptr) continue;
      characters[i] = random.pick(characters_of(others));
      return joined(characters);
    }
  }
  const auto at = static_cast<std::size_t>(random.below(static_cast<int>(characters.size()) - 1));
  if (kind == 7 && characters.size() > 3)
    characters.erase(characters.begin() + static_cast<std::ptrdiff_t>(at));
  else if (kind == 8)
    characters.insert(characters.begin() + static_cast<std::ptrdiff_t>(at), characters[at]);
  else
    std::swap(characters[at], characters[at + 1]);
  return joined(characters);
}

std::string in_traditional(const std::string& text) {
  Characters characters = characters_of(text);
  for (std::string& character : characters)
    if (const char* form = look_up(kTraditional, character)) character = form;
  return joined(characters);
}

std::string in_words(const std::string& digits) {
  const int value = std::stoi(digits);
  const auto digit = [](int d) { return std::string(kDigits.at(static_cast<std::size_t>(d))); };
  if (value < 10) return digit(value);
  if (value < 20) return "十" + (value == 10 ? "" : digit(value - 10));
  if (value < 100) return digit(value / 10) + "十" + (value % 10 == 0 ? "" : digit(value % 10));
  const int rest = value % 100;
  if (value >= 1000) return digit_by_digit(digits, "零");
  return digit(value / 100) + "百" +
         (rest == 0   ? ""
          : rest < 10 ? "零" + digit(rest)
                      : (rest < 20 ? "一" : "") + in_words(std::to_string(rest)));
}

std::string digit_by_digit(const std::string& digits, const char* zero) {
  std::string words;
  for (const char c : digits) words += c == '0' ? zero : kDigits.at(static_cast<std::size_t>(c - '0'));
  return words;
}

std::string in_full_width(const std::string& digits) {
  std::string wide;
  for (const char c : digits) wide += "\xEF\xBC" + std::string(1, static_cast<char>(0x90 + (c - '0')));
  return wide;
}

std::string mixed(const std::string& digits, Random& random) {
  std::string words;
  for (const char c : digits)
    words += random.chance(50) ? std::string(1, c) : std::string(kDigits.at(static_cast<std::size_t>(c - '0')));
  return words;
}

}  // namespace mashang::bench
