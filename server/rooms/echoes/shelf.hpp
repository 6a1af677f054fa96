// How cases lie in memory: those of one ground together, sixteen to a block.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "rooms/echoes/said_before.hpp"

namespace mashang::echoes {

/// Days since 1970 at UTC, in 16 bits: until 2149.
using Day = std::uint16_t;
[[nodiscard]] Day day_of(Instant at);

/// Sixteen cases of one ground, column by column. 48 bytes a case. A free place has neither kind nor flags.
struct Block {
  static constexpr std::uint32_t kSize = 16;
  static constexpr std::uint16_t kOpen = 1U << 15U;
  static constexpr std::uint16_t kAnswered = 1U << 14U;

  std::array<Sketch, kSize> sketches;
  std::array<std::int64_t, kSize> ids;
  std::array<Day, kSize> days;
  std::array<std::uint16_t, kSize> buildings;  ///< hashed: two of one ground may rarely be taken for one
  std::array<std::uint16_t, kSize> flats;
  std::array<std::uint16_t, kSize> kinds;  ///< with the flags in front

  [[nodiscard]] std::int32_t kind(std::uint32_t at) const { return kinds[at] & (kAnswered - 1); }
};

struct Ground {
  std::int64_t place = 0;
  std::int64_t community = 0;
  std::vector<std::uint32_t> blocks;
  std::uint32_t cases = 0;
};

/// 16 bits of a place's id, never 0; 0 for none.
[[nodiscard]] std::uint16_t mark_of(const std::optional<PlaceId>& place);
[[nodiscard]] std::int64_t ground_of(const PlaceKeys& where);

/// Not thread-safe.
class Shelf {
 public:
  void put(const Told& told);
  [[nodiscard]] bool holds(CaseId id) const { return find(id.value) != kNowhere; }
  void close(CaseId id, bool is_answered);
  void forget(CaseId id);
  [[nodiscard]] std::size_t size() const { return size_; }

  [[nodiscard]] const Ground* ground(std::int64_t place) const;
  /// Ids of the open cases of a kind in a community.
  [[nodiscard]] const std::vector<std::int64_t>& open_in(std::int64_t community, std::int32_t kind) const;
  struct Spot {
    const Block& block;
    std::uint32_t at;
    const Ground& ground;
  };
  /// Of a case that is held.
  [[nodiscard]] Spot spot_of(std::int64_t id) const;
  [[nodiscard]] std::uint32_t blocks() const { return static_cast<std::uint32_t>(ground_of_block_.size()); }
  [[nodiscard]] const Ground& ground_of_block(std::uint32_t number) const { return grounds_[ground_of_block_[number]]; }
  [[nodiscard]] const Block& block(std::uint32_t number) const { return chunks_[number / kChunk][number % kChunk]; }

 private:
  static constexpr std::uint32_t kNowhere = UINT32_MAX;
  static constexpr std::uint32_t kChunk = 64;  ///< blocks allocated together
  /// A case's place: block · 16 + its place there.
  using Position = std::uint32_t;

  [[nodiscard]] Position find(std::int64_t id) const;
  [[nodiscard]] std::size_t slot_of(std::int64_t id) const;
  [[nodiscard]] std::int64_t id_at(Position at) const { return block(at / Block::kSize).ids[at % Block::kSize]; }
  void remember(std::int64_t id, Position at);
  void unremember(std::int64_t id);
  void grow_slots();
  [[nodiscard]] Block& block(std::uint32_t number) { return chunks_[number / kChunk][number % kChunk]; }
  std::uint32_t number_of(const PlaceKeys& where);
  Position append(std::uint32_t ground);
  /// Among the open cases of its community and kind; nothing for a case that is not open.
  void list(Position at);
  void unlist(Position at);
  [[nodiscard]] std::uint64_t list_of(Position at) const;
  void move(Position from, Position to);

  std::deque<std::array<Block, kChunk>> chunks_;  ///< never moved while it grows
  std::vector<std::uint32_t> ground_of_block_;
  std::vector<std::uint32_t> free_blocks_;
  std::deque<Ground> grounds_;
  std::unordered_map<std::int64_t, std::uint32_t> number_of_ground_;
  std::unordered_map<std::uint64_t, std::vector<std::int64_t>> open_;  ///< ids by community and kind
  std::vector<Position> slots_;  ///< open addressing by id: a position, or kNowhere
  std::size_t size_ = 0;
};

}  // namespace mashang::echoes
