// Messages are taken in by their time, settled, and each matter of enough people is described.
#include "rooms/echoes/hot_matters.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "rooms/echoes/heat.hpp"
#include "rooms/echoes/portrait.hpp"

namespace mashang::echoes {
namespace {

std::vector<std::size_t> sorted_by_time(const Matters& matters, const Matter& matter) {
  std::vector<std::size_t> members(matter.members);
  std::sort(members.begin(), members.end(), [&matters](std::size_t a, std::size_t b) {
    const auto& left = matters.messages()[a];
    const auto& right = matters.messages()[b];
    return std::pair(left.at, left.id) < std::pair(right.at, right.id);
  });
  return members;
}

/// The value that most members have, of those that have one.
template <class Value, class Get>
Value most_frequent(const Matters& matters, const Matter& matter, Value none, Get get) {
  std::map<Value, std::size_t> counts;
  for (const std::size_t member : matter.members) ++counts[get(matters.messages()[member])];
  counts.erase(none);
  const auto best =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == counts.end() ? none : best->first;
}

}  // namespace

Usage usage_in(std::span<const Message> messages, const triage::Characters& characters) {
  std::vector<const Message*> by_user;
  for (const Message& message : messages) by_user.push_back(&message);
  std::stable_sort(by_user.begin(), by_user.end(),
                   [](const Message* a, const Message* b) { return a->user < b->user; });
  Usage usage;
  for (const Message* message : by_user) usage.count(pair_uses_in(message->text, characters), message->user);
  return usage;
}

std::optional<HotMatter> hot_matter(const Matters& matters, std::size_t number, Instant now) {
  const Matter& matter = matters.matter(number);
  if (matter.members.size() < kFewestUsers) return std::nullopt;
  HotMatter hot;
  std::set<std::int64_t> users;
  std::vector<Joining> joinings;
  for (const std::size_t member : sorted_by_time(matters, matter)) {
    const Message& message = matters.messages()[member];
    hot.members.push_back(message.id);
    const bool is_new = users.insert(message.user).second;
    joinings.push_back({message.at, (is_new ? 1.0 : 0.0) + message.supporters});
  }
  if (users.size() < kFewestUsers) return std::nullopt;
  hot.users = users.size();
  hot.title = title_of(matters, matter);
  hot.place_words = place_words_of(matters, matter);
  hot.kind = most_frequent(matters, matter, std::string(), [](const Message& m) { return m.kind; });
  hot.place = most_frequent(matters, matter, std::optional<PlaceId>(), [](const Message& m) { return m.place; });
  hot.first_at = matter.first_at;
  hot.last_at = matter.last_at;
  hot.heat = heat_by_day(joinings, now);
  hot.is_growing = is_growing(joinings, now);
  return hot;
}

std::vector<HotMatter> find_hot_matters(std::span<const Message> messages, const triage::Characters& characters,
                                        Instant now) {
  std::vector<const Message*> by_time;
  for (const Message& message : messages) by_time.push_back(&message);
  std::sort(by_time.begin(), by_time.end(),
            [](const Message* a, const Message* b) { return std::pair(a->at, a->id) < std::pair(b->at, b->id); });
  Matters matters(characters, usage_in(messages, characters));
  for (const Message* message : by_time) matters.add(*message);
  matters.settle();
  std::vector<HotMatter> found;
  for (const std::size_t number : matters.numbers())
    if (auto hot = hot_matter(matters, number, now)) found.push_back(std::move(*hot));
  std::stable_sort(found.begin(), found.end(),
                   [](const HotMatter& a, const HotMatter& b) { return a.heat.back() > b.heat.back(); });
  return found;
}

}  // namespace mashang::echoes
