// Names, numbers and matters put together in the ways that letters and calls to town halls show.
#include "bench/place_bench/phrasings.hpp"

#include <algorithm>
#include <array>

namespace mashang::bench {
namespace {

using Text = const char*;

// △ stands for the address. Matters of a home:
constexpr std::array<Text, 24> kHomeMatters{"△楼上漏水，家里都潮了",
                                            "△厨房天花板滴水，找楼上说不是他家的",
                                            "您好，△停水三天了，没看到通知",
                                            "我家住△，楼上天天半夜拖桌子",
                                            "我是△的业主，卫生间返水，臭得不行",
                                            "△，下水道堵了",
                                            "麻烦师傅来一下，△的入户门锁坏了",
                                            "家里跳闸了，△，老人用呼吸机",
                                            "反映一下：△对门把鞋柜放在楼道",
                                            "地址：△，问题：厨房水管爆了",
                                            "△ 楼下太吵 天天打麻将",
                                            "我妈一个人住△，这两天没接电话",
                                            "厨房水管爆了！！△快来人",
                                            "投诉△在家里养鸡，早上四点就叫",
                                            "请问△的水表什么时候换",
                                            "△屋顶漏雨，报了3次了",
                                            "11月14号报修到现在没人来，△，电表不转",
                                            "△燃气灶打不着火，是不是停气了",
                                            "我在△租房，房东不退2000元押金",
                                            "住△，隔壁装修中午也不停",
                                            "老人腿脚不好在△，想请人上门办养老认证",
                                            "△窗户玻璃被砸了，电话13812345678",
                                            "你们管不管啊△的污水管漏到我家阳台",
                                            "暖气片漏水 △ 急"};
// of a building or stairwell:
constexpr std::array<Text, 16> kBuildingMatters{
    "△电梯坏了两天了",       "△楼道灯不亮，晚上看不见", "△门口堆满了电动车，走不了人",
    "△楼下垃圾桶满了没人收", "△单元门关不上",           "△外墙瓷砖掉下来差点砸到人",
    "反映△一楼有人拉线充电", "△那里转弯的地方井盖坏了", "△旁边的树枝断了挂在半空",
    "△楼顶太阳能漏水",       "△消防通道被车堵死了",     "您好，△的化粪池冒水了，臭得很",
    "△后面有人烧垃圾",       "△二楼到三楼的扶手松了",   "请问△什么时候加装电梯",
    "△顶楼有人搭棚子"};
// of a compound:
constexpr std::array<Text, 14> kCompoundMatters{
    "△大门口垃圾没人收",   "△东门对面的路灯不亮",     "△地下车库B1积水",
    "△没有地方停电动车",   "△物业费涨了没公示",       "△停水了",
    "我们△的健身器材坏了", "△篮球场旁边晚上跳舞太吵", "△围墙边有人倒建筑垃圾",
    "住在△，小区里野狗多", "△里面的路坑坑洼洼",       "请问△什么时候通天然气",
    "△拐角那里的监控坏了", "反映△南门乱停车"};
// without an address; the code says it:
constexpr std::array<Text, 12> kUnplaced{"楼上漏水，家里都潮了",
                                         "家里停电了",
                                         "厨房水管爆了，快来人",
                                         "楼上半夜还在拖桌子，孩子睡不着",
                                         "下水道堵了，打了12345也没人来",
                                         "我家门锁坏了",
                                         "隔壁装修太吵",
                                         "自来水发黄",
                                         "想问居住证怎么办",
                                         "老人这两天没吃上饭",
                                         "对门吵架",
                                         "家里煤气打不着"};
constexpr std::array<Text, 12> kTails{"",
                                      "",
                                      "",
                                      "",
                                      "，谢谢",
                                      "。请尽快处理",
                                      "，都205天了",
                                      "，联系电话13707451234",
                                      "。上个月3号报过一次，一直没人来，我一个人带着2个孩子",
                                      "，交了1200块物业费也没用",
                                      "。2024年就反映过，说等3到5天",
                                      "，麻烦派人来看看，我下午5点以后在家"};
constexpr std::array<Text, 8> kHeads{"", "", "", "", "", "你好！", "网格员您好，", "关于漏水的事情\n"};

std::string filled(Text matter, const std::string& address) {
  std::string text = matter;
  const std::string mark = "△";
  return text.replace(text.find(mark), mark.size(), address);
}

class Writer {
 public:
  Writer(const County& county, std::uint64_t seed) : county_(county), random_(seed) {}

