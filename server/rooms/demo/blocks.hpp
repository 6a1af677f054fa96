// Street blocks: where each grid lies, in which community, and how it is divided into compounds. Pure.
#pragma once

#include <vector>

#include "rooms/demo/plan.hpp"

namespace mashang::demo {

enum class Style { estate, old_street, towers };

/// One street block is one grid: six by four building plots, some left empty.
struct Block {
  int community = 0;
  int column = 0;  ///< of the town's net of streets
  int row = 0;
  int buildings = 0;
  int households = 0;  ///< what its buildings should come to
  Style style = Style::estate;
  std::vector<int> parts;   ///< plot columns of each compound: {6}, {4,2}, {2,2,2}
  bool joins_next = false;  ///< its only compound goes on in the block to the east
  bool is_story = false;    ///< holds kStoryCompound
};

constexpr int kPlotColumns = 6;
constexpr int kPlotRows = 4;

/// Where two streets of the net meet.
[[nodiscard]] Metre crossing(int column, int row);
/// All 109, community by community; their `buildings` add up to 2,277.
[[nodiscard]] std::vector<Block> street_blocks(Random random);
[[nodiscard]] Outline block_outline(const Block& block);
/// From the block's plot column `first` up to before `last`; with a margin to the street.
[[nodiscard]] Outline part_outline(const Block& block, int first, int last);
/// The middle of a building plot.
[[nodiscard]] Metre plot_centre(const Block& block, int column, int row);
/// The outer edge of blocks that touch each other.
[[nodiscard]] Outline outer_edge(const std::vector<Block>& blocks);

}  // namespace mashang::demo
