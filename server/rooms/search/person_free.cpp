// Digits are gathered into groups; groups that make a number of a person are cut together.
#include "rooms/search/person_free.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace mashang::search {
namespace {

constexpr std::size_t kSurelyANumber = 7;  ///< digits in a row: a local telephone number at least
constexpr std::size_t kMostGroups = 6;     ///< a bank card's digits in fours, and one to spare

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_address_sign(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

struct Stretch {
  std::size_t from, to;
};

std::vector<Stretch> groups_of(std::string_view text) {
  std::vector<Stretch> groups;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == from) {
      ++at;
    } else {
      groups.push_back({from, at});
    }
  }
  return groups;
}

bool is_joined(std::string_view text, const Stretch& left, const Stretch& right) {
  constexpr std::array<std::string_view, 6> kJoints{"-", " ", ".", "–", "—", "·"};
  return std::ranges::find(kJoints, text.substr(left.to, right.from - left.to)) != kJoints.end();
}

bool is_mobile(std::string_view digits) {
  if (digits.size() == 13 && digits.starts_with("86")) digits.remove_prefix(2);
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

bool is_with_area_code(std::string_view digits, std::size_t first_group) {
  return digits[0] == '0' && (first_group == 3 || first_group == 4) && digits.size() >= 10 && digits.size() <= 12;
}

/// `digits` of several groups, of which the first has `first_group`.
bool is_a_persons(std::string_view digits, std::size_t first_group) {
  return is_mobile(digits) || is_with_area_code(digits, first_group) || digits.size() == 15 ||
         (digits.size() >= 16 && digits.size() <= 19);
}

/// How many groups from `first` on make one number; 0 when none does.
std::size_t number_at(std::string_view text, const std::vector<Stretch>& groups, std::size_t first) {
  std::string digits;
  std::size_t found = groups[first].to - groups[first].from >= kSurelyANumber ? 1 : 0;
  for (std::size_t i = first; i < std::min(groups.size(), first + kMostGroups); ++i) {
    if (i > first && !is_joined(text, groups[i - 1], groups[i])) break;
    digits += text.substr(groups[i].from, groups[i].to - groups[i].from);
    if (i > first && is_a_persons(digits, groups[first].to - groups[first].from)) found = i - first + 1;
  }
  return found;
}

void blank(std::string& text, Stretch stretch) {
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(stretch.from),
            text.begin() + static_cast<std::ptrdiff_t>(stretch.to), ' ');
}

void blank_numbers(std::string& text) {
  const auto groups = groups_of(text);
  for (std::size_t i = 0; i < groups.size();) {
    const std::size_t count = number_at(text, groups, i);
    if (count == 0) {
      ++i;
      continue;
    }
    Stretch number{groups[i].from, groups[i + count - 1].to};
    if (number.to < text.size() && text[number.to] == 'x') ++number.to;
    blank(text, number);
    i += count;
  }
}

void blank_addresses(std::string& text) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    Stretch address{at, at + 1};
    while (address.from > 0 && is_address_sign(text[address.from - 1])) --address.from;
    while (address.to < text.size() && is_address_sign(text[address.to])) ++address.to;
    if (address.from < at && address.to > at + 1) blank(text, address);
  }
}

}  // namespace

std::string person_free(std::string_view folded) {
  std::string text(folded);
  blank_addresses(text);
  blank_numbers(text);
  return text;
}

}  // namespace mashang::search