  std::vector<Phrasing> write(int count) {
    std::vector<Phrasing> all;
    while (static_cast<int>(all.size()) < count) {
      Phrasing phrasing = next();
      phrasing.text = random_.pick(kHeads) + phrasing.text + random_.pick(kTails);
      if (random_.chance(6)) phrasing.text = in_traditional(phrasing.text);
      all.push_back(std::move(phrasing));
    }
    return all;
  }

 private:
  Phrasing next() {
    const int way = random_.below(100);
    if (way < 38) return whole_address(false);
    if (way < 48) return whole_address(true);
    if (way < 58) return building_of_compound();
    if (way < 68) return compound_alone();
    if (way < 76) return building_near_code();
    if (way < 82) return flat_near_code();
    if (way < 86) return neighbour_flat();
    if (way < 91) return code_alone();
    if (way < 95) return correction();
    return home_and_elsewhere();
  }

  // ---- the ways ----
  Phrasing whole_address(bool with_other_code) {
    const County::Flat& flat = any_flat();
    const std::string address = whole_address_of(flat);
    Phrasing phrasing = meaning(flat, filled(random_.pick(kHomeMatters), address), "whole_address");
    if (with_other_code) phrasing = scanned(phrasing, any_flat().id, "whole_address_other_code");
    return phrasing;
  }

  /// 渠阳镇新城小区14栋401; 14栋401（新城小区）; 401，14栋，新城小区; 地址是新城小区那边的14栋401.
  std::string whole_address_of(const County::Flat& flat) {
    const int order = random_.below(20);
    const std::string name = name_of(compound_of(flat));
    if (order == 0) return flat_in_compound(flat) + random_.pick(std::array<Text, 2>{"（", "("}) + name + "）";
    if (order == 1) return "【" + name + "】" + flat_in_compound(flat);
    if (order == 2 && !flat.unit) return flat.number + "室，" + building_number(building_of(flat)) + "，" + name;
    if (order == 3) return "渠阳镇" + name + flat_in_compound(flat);
    if (order == 4) return "靖州县渠阳镇" + name + " " + flat_in_compound(flat);
    return name + between_names() + flat_in_compound(flat);
  }

  Phrasing building_of_compound() {
    const County::Building& building = any_building();
    const std::string address =
        name_of(county_.compounds[building.compound]) + between_names() + building_number(building);
    return meaning(building, filled(random_.pick(kBuildingMatters), address), "building");
  }

  Phrasing compound_alone() {
    const County::Compound& compound = random_.pick(county_.compounds);
    Phrasing phrasing{.text = filled(random_.pick(kCompoundMatters), name_of(compound)),
                      .scanned = std::nullopt,
                      .place = compound.id,
                      .compound = compound.id};
    phrasing.form = "compound";
    if (random_.chance(30)) phrasing = scanned(phrasing, any_flat().id, "compound_other_code");
    return phrasing;
  }

  Phrasing building_near_code() {
    const County::Building& building = any_building();
    return scanned(meaning(building, filled(random_.pick(kBuildingMatters), building_number(building)), ""),
                   flat_beside(building).id, "building_near_code");
  }

  Phrasing flat_near_code() {
    const County::Flat& flat = any_flat();
    return scanned(meaning(flat, filled(random_.pick(kHomeMatters), flat_in_compound(flat)), ""),
                   flat_beside(building_of(flat)).id, "flat_near_code");
  }

