// A run of numeric characters is read once, from left to right.
#include "rooms/triage/numerals.hpp"

namespace mashang::triage {
namespace {

constexpr std::size_t kMostDigits = 6;

/// What a character multiplies by or, for 廿 and 卅, stands for.
std::uint32_t unit_of(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 10;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'仟':
      return 1000;
    default:
      return 0;
  }
}

std::uint32_t tens_of(char32_t c) { return c == U'廿' ? 20 : c == U'卅' ? 30 : 0; }

bool is_numeric(char32_t c) { return digit_of(c) || unit_of(c) != 0 || tens_of(c) != 0; }

/// 4o1 for 401, as voice and thumbs write it.
bool is_letter_zero(std::u32string_view text, std::size_t at, std::size_t begin) {
  return text[at] == U'o' && at > begin && at + 1 < text.size() && digit_of(text[at - 1]) && digit_of(text[at + 1]);
}

class Reader {
 public:
  Reader(std::u32string_view text, std::size_t at) : text_(text), begin_(at), at_(at) {}

  Numeral read() {
    read_digits();
    if (at_ < text_.size() && (unit_of(text_[at_]) != 0 || tens_of(text_[at_]) != 0)) read_units();
    numeral_.span = {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(at_)};
    return numeral_;
  }

 private:
  [[nodiscard]] std::optional<std::uint32_t> next_digit() const {
    if (at_ >= text_.size()) return std::nullopt;
    return is_letter_zero(text_, at_, begin_) ? 0 : digit_of(text_[at_]);
  }

  void take() {
    numeral_.has_digits = numeral_.has_digits || (text_[at_] >= U'0' && text_[at_] <= U'9');
    numeral_.is_counted = numeral_.is_counted || text_[at_] == U'两';
    ++at_;
  }

  /// Digit beside digit: 一四, 401, 4零1.
  void read_digits() {
    std::uint32_t value = 0;
    for (auto digit = next_digit(); digit; digit = next_digit()) {
      if (at_ - begin_ < kMostDigits) value = value * 10 + *digit;
      take();
    }
    if (at_ - begin_ <= kMostDigits) numeral_.value = value;
  }

  /// 二十四, 四百零一, 一百二, 廿三; in 十四四零一 it ends after 十四.
  void read_units() {
    std::uint32_t sum = 0;
    std::uint32_t digit = at_ > begin_ ? numeral_.value.value_or(0) : 1;
    std::uint32_t last = 0;
    bool is_after_zero = false;
    while (at_ < text_.size()) {
      if (const std::uint32_t tens = tens_of(text_[at_]); tens != 0) {
        sum += tens;
        last = 10;
      } else if (const std::uint32_t unit = unit_of(text_[at_]); unit != 0 && (last == 0 || unit < last)) {
        sum += (digit == 0 ? 1 : digit) * unit;
        last = unit;
      } else {
        break;
      }
      take();
      is_after_zero = at_ < text_.size() && digit_of(text_[at_]) == 0U;
      if (is_after_zero) take();
      digit = 0;
      if (const auto next = next_digit()) {
        digit = *next;
        take();
      }
    }
    const bool is_short_for_tens = digit != 0 && !is_after_zero && last >= 100;  // 一百二 is 120
    numeral_.value = sum + digit * (is_short_for_tens ? last / 10 : 1);
  }

  std::u32string_view text_;
  std::size_t begin_;
  std::size_t at_;
  Numeral numeral_;
};

}  // namespace

std::optional<std::uint32_t> digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return c - U'0';
  switch (c) {
    case U'〇':
    case U'零':
      return 0;
    case U'一':
    case U'幺':
    case U'壹':
      return 1;
    case U'二':
    case U'两':
    case U'贰':
      return 2;
    case U'三':
    case U'叁':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陆':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return std::nullopt;
  }
}

std::vector<Numeral> numerals_in(std::u32string_view text) {
  std::vector<Numeral> numerals;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_numeric(text[at])) {
      ++at;
      continue;
    }
    Numeral numeral = Reader(text, at).read();
    at = numeral.span.end;
    if (numeral.span.begin > 0 && text[numeral.span.begin - 1] == U'第') --numeral.span.begin;
    numerals.push_back(numeral);
  }
  return numerals;
}

}  // namespace mashang::triage
