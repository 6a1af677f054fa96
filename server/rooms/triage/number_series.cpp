// A flat's number must come last: that keeps dates, telephones and scores out.
#include "rooms/triage/number_series.hpp"

#include "rooms/triage/words_around.hpp"

namespace mashang::triage {
namespace {

constexpr std::uint32_t kMostBuildings = 300;
constexpr std::uint32_t kMostUnits = 30;

/// Only an address before it makes one of numbers that stand so: 新城小区14 401.
constexpr std::u32string_view kLooseSigns = U" 、,，的.:";
constexpr std::u32string_view kSigns = U"-—–~_/#杠·";

enum class Joint { none, loose, tight };

Joint joint_of(std::u32string_view text, std::span<const Numeral> numerals, std::size_t first) {
  if (first + 1 >= numerals.size() || !numerals[first + 1].value) return Joint::none;
  const std::uint32_t end = numerals[first].span.end;
  const std::uint32_t begin = numerals[first + 1].span.begin;
  if (begin <= end || begin - end > (text[end] == U'—' ? 2U : 1U)) return Joint::none;
  if (kSigns.find(text[end]) != kSigns.npos) return Joint::tight;
  return kLooseSigns.find(text[end]) != kLooseSigns.npos ? Joint::loose : Joint::none;
}

bool ends_as_flat(std::u32string_view text, const Numeral& numeral) {
  return may_be_flat(numeral) && !is_before_counter(text, numeral.span.end);
}

}  // namespace

std::vector<MentionKind> series_at(std::u32string_view text, std::span<const Numeral> numerals, Before before) {
  using enum MentionKind;
  const Joint joint = joint_of(text, numerals, 0);
  if (joint == Joint::none || (joint == Joint::loose && before == Before::nothing)) return {};
  const Numeral& first = numerals[0];
  const Numeral& second = numerals[1];
  const bool is_of_standard = first.span.begin > 0 && is_letter(text[first.span.begin - 1]);  // cjj/t47-2016
  if (*first.value == 0 || *first.value > kMostBuildings || is_of_standard) return {};
  const bool goes_on = joint_of(text, numerals, 1) != Joint::none && *second.value > 0 && *second.value <= kMostUnits;
  if (goes_on && ends_as_flat(text, numerals[2])) return {building, unit, flat};
  if (!ends_as_flat(text, second)) return {};
  if (before == Before::building && *first.value <= kMostUnits) return {unit, flat};
  return {building, flat};
}

}  // namespace mashang::triage