  /// 402漏水, with the code of 401.
  Phrasing neighbour_flat() {
    constexpr std::array<Text, 6> kMatters{"△漏水漏到楼道里了", "△家天天吵架",       "△没人在家，水表在转",
                                           "△的狗叫了一晚上",   "请问△是不是没人住", "我们楼的△家里有煤气味"};
    const County::Flat& flat = any_flat();
    std::vector<const County::Flat*> others;
    for (const County::Flat& other : county_.flats)
      if (other.building == flat.building && other.unit == flat.unit && other.id != flat.id) others.push_back(&other);
    if (others.empty()) return neighbour_flat();
    return scanned(meaning(flat, filled(random_.pick(kMatters), flat_number(flat)), ""), random_.pick(others)->id,
                   "neighbour_flat");
  }

  Phrasing code_alone() {
    const County::Flat& flat = any_flat();
    return scanned(meaning(flat, random_.pick(kUnplaced), ""), flat.id, "code_alone");
  }

  Phrasing correction() {
    constexpr std::array<Text, 5> kMatters{"不是我家，是△门口有人打架", "不是我们这栋，是△楼下的井盖坏了",
                                           "扫错码了，是△的电梯坏了", "不是我家的问题，△的下水道往外冒水",
                                           "我扫的是自己家的码，但要反映的是△楼道里堆杂物"};
    const County::Building& building = any_building();
    return scanned(meaning(building, filled(random_.pick(kMatters), building_number(building)), ""),
                   flat_beside(building).id, "correction");
  }

  /// 我住A，B门口有垃圾: the matter is at B.
  Phrasing home_and_elsewhere() {
    const County::Building& building = any_building();
    const County::Compound& compound = county_.compounds[building.compound];
    const County::Flat& home = flat_beside(building);
    const std::string text = "我住" + name_of(compound) + flat_in_compound(home) + "，" + building_number(building) +
                             random_.pick(std::array<Text, 4>{"门口的垃圾桶满了没人收", "楼下有人半夜放音响",
                                                              "旁边的路灯坏了", "的电梯老是停"});
    return meaning(building, text, "home_and_elsewhere");
  }

  // ---- who and where ----
  const County::Flat& any_flat() { return random_.pick(county_.flats); }
  const County::Building& any_building() { return random_.pick(county_.buildings); }
  [[nodiscard]] const County::Building& building_of(const County::Flat& flat) const {
    return county_.buildings[flat.building];
  }
  [[nodiscard]] const County::Compound& compound_of(const County::Flat& flat) const {
    return county_.compounds[building_of(flat).compound];
  }
  /// A flat of another building in the same compound.
  const County::Flat& flat_beside(const County::Building& building) {
    std::vector<const County::Flat*> others;
    for (const County::Flat& flat : county_.flats)
      if (building_of(flat).compound == building.compound && building_of(flat).id != building.id)
        others.push_back(&flat);
    return others.empty() ? any_flat() : *random_.pick(others);
  }

  static Phrasing scanned(Phrasing phrasing, PlaceId code, std::string_view form) {
    phrasing.scanned = code;
    phrasing.form = form;
    return phrasing;
  }
  [[nodiscard]] Phrasing meaning(const County::Flat& flat, std::string text, std::string_view form) const {
    return {std::move(text), std::nullopt, flat.id, compound_of(flat).id, true, form};
  }
  [[nodiscard]] Phrasing meaning(const County::Building& building, std::string text, std::string_view form) const {
    return {std::move(text), std::nullopt, building.id, county_.compounds[building.compound].id, false, form};
  }

  // ---- names ----
  std::string name_of(const County::Compound& compound) {
    for (;;) {
      std::string name = compound.name;
      const int choice = random_.below(100);
      if (choice < 30 && !compound.other_names.empty())
        name = random_.pick(compound.other_names);
      else if (choice < 42)
        name = stem_of(name);
      const std::string known = name;
      if (random_.chance(22)) name = with_slip(known, random_);
      if (is_clear(name, known, compound)) return name;
    }
  }

  static std::string stem_of(const std::string& name) {
    constexpr std::array<std::string_view, 9> kEndings{"小区", "家园", "新村", "雅居", "宿舍",
                                                       "小院", "老院", "大院", "片区"};
    for (const auto ending : kEndings)
      if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    return name;
  }

