// The two tables and how a model file keeps them: only what differs from "itself" and "no sound".
#include "rooms/triage/characters.hpp"

#include <algorithm>
#include <numeric>

#include "rooms/triage/packing.hpp"

namespace mashang::triage {
namespace {

constexpr std::size_t kPlane = 0x10000;

}  // namespace

Characters::Characters() : forms_(kPlane), sounds_(kPlane), syllables_{""} {
  std::iota(forms_.begin(), forms_.end(), char16_t{0});
}

void Characters::set_form(char32_t c, char32_t simplified) {
  if (c < kPlane && simplified < kPlane) forms_[c] = static_cast<char16_t>(simplified);
}

void Characters::set_sound(char32_t c, std::string_view letters) {
  if (c >= kPlane) return;
  const auto found = std::find(syllables_.begin(), syllables_.end(), letters);
  sounds_[c] = static_cast<Syllable>(found - syllables_.begin());
  if (found == syllables_.end()) syllables_.emplace_back(letters);
}

std::string Characters::stored() const {
  Packer out;
  std::uint32_t others = 0;
  for (std::size_t c = 0; c < kPlane; ++c) others += forms_[c] != c ? 1 : 0;
  out.number(others);
  for (std::size_t c = 0; c < kPlane; ++c) {
    if (forms_[c] == c) continue;
    out.number(static_cast<std::uint32_t>(c));
    out.number(forms_[c]);
  }
  out.number(static_cast<std::uint32_t>(syllables_.size()));
  for (const std::string& letters : syllables_) out.text(letters);
  std::uint32_t sounding = 0;
  for (std::size_t c = 0; c < kPlane; ++c) sounding += sounds_[c] != 0 ? 1 : 0;
  out.number(sounding);
  for (std::size_t c = 0; c < kPlane; ++c) {
    if (sounds_[c] == 0) continue;
    out.number(static_cast<std::uint32_t>(c));
    out.number(sounds_[c]);
  }
  return std::move(out).bytes();
}

Result<Characters> Characters::restored(std::string_view bytes) {
  Characters made;
  Unpacker in(bytes);
  for (std::uint32_t left = in.number(); left > 0 && in.is_sound(); --left) {
    const std::uint32_t c = in.number();
    made.set_form(c, in.number());
  }
  made.syllables_.clear();
  for (std::uint32_t left = in.number(); left > 0 && in.is_sound(); --left) made.syllables_.emplace_back(in.text());
  for (std::uint32_t left = in.number(); left > 0 && in.is_sound(); --left) {
    const std::uint32_t c = in.number();
    const std::uint32_t sound = in.number();
    if (c >= kPlane || sound >= made.syllables_.size()) return failure(ErrorKind::internal, "triage.model_damaged");
    made.sounds_[c] = static_cast<Syllable>(sound);
  }
  if (!in.is_sound() || made.syllables_.empty()) return failure(ErrorKind::internal, "triage.model_damaged");
  return made;
}

}  // namespace mashang::triage
