// Holes are filled with the ground's last case; the table of ids is open addressing with shifts back on removal (Knuth
// 6.4, algorithm R).
#include "rooms/echoes/shelf.hpp"

#include <algorithm>
#include <utility>

namespace mashang::echoes {
namespace {

/// The finaliser of MurmurHash3.
std::uint64_t hashed(std::uint64_t value) {
  value ^= value >> 33U;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33U;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33U);
}

/// A list of open cases: kinds take 14 bits.
std::uint64_t list_number(std::int64_t community, std::int32_t kind) {
  return static_cast<std::uint64_t>(community) << 14U | static_cast<std::uint32_t>(kind);
}

std::int64_t value_or_0(const std::optional<PlaceId>& place) { return place ? place->value : 0; }

}  // namespace

Day day_of(Instant at) {
  constexpr std::int64_t kDay = 86'400'000;
  return static_cast<Day>(at.ms / kDay);
}

std::uint16_t mark_of(const std::optional<PlaceId>& place) {
  if (!place) return 0;
  return static_cast<std::uint16_t>(hashed(static_cast<std::uint64_t>(place->value)) % UINT16_MAX + 1);
}

std::int64_t ground_of(const PlaceKeys& where) {
  return value_or_0(where.compound ? where.compound : where.road ? where.road : where.community);
}

void Shelf::put(const Told& told) {
  forget(told.id);
  const Position at = append(number_of(told.where));
  Block& shelved = block(at / Block::kSize);
  const auto i = at % Block::kSize;
  shelved.sketches[i] = told.sketch;
  shelved.ids[i] = told.id.value;
  shelved.days[i] = day_of(told.opened_at);
  shelved.buildings[i] = mark_of(told.where.building);
  shelved.flats[i] = mark_of(told.where.flat);
  shelved.kinds[i] =
      static_cast<std::uint16_t>((told.kind & (Block::kAnswered - 1)) | (told.is_open ? Block::kOpen : 0) |
                                 (told.is_answered ? Block::kAnswered : 0));
  remember(told.id.value, at);
  list(at);
}

void Shelf::close(CaseId id, bool is_answered) {
  const Position at = find(id.value);
  if (at == kNowhere) return;
  unlist(at);
  auto& kind = block(at / Block::kSize).kinds[at % Block::kSize];
  const auto code = kind & (Block::kAnswered - 1);
  kind = static_cast<std::uint16_t>(code | (is_answered ? Block::kAnswered : 0));
}

void Shelf::forget(CaseId id) {
  const Position hole = find(id.value);
  if (hole == kNowhere) return;
  unlist(hole);
  unremember(id.value);
  Ground& ground = grounds_[ground_of_block_[hole / Block::kSize]];
  const Position last = ground.blocks.back() * Block::kSize + (ground.cases - 1) % Block::kSize;
  if (last != hole) move(last, hole);
  block(last / Block::kSize).kinds[last % Block::kSize] = 0;
  --ground.cases;
  if (ground.cases % Block::kSize != 0) return;
  free_blocks_.push_back(ground.blocks.back());
  ground.blocks.pop_back();
}

const Ground* Shelf::ground(std::int64_t place) const {
  const auto found = number_of_ground_.find(place);
  return found == number_of_ground_.end() ? nullptr : &grounds_[found->second];
}

const std::vector<std::int64_t>& Shelf::open_in(std::int64_t community, std::int32_t kind) const {
  static const std::vector<std::int64_t> kNone;
  const auto found = open_.find(list_number(community, kind));
  return found == open_.end() ? kNone : found->second;
}

Shelf::Spot Shelf::spot_of(std::int64_t id) const {
  const Position at = find(id);
  const std::uint32_t number = at / Block::kSize;
  return {block(number), at % Block::kSize, ground_of_block(number)};
}

std::uint64_t Shelf::list_of(Position at) const {
  return list_number(ground_of_block(at / Block::kSize).community, block(at / Block::kSize).kind(at % Block::kSize));
}

