// All contiguous sets of a few pieces, as bits.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace mashang::planning {

using PieceSet = std::uint64_t;
constexpr std::size_t kMostPieces = 64;

/// Looks at each contiguous set of pieces once: a piece that was tried is barred from then on.
class ContiguousSets {
 public:
  struct Piece {
    std::int64_t households = 0;
    PieceSet touches = 0;
  };
  /// `pieces`: up to kMostPieces. Sets with more than `most` households are left out; gives up after `most_looks` sets.
  ContiguousSets(std::vector<Piece> pieces, std::int64_t most, std::size_t most_looks)
      : pieces_(std::move(pieces)), most_(most), most_looks_(most_looks) {}

  /// Calls `see(set, households)` for every set; false when there are too many or `see` returned false.
  template <class See>
  bool each(See&& see) {
    PieceSet barred = 0;
    for (std::size_t first = 0; first < pieces_.size(); ++first) {
      const PieceSet own = PieceSet{1} << first;
      barred |= own;
      if (!grow(own, pieces_[first].households, pieces_[first].touches & ~barred, barred, see)) return false;
    }
    return true;
  }

  /// The same for every set, none included, that something with so many households makes contiguous by touching
  /// `touches`; households are those of both.
  template <class See>
  bool each_around(std::int64_t households, PieceSet touches, See&& see) {
    return grow(0, households, touches, 0, see);
  }

 private:
  template <class See>
  bool grow(PieceSet set, std::int64_t households, PieceSet open, PieceSet barred, See& see) {
    if (++looks_ > most_looks_) return false;
    if (households > most_) return true;
    if (!see(set, households)) return false;
    while (open != 0) {
      const auto next = static_cast<std::size_t>(std::countr_zero(open));
      const PieceSet own = PieceSet{1} << next;
      open &= ~own;
      barred |= own;
      const Piece& piece = pieces_[next];
      if (!grow(set | own, households + piece.households, open | (piece.touches & ~barred & ~set), barred, see))
        return false;
    }
    return true;
  }

  std::vector<Piece> pieces_;
  std::int64_t most_;
  std::size_t most_looks_;
  std::size_t looks_ = 0;
};

/// The numbers of its pieces, ascending.
[[nodiscard]] inline std::vector<std::int32_t> numbers_of(PieceSet set) {
  std::vector<std::int32_t> numbers;
  for (; set != 0; set &= set - 1) numbers.push_back(std::countr_zero(set));
  return numbers;
}

}  // namespace mashang::planning
