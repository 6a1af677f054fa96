// Each table has a place for "anything of it" and one for "unknown rows of it"; each of its keys has one more.
#include "storage/changes.hpp"

#include <algorithm>

namespace mashang::storage {
namespace {

enum class Part : std::uint64_t { anything, unknown_rows, one_matter };

/// splitmix64's finish: close numbers land far apart.
std::size_t place_of(std::uint64_t table, Part part, std::int64_t key, std::size_t places) {
  std::uint64_t x =
      table + 0x9e3779b97f4a7c15 * (static_cast<std::uint64_t>(part) + 1) + static_cast<std::uint64_t>(key);
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return (x ^ x >> 31) % places;
}

/// The key of the one matter that is touched; none when it may be any.
const Value* key_of(const Touch& touch, std::span<const Value> values) {
  if (touch.key < 0) return nullptr;
  const Value& key = values[static_cast<std::size_t>(touch.key)];
  return key.type() == Value::Type::integer ? &key : nullptr;
}

}  // namespace

void Changes::Batch::add(const Statement& statement, std::span<const Value> values) {
  for (const Touch& touch : statement.touches) {
    places_.push_back(place_of(touch.table, Part::anything, 0, kPlaces));
    const Value* key = key_of(touch, values);
    places_.push_back(key ? place_of(touch.table, Part::one_matter, key->integer(), kPlaces)
                          : place_of(touch.table, Part::unknown_rows, 0, kPlaces));
  }
}

Changes::Moment Changes::last(const Statement& statement, std::span<const Value> values) const {
  Moment last = 0;
  const auto look = [&](std::size_t place) { last = std::max(last, changed_[place].load(std::memory_order_acquire)); };
  for (const Touch& touch : statement.touches) {
    if (const Value* key = key_of(touch, values)) {
      look(place_of(touch.table, Part::one_matter, key->integer(), kPlaces));
      look(place_of(touch.table, Part::unknown_rows, 0, kPlaces));
    } else {
      look(place_of(touch.table, Part::anything, 0, kPlaces));
    }
  }
  return last;
}

void Changes::Batch::is_about_to_commit() {
  const Moment under_way = changes_.now() | 1;
  changes_.now_.store(under_way);
  for (const std::size_t place : places_) changes_.changed_[place].store(under_way + 1);
}

void Changes::Batch::has_settled(bool is_durable) {
  const Moment now = changes_.now();
  const bool was_tried = !is_between_commits(now);
  changes_.now_.store(was_tried ? now + 1 : now + 2);
  if (is_durable || !was_tried) places_.clear();
}

}  // namespace mashang::storage
