// Which parts may change, and the address put together anew.
#include "rooms/triage/training/part_exchange.hpp"

#include "rooms/triage/training/chance.hpp"

namespace mashang::triage::training {
namespace {

bool may_change(AddressType type) {
  switch (type) {
    case AddressType::country:
    case AddressType::province:
    case AddressType::city:
    case AddressType::district:
    case AddressType::relative:
    case AddressType::redundant:
    case AddressType::other:
      return false;
    default:
      return true;
  }
}

bool is_said_once(std::u32string_view text, std::u32string_view part) {
  const auto first = text.find(part);
  return text.find(part, first + 1) == std::u32string_view::npos;
}

}  // namespace

PartExchange::PartExchange(std::span<const AddressExample> examples) {
  for (const AddressExample& example : examples)
    for (const auto& [type, where] : example.parts)
      parts_[static_cast<std::size_t>(type)].emplace_back(example.address[where]);
}

AddressExample PartExchange::exchanged(const AddressExample& example, double share, std::mt19937& random) const {
  AddressExample result;
  std::u32string& text = result.address.text;
  for (const auto& [type, where] : example.parts) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    const auto part = example.address[where];
    const auto& others = parts_[static_cast<std::size_t>(type)];
    const bool changes = may_change(type) && is_said_once(example.address.text, part) && chance(random, share);
    text += changes ? others[random() % others.size()] : part;
    result.parts.push_back({type, {begin, static_cast<std::uint32_t>(text.size())}});
  }
  return result;
}

}  // namespace mashang::triage::training
