// The templates: pieces of text around a character, hints around it, numbers in their company, what was passed before.
#include "rooms/triage/address_features.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace mashang::triage {
namespace {

constexpr char32_t kOutside = 0;

/// Fowler, Noll and Vo's hash over words, mixed once more at the end.
AddressFeature hash_of(std::uint32_t pattern, std::initializer_list<std::uint32_t> values) {
  std::uint64_t hash = 0xCBF29CE484222325ULL ^ pattern;
  for (const std::uint32_t value : values) hash = (hash * 0x100000001B3ULL) ^ (value + 0x9E3779B9ULL);
  hash *= 0xFF51AFD7ED558CCDULL;
  return static_cast<AddressFeature>(hash >> 32U);
}

/// The characters that end parts: what was passed says what may come.
bool is_marker(char32_t c) {
  return std::u32string_view(U"省市区县镇乡道村社路街巷弄号幢栋座楼单元室层园苑城厦场公司店厂-,() ").find(c) !=
         std::u32string_view::npos;
}

class Templates {
 public:
  Templates(std::u32string_view text, std::span<const Hints> hints) : text_(text), hints_(hints), folded_(text) {
    for (char32_t& c : folded_) c = is_digit(c) ? U'0' : c;
    look_around();
  }

  std::vector<AddressFeature> at(std::size_t position) {
    at_ = position;
    features_.clear();
    add_pieces();
    add_hints();
    add_company();
    return features_;
  }

 private:
  void add(std::uint32_t pattern, std::initializer_list<std::uint32_t> values) {
    features_.push_back(hash_of(pattern, values));
  }
  [[nodiscard]] char32_t folded(int offset) const {
    const auto i = static_cast<std::ptrdiff_t>(at_) + offset;
    return i < 0 || i >= static_cast<std::ptrdiff_t>(folded_.size()) ? kOutside : folded_[static_cast<std::size_t>(i)];
  }
  [[nodiscard]] std::uint32_t hint(int offset, std::size_t which) const {
    const auto i = static_cast<std::ptrdiff_t>(at_) + offset;
    return i < 0 || i >= static_cast<std::ptrdiff_t>(hints_.size()) ? kHintAnswers
                                                                    : hints_[static_cast<std::size_t>(i)][which];
  }

  void add_pieces() {
    add(1, {text_[at_]});
    std::uint32_t pattern = 10;
    for (int offset = -3; offset <= 3; ++offset) add(pattern++, {folded(offset)});
    for (int offset = -3; offset <= 2; ++offset) add(pattern++, {folded(offset), folded(offset + 1)});
    for (int offset = -3; offset <= 1; ++offset)
      add(pattern++, {folded(offset), folded(offset + 1), folded(offset + 2)});
    for (int offset = -3; offset <= 0; ++offset)
      add(pattern++, {folded(offset), folded(offset + 1), folded(offset + 2), folded(offset + 3)});
    for (int offset = -4; offset <= 0; offset += 2)
      add(pattern++, {folded(offset), folded(offset + 1), folded(offset + 2), folded(offset + 3), folded(offset + 4)});
    add(pattern++, {folded(-1), folded(1)});
    add(pattern++, {folded(0), folded(2)});
    add(pattern++, {folded(-2), folded(0)});
  }

  void add_hints() {
    std::uint32_t pattern = 100;
    for (std::size_t which = 0; which < kHints; ++which) {
      for (int offset = -2; offset <= 2; ++offset) {
        if (hint(offset, which) != 0) add(pattern, {hint(offset, which)});
        ++pattern;
      }
      if (hint(0, which) != 0) add(pattern, {hint(0, which), folded(0)});
      add(++pattern, {hint(-1, which), hint(0, which), hint(1, which)});
      ++pattern;
    }
    std::array<std::uint32_t, 3> together{};
    for (int offset = -1; offset <= 1; ++offset)
      for (std::size_t which = 0; which < kHints; ++which)
        together[static_cast<std::size_t>(offset + 1)] =
            together[static_cast<std::size_t>(offset + 1)] * (kHintAnswers + 1U) + hint(offset, which);
    add(200, {together[1]});
    add(201, {together[0], together[1], together[2]});
    add(202, {together[1], last_marker_[at_]});
  }

  /// What stands before and after the number or word that a character is in, and what was passed.
  void add_company() {
    const char32_t before = before_run_[at_];
    const char32_t after = after_run_[at_];
    const std::uint32_t kind = hint(0, 0);
    const auto length = static_cast<std::uint32_t>(std::min<std::size_t>(run_length_[at_], 5));
    add(300, {kind, before, after});
    add(301, {kind, after});
    add(302, {kind, before, length});
    add(303, {kind, after, length});
    add(304, {last_marker_[at_], folded(0)});
    add(305, {last_marker_[at_], folded(0), folded(1)});
    add(306, {last_marker_[at_], marker_before_[at_]});
    add(307, {last_marker_[at_], marker_before_[at_], folded(0)});
    add(308, {next_marker_[at_], folded(0)});
    add(309, {last_marker_[at_], next_marker_[at_]});
    add(310, {next_marker_[at_], marker_distance_[at_]});
    add(311, {kind, before, after, last_marker_[at_]});
    const auto left = static_cast<std::uint32_t>(text_.size() - at_);
    add(312, {static_cast<std::uint32_t>(std::min<std::size_t>(at_, 3)), std::min(left, 4U)});
    add(313, {std::min(left, 6U), folded(0)});
    add(314, {last_marker_[at_], std::min(left, 6U)});
  }

  void look_around() {
    const std::size_t n = text_.size();
    before_run_.resize(n), after_run_.resize(n), run_length_.resize(n);
    last_marker_.resize(n), marker_before_.resize(n), next_marker_.resize(n), marker_distance_.resize(n);
    for (std::size_t begin = 0; begin < n;) {
      std::size_t end = begin + 1;
      while (end < n && hints_[end][0] == hints_[begin][0]) ++end;
      for (std::size_t i = begin; i < end; ++i) {
        before_run_[i] = begin == 0 ? kOutside : folded_[begin - 1];
        after_run_[i] = end == n ? kOutside : folded_[end];
        run_length_[i] = end - begin;
      }
      begin = end;
    }
    for (std::size_t i = 1; i < n; ++i) {
      const bool passed = is_marker(text_[i - 1]);
      last_marker_[i] = passed ? text_[i - 1] : last_marker_[i - 1];
      marker_before_[i] = passed ? last_marker_[i - 1] : marker_before_[i - 1];
    }
    for (std::size_t i = n; i-- > 0;) {
      const bool is_here = is_marker(text_[i]);
      next_marker_[i] = is_here ? text_[i] : i + 1 < n ? next_marker_[i + 1] : kOutside;
      marker_distance_[i] = is_here ? 0 : i + 1 < n ? std::min(marker_distance_[i + 1] + 1, 7U) : 7U;
    }
  }

  std::u32string_view text_;
  std::span<const Hints> hints_;
  std::u32string folded_;
  std::size_t at_ = 0;
  std::vector<AddressFeature> features_;
  std::vector<char32_t> before_run_, after_run_, last_marker_, marker_before_, next_marker_;
  std::vector<std::size_t> run_length_;
  std::vector<std::uint32_t> marker_distance_;
};

}  // namespace

std::vector<std::vector<AddressFeature>> features_of(std::u32string_view text, std::span<const Hints> hints) {
  Templates templates(text, hints);
  std::vector<std::vector<AddressFeature>> features;
  features.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) features.push_back(templates.at(i));
  return features;
}

}  // namespace mashang::triage
