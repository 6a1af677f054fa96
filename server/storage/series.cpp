// Where the gap-free series of one writer stand during a batch; numbers of an undone write are given back.
#include "storage/series.hpp"

namespace mashang::storage {

std::int64_t SeriesBook::next(CountyCode county, std::string_view name, const Load& load) {
  auto found = stands_.find(std::pair(county.value, name));
  if (found == stands_.end()) {
    const std::int64_t stored = load(county, name);
    found = stands_.emplace(std::pair(county.value, std::string(name)), Stand{stored, stored}).first;
  }
  taken_.push_back(&found->second);
  return ++found->second.value;
}

void SeriesBook::undo_write() {
  for (Stand* stand : taken_) --stand->value;
  taken_.clear();
}

std::vector<SeriesBook::Changed> SeriesBook::changed() const {
  std::vector<Changed> found;
  for (const auto& [key, stand] : stands_)
    if (stand.value != stand.loaded) found.push_back({CountyCode{key.first}, key.second, stand.value, stand.loaded});
  return found;
}

void SeriesBook::settle() {
  for (auto& [key, stand] : stands_) stand.loaded = stand.value;
}

void SeriesBook::forget() {
  stands_.clear();
  taken_.clear();
}

}  // namespace mashang::storage
