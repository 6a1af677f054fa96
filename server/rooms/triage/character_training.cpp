// Asks OpenCC and ICU about every character of the Basic Multilingual Plane.
#include "rooms/triage/character_training.hpp"

#include <opencc/opencc.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "rooms/triage/normal_text.hpp"

namespace mashang::triage {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};
constexpr std::array<Range, 5> kIdeographs{
    {{0x3007, 0x3007}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x2E80, 0x2FDF}}};
/// Characters that only look different: radicals, compatibility ideographs, ①-⑨.
constexpr std::array<Range, 3> kLookAlikes{{{0x2E80, 0x2FDF}, {0xF900, 0xFAFF}, {0x2460, 0x2468}}};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t c) {
  return std::ranges::any_of(ranges, [c](Range range) { return c >= range.first && c <= range.last; });
}

auto missing(std::string detail) {
  return failure(ErrorKind::internal, "triage.training_data_missing", std::move(detail));
}

class Teacher {
 public:
  Teacher() : simplify_("t2s.json") {
    UErrorCode error = U_ZERO_ERROR;
    sounds_.reset(icu::Transliterator::createInstance("Han-Latin; NFD; [[:Mn:]-[\\u0308]] Remove; NFC; Lower",
                                                      UTRANS_FORWARD, error));
    compose_ = icu::Normalizer2::getNFKCInstance(error);
    is_ready_ = U_SUCCESS(error) && sounds_ && compose_ != nullptr;
  }
  [[nodiscard]] bool is_ready() const { return is_ready_; }

  [[nodiscard]] char32_t form(char32_t c) const {
    char32_t plain = c;
    if (is_in(kLookAlikes, c)) {
      UErrorCode error = U_ZERO_ERROR;
      const icu::UnicodeString composed = compose_->normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
      if (U_SUCCESS(error) && composed.countChar32() == 1) plain = static_cast<char32_t>(composed.char32At(0));
    }
    const std::u32string simple = to_characters(simplify_.Convert(to_utf8({&plain, 1})));
    return simple.size() == 1 ? simple.front() : plain;
  }

  /// Empty when ICU knows none.
  [[nodiscard]] std::string sound(char32_t c) const {
    icu::UnicodeString text(static_cast<UChar32>(c));
    sounds_->transliterate(text);
    std::string letters;
    for (std::int32_t i = 0; i < text.length(); ++i) {
      const char16_t letter = text.charAt(i);
      if (letter == u'ü')
        letters += 'v';
      else if (letter >= u'a' && letter <= u'z')
        letters += static_cast<char>(letter);
      else
        return {};
    }
    return letters;
  }

 private:
  opencc::SimpleConverter simplify_;
  std::unique_ptr<icu::Transliterator> sounds_;
  const icu::Normalizer2* compose_ = nullptr;
  bool is_ready_ = false;
};

}  // namespace

Result<Characters> train_characters() {
  std::optional<Teacher> teacher;
  try {
    teacher.emplace();
  } catch (const std::exception& wrong) {  // OpenCC tells so that its files are missing
    return missing(wrong.what());
  }
  if (!teacher->is_ready()) return missing("ICU");
  Characters made;
  for (const auto [first, last] : kIdeographs)
    for (char32_t c = first; c <= last; ++c) {
      const char32_t form = teacher->form(c);
      if (form != c) made.set_form(c, form);
      if (const std::string letters = teacher->sound(form); !letters.empty()) made.set_sound(c, letters);
    }
  for (char32_t c = 0x2460; c <= 0x2468; ++c) made.set_form(c, teacher->form(c));
  return made;
}

}  // namespace mashang::triage
