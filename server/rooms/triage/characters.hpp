// What is known of single characters: the simplified form and the sound.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace mashang::triage {

/// A syllable without its tone, as an index into the table of syllables; 0 is "none".
using Syllable = std::uint16_t;

/// Tables over the Basic Multilingual Plane. Made by `mashang train` (OpenCC for the forms, ICU for the sounds), so
/// that the server needs neither. Immutable, thread-safe.
class Characters {
 public:
  /// Every character its own form, and none with a sound.
  Characters();

  /// Traditional and variant forms become simplified ones; other characters stay.
  [[nodiscard]] char32_t simplified(char32_t c) const { return c < forms_.size() ? forms_[c] : c; }
  [[nodiscard]] Syllable syllable(char32_t c) const { return c < sounds_.size() ? sounds_[c] : Syllable{0}; }
  /// Letters of a syllable: "zhuang".
  [[nodiscard]] std::string_view letters(Syllable syllable) const { return syllables_[syllable]; }
  [[nodiscard]] std::size_t syllables() const { return syllables_.size(); }

  /// The parts of a model file. `restored` fails with triage.model_damaged.
  [[nodiscard]] std::string stored() const;
  [[nodiscard]] static Result<Characters> restored(std::string_view bytes);

  /// For training: sets one character.
  void set_form(char32_t c, char32_t simplified);
  void set_sound(char32_t c, std::string_view letters);

 private:
  std::vector<char16_t> forms_;
  std::vector<Syllable> sounds_;
  std::vector<std::string> syllables_;
};

}  // namespace mashang::triage
