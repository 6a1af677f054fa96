// What is shown of a matter: a title and place words, both taken from its messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rooms/echoes/matters.hpp"

namespace mashang::echoes {

/// A normalised line without telephone numbers, numbers of cards, addresses of mail, and without words that come with
/// a name ("女士", "我叫", "某"). A bare name it cannot tell from other words.
[[nodiscard]] bool names_nobody(std::string_view line);

/// The first line of the most central member that names nobody, at most 40 characters; else the place words.
[[nodiscard]] std::string title_of(const Matters& matters, const Matter& matter);

/// At most three stretches of the central message that lie inside names of places and that at least a third of the
/// members share, longest first.
[[nodiscard]] std::vector<std::string> place_words_of(const Matters& matters, const Matter& matter);

}  // namespace mashang::echoes
