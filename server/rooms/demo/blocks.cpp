// The net of streets and what lies in it.
#include "rooms/demo/blocks.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace mashang::demo {
namespace {

constexpr double kPlotWidth = 44, kPlotDepth = 30, kStreet = 18;
constexpr double kBlockWidth = kPlotColumns * kPlotWidth + kStreet;
constexpr double kBlockDepth = kPlotRows * kPlotDepth + kStreet;
constexpr int kBandRows = 4;

/// Three bands of three communities; the numbers are street columns. The last community has one block more.
constexpr std::array<std::array<int, 3>, 3> kBands{{{3, 3, 3}, {4, 3, 3}, {3, 3, 2}}};

std::vector<Block> empty_blocks() {
  std::vector<Block> blocks;
  int community = 0;
  for (std::size_t band = 0; band < kBands.size(); ++band) {
    int first = 0;
    for (const int columns : kBands[band]) {
      for (int row = 0; row < kBandRows; ++row)
        for (int column = first; column < first + columns; ++column)
          blocks.push_back({.community = community, .column = column, .row = static_cast<int>(band) * kBandRows + row});
      first += columns;
      ++community;
    }
  }
  blocks.push_back({.community = kCommunities - 1, .column = 8, .row = 2 * kBandRows});
  return blocks;
}

void share_out_buildings(std::vector<Block>& blocks, Random& random) {
  const int each = kBuildings / kGrids, rest = kBuildings % kGrids;
  for (int i = 0; i < kGrids; ++i) blocks[static_cast<std::size_t>(i)].buildings = each + (i < rest ? 1 : 0);
  for (int i = 0; i + 1 < kGrids; i += 2) {
    const int moved = random.below(4);
    Block& more = blocks[static_cast<std::size_t>(i)];
    Block& fewer = blocks[static_cast<std::size_t>(i + 1)];
    const int possible = std::min(moved, kPlotColumns * kPlotRows - more.buildings);
    more.buildings += possible;
    fewer.buildings -= possible;
  }
}

std::vector<int> parts_of(Style style, Random& random) {
  static const std::array<std::vector<int>, 3> kFew{{{6}, {3, 3}, {4, 2}}};
  static const std::array<std::vector<int>, 3> kMany{{{2, 2, 2}, {3, 3}, {2, 4}}};
  return style == Style::old_street ? random.pick(kMany) : random.pick(kFew);
}

/// In each community one estate reaches over two grids, as real ones do.
void join_estates(std::vector<Block>& blocks, Random& random) {
  for (int community = 0; community < kCommunities; ++community) {
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i)
      if (blocks[i].community == community && blocks[i + 1].community == community &&
          blocks[i].row == blocks[i + 1].row && !blocks[i].is_story && !blocks[i + 1].is_story)
        candidates.push_back(i);
    const std::size_t west = random.pick(candidates);
    for (const std::size_t i : {west, west + 1}) {
      blocks[i].style = Style::estate;
      blocks[i].parts = {kPlotColumns};
    }
    blocks[west].joins_next = true;
  }
}

}  // namespace

Metre crossing(int column, int row) { return {(column - 5) * kBlockWidth, (row - 6) * kBlockDepth}; }

std::vector<Block> street_blocks(Random random) {
  constexpr std::size_t kStoryBlock = 52;
  std::vector<Block> blocks = empty_blocks();
  share_out_buildings(blocks, random);
  for (Block& block : blocks) {
    const int dice = random.below(100);
    block.style = dice < 45 ? Style::estate : dice < 85 ? Style::old_street : Style::towers;
    block.households = random.between(350, 475);
    block.parts = parts_of(block.style, random);
  }
  Block& story = blocks[kStoryBlock];
  story.is_story = true;
  story.style = Style::estate;
  story.parts = {kPlotColumns};
  join_estates(blocks, random);
  return blocks;
}

Outline block_outline(const Block& block) {
  return rectangle(crossing(block.column, block.row), crossing(block.column + 1, block.row + 1));
}

Outline part_outline(const Block& block, int first, int last) {
  constexpr double kLane = 2;
  const Metre low = crossing(block.column, block.row);
  const Metre from{low.x + kStreet / 2 + first * kPlotWidth + kLane, low.y + kStreet / 2};
  const Metre to{low.x + kStreet / 2 + last * kPlotWidth - kLane, low.y + kBlockDepth - kStreet / 2};
  return rectangle(from, to);
}

Metre plot_centre(const Block& block, int column, int row) {
  const Metre low = crossing(block.column, block.row);
  return {low.x + kStreet / 2 + (column + 0.5) * kPlotWidth, low.y + kStreet / 2 + (row + 0.5) * kPlotDepth};
}

Outline outer_edge(const std::vector<Block>& blocks) {
  using Corner = std::pair<int, int>;
  std::set<std::pair<Corner, Corner>>
      sides;  // of each block counter-clockwise; a shared side meets its opposite and goes
  const auto add = [&](Corner from, Corner to) {
    if (sides.erase({to, from}) == 0) sides.insert({from, to});
  };
  for (const Block& block : blocks) {
    const int x = block.column, y = block.row;
    add({x, y}, {x + 1, y});
    add({x + 1, y}, {x + 1, y + 1});
    add({x + 1, y + 1}, {x, y + 1});
    add({x, y + 1}, {x, y});
  }
  const std::map<Corner, Corner> edges(sides.begin(), sides.end());
  Outline outline;
  const Corner start = edges.begin()->first;
  Corner at = start;
  do {
    outline.push_back(crossing(at.first, at.second));
    at = edges.at(at);
  } while (at != start);
  return outline;
}

}  // namespace mashang::demo