  /// No other place has a name as near to what is written, or one that begins with a stem.
  [[nodiscard]] bool is_clear(const std::string& written, const std::string& known,
                              const County::Compound& compound) const {
    const auto is_own = [&](const std::string& name) {
      return name == compound.name || std::ranges::find(compound.other_names, name) != compound.other_names.end();
    };
    const std::size_t own = distance(written, known);
    const bool is_whole = is_own(known);
    return std::ranges::none_of(county_.names, [&](const std::string& name) {
      const bool is_shared = is_own(name) && std::ranges::count(county_.names, name) > 1 && name == known;
      if (is_own(name)) return is_shared;
      return distance(written, name) <= own || (!is_whole && (name.starts_with(known) || name.starts_with(written)));
    });
  }

  // ---- numbers ----
  std::string between_names() {
    return random_.pick(std::array<Text, 12>{"", "", "", "", "", "", "", " ", "，", "的", "里", " "});
  }

  std::string number(const std::string& digits) {
    const int form = random_.below(20);
    if (form < 11) return digits;
    if (form < 15) return in_words(digits);
    if (form < 17) return in_full_width(digits);
    if (form < 18)
      return digits.size() > 1 ? digit_by_digit(digits, random_.chance(50) ? "零" : "〇") : in_words(digits);
    if (form < 19) return digits.size() > 1 ? mixed(digits, random_) : digits;
    return "第" + (random_.chance(50) ? in_words(digits) : digits);
  }

  std::string building_number(const County::Building& building) {
    return number(building.number) + random_.pick(std::array<Text, 12>{"栋", "栋", "栋", "栋", "栋", "栋", "幢", "号楼",
                                                                       "号楼", "#楼", "座", "号栋"});
  }

  std::string flat_number(const County::Flat& flat) {
    const int form = random_.below(20);
    std::string text = flat.number;
    if (form >= 11 && form < 13) text = digit_by_digit(text, "零");
    if (form == 13) text = digit_by_digit(text, "〇");
    if (form == 14) text = in_words(text);
    if (form == 15) text = in_full_width(text);
    if (form == 16) text = mixed(text, random_);
    return text + random_.pick(std::array<Text, 6>{"", "", "", "室", "室", "房"});
  }

  /// 四楼2号, 4楼402.
  std::string floor_and_door(const County::Flat& flat) {
    const std::string floor = flat.number.substr(0, flat.number.size() - 2);
    const std::string door = std::to_string(std::stoi(flat.number.substr(flat.number.size() - 2)));
    return number(floor) + (random_.chance(70) ? "楼" : "层") + (random_.chance(50) ? flat.number : door + "号");
  }

  std::string flat_in_compound(const County::Flat& flat) {
    const County::Building& building = building_of(flat);
    const bool with_unit = flat.unit && (county_.needs_unit(flat) || random_.chance(50));
    const int form = random_.below(20);
    if (form < 3) {
      const std::string sign = random_.pick(std::array<Text, 6>{"-", "-", "-", "—", "/", "－"});
      return building.number + sign + (with_unit ? *flat.unit + sign : "") + flat.number;
    }
    if (form == 3) return building.number + "#" + (with_unit ? *flat.unit + "-" : "") + flat.number;
    if (form == 4 && with_unit) return number(building.number) + "栋" + *flat.unit + "-" + flat.number;
    const std::string space = random_.pick(std::array<Text, 8>{"", "", "", "", "", " ", "，", "的"});
    std::string text = building_number(building) + space;
    if (with_unit)
      text += number(*flat.unit) +
              random_.pick(std::array<Text, 8>{"单元", "单元", "单元", "单元", "单元", "单元", "门", "单园"}) +
              (space == " " ? space : "");
    return text + (random_.chance(8) ? floor_and_door(flat) : flat_number(flat));
  }

  const County& county_;
  Random random_;
};

}  // namespace

std::vector<Phrasing> phrasings(const County& county, std::uint64_t seed, int count) {
  return Writer(county, seed).write(count);
}

}  // namespace mashang::bench
