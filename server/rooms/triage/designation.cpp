// The first number of a name, and the single letter beside it.
#include "rooms/triage/designation.hpp"

#include "rooms/triage/numerals.hpp"

namespace mashang::triage {
namespace {

constexpr std::u32string_view kDirections = U"东西南北中";

}  // namespace

bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

Designation designation_of(std::u32string_view name) {
  const auto numerals = numerals_in(name);
  if (!numerals.empty() && numerals.front().value) {
    const Span span = numerals.front().span;
    if (span.begin > 0 && is_letter(name[span.begin - 1])) return {*numerals.front().value, name[span.begin - 1]};
    if (span.end < name.size() && is_letter(name[span.end])) return {*numerals.front().value, name[span.end]};
    return {*numerals.front().value, 0};
  }
  if (!name.empty() && name.size() <= 3 && (is_letter(name[0]) || kDirections.find(name[0]) != name.npos))
    return {0, name[0]};
  return {};
}

Storey storey_of(Designation flat) {
  constexpr std::uint32_t kDoors = 100;
  if (flat.number < kDoors) return {};
  return {flat.number / kDoors, flat.number % kDoors};
}

}  // namespace mashang::triage
