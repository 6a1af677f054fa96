// Each syllable's letters, folded, get a number.
#include "rooms/triage/sounds.hpp"

#include <map>
#include <string>

#include "rooms/triage/numerals.hpp"

namespace mashang::triage {
namespace {

constexpr char32_t kFirstIdeograph = 0x4E00;
constexpr char32_t kLastIdeograph = 0x9FFF;
constexpr Heard kCharacters = 0x10000;  // above all sounds

std::string folded(std::string_view letters) {
  std::string sound(letters);
  if (sound.size() > 2 && sound[1] == 'h') sound.erase(1, 1);
  if (sound.starts_with('n')) sound[0] = 'l';
  if (sound.starts_with("hu") && sound != "hu") sound.replace(0, 2, "f");
  if (sound == "hu") sound = "fu";
  if (sound.ends_with("ing") || sound.ends_with("eng")) sound.pop_back();
  return sound;
}

}  // namespace

Sounds::Sounds(const Characters& characters) : ideographs_(kLastIdeograph - kFirstIdeograph + 1) {
  std::map<std::string, std::uint16_t> numbers;
  for (char32_t c = kFirstIdeograph; c <= kLastIdeograph; ++c) {
    const Syllable syllable = characters.syllable(c);
    if (syllable == 0) continue;
    const auto number = static_cast<std::uint16_t>(numbers.size() + 1);
    ideographs_[c - kFirstIdeograph] = numbers.try_emplace(folded(characters.letters(syllable)), number).first->second;
  }
}

Heard Sounds::heard(char32_t c) const {
  if (const auto digit = digit_of(c)) return kCharacters + U'0' + *digit;
  if (c < kFirstIdeograph || c > kLastIdeograph) return kCharacters + c;
  const std::uint16_t sound = ideographs_[c - kFirstIdeograph];
  return sound == 0 ? kCharacters + c : sound;
}

}  // namespace mashang::triage
