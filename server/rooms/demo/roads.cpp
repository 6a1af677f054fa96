// One road for each line of the net of streets, as long as blocks stand beside it.
#include "rooms/demo/roads.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace mashang::demo {
namespace {

constexpr std::array<std::string_view, 11> kNorthward{"木叶路", "青禾路", "楠竹路", "茶泡路", "银杏路", "雁鹅路",
                                                      "萤火路", "石榴路", "蓝靛路", "禾仓路", "斗笠路"};
constexpr std::array<std::string_view, 13> kEastward{"渠水大道", "花桥街", "鼓声街", "织锦街", "合拢街",
                                                     "蜡染街",   "月亮街", "春社街", "打油街", "糍粑街",
                                                     "杨梅大道", "百工街", "歌会街"};

/// The blocks' first and last position along a street, when there are any beside it.
struct Reach {
  int first = 1;
  int last = 0;
  void take(int position) {
    first = first > last ? position : std::min(first, position);
    last = std::max(last, position + 1);
  }
  [[nodiscard]] bool is_empty() const { return first > last; }
};

template <std::size_t N>
std::string_view name_of(const std::array<std::string_view, N>& names, int number) {
  return names.at(static_cast<std::size_t>(number));
}

}  // namespace

std::vector<RoadPlan> roads_between(const std::vector<Block>& blocks) {
  std::vector<RoadPlan> roads;
  for (int column = 0; column < static_cast<int>(kNorthward.size()); ++column) {
    Reach rows;
    for (const Block& block : blocks)
      if (block.column == column || block.column + 1 == column) rows.take(block.row);
    if (rows.is_empty()) continue;
    RoadPlan road{.name = std::string(name_of(kNorthward, column))};
    for (int row = rows.first; row <= rows.last; ++row) road.line.push_back(crossing(column, row));
    roads.push_back(std::move(road));
  }
  for (int row = 0; row < static_cast<int>(kEastward.size()); ++row) {
    Reach columns;
    for (const Block& block : blocks)
      if (block.row == row || block.row + 1 == row) columns.take(block.column);
    if (columns.is_empty()) continue;
    RoadPlan road{.name = std::string(name_of(kEastward, row))};
    for (int column = columns.first; column <= columns.last; ++column) road.line.push_back(crossing(column, row));
    roads.push_back(std::move(road));
  }
  return roads;
}

}  // namespace mashang::demo