void Shelf::list(Position at) {
  const bool is_open = (block(at / Block::kSize).kinds[at % Block::kSize] & Block::kOpen) != 0;
  if (is_open && ground_of_block(at / Block::kSize).community != 0) open_[list_of(at)].push_back(id_at(at));
}

void Shelf::unlist(Position at) {
  const auto listed = open_.find(list_of(at));
  if (listed == open_.end()) return;
  std::erase(listed->second, id_at(at));
  if (listed->second.empty()) open_.erase(listed);
}

std::uint32_t Shelf::number_of(const PlaceKeys& where) {
  const std::int64_t place = ground_of(where);
  const auto [entry, is_new] = number_of_ground_.try_emplace(place, static_cast<std::uint32_t>(grounds_.size()));
  if (is_new) {
    Ground& ground = grounds_.emplace_back();
    ground.place = place;
    ground.community = value_or_0(where.community);
  }
  return entry->second;
}

Shelf::Position Shelf::append(std::uint32_t number) {
  Ground& ground = grounds_[number];
  const std::uint32_t in_block = ground.cases % Block::kSize;
  if (in_block == 0) {
    if (free_blocks_.empty()) {
      free_blocks_.push_back(static_cast<std::uint32_t>(ground_of_block_.size()));
      if (ground_of_block_.size() % kChunk == 0) chunks_.emplace_back();
      ground_of_block_.push_back(number);
    }
    ground.blocks.push_back(free_blocks_.back());
    free_blocks_.pop_back();
    ground_of_block_[ground.blocks.back()] = number;
  }
  ++ground.cases;
  return ground.blocks.back() * Block::kSize + in_block;
}

void Shelf::move(Position from, Position to) {
  const Block& source = block(from / Block::kSize);
  Block& target = block(to / Block::kSize);
  const auto i = from % Block::kSize;
  const auto j = to % Block::kSize;
  slots_[slot_of(source.ids[i])] = to;
  target.sketches[j] = source.sketches[i];
  target.ids[j] = source.ids[i];
  target.days[j] = source.days[i];
  target.buildings[j] = source.buildings[i];
  target.flats[j] = source.flats[i];
  target.kinds[j] = source.kinds[i];
}

/// Where the id stands, or the free slot where it would.
std::size_t Shelf::slot_of(std::int64_t id) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hashed(static_cast<std::uint64_t>(id)) & mask;
  while (slots_[slot] != kNowhere && id_at(slots_[slot]) != id) slot = (slot + 1) & mask;
  return slot;
}

Shelf::Position Shelf::find(std::int64_t id) const { return slots_.empty() ? kNowhere : slots_[slot_of(id)]; }

void Shelf::remember(std::int64_t id, Position at) {
  if (size_ * 4 >= slots_.size() * 3) grow_slots();
  slots_[slot_of(id)] = at;
  ++size_;
}

void Shelf::unremember(std::int64_t id) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t hole = slot_of(id);
  slots_[hole] = kNowhere;
  --size_;
  for (std::size_t slot = (hole + 1) & mask; slots_[slot] != kNowhere; slot = (slot + 1) & mask) {
    const std::size_t home = hashed(static_cast<std::uint64_t>(id_at(slots_[slot]))) & mask;
    if (((slot - home) & mask) < ((slot - hole) & mask)) continue;  // its home lies behind the hole
    slots_[hole] = std::exchange(slots_[slot], kNowhere);
    hole = slot;
  }
}

void Shelf::grow_slots() {
  constexpr std::size_t kFewest = 1024;
  const auto old = std::exchange(slots_, std::vector<Position>(std::max(kFewest, slots_.size() * 2), kNowhere));
  for (const Position at : old)
    if (at != kNowhere) slots_[slot_of(id_at(at))] = at;
}

}  // namespace mashang::echoes
