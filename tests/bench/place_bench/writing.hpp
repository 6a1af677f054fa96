// How people write names and numbers: by ear, in haste, in traditional characters, in digits of every kind.
#pragma once

#include <string>
#include <vector>

#include "rooms/demo/random.hpp"

namespace mashang::bench {

using demo::Random;
using Characters = std::vector<std::string>;  ///< one UTF-8 character each

[[nodiscard]] Characters characters_of(const std::string& text);
[[nodiscard]] std::string joined(const Characters& characters);
/// Fewest changes of one character; neighbours that changed places are two.
[[nodiscard]] std::size_t distance(const std::string& a, const std::string& b);

/// One slip: a character of the same sound or the same look, a dropped or doubled one, two that changed places.
[[nodiscard]] std::string with_slip(const std::string& name, Random& random);
[[nodiscard]] std::string in_traditional(const std::string& text);
/// 十四
[[nodiscard]] std::string in_words(const std::string& digits);
/// 一四, 四零一
[[nodiscard]] std::string digit_by_digit(const std::string& digits, const char* zero);
/// １４
[[nodiscard]] std::string in_full_width(const std::string& digits);
/// 4零1
[[nodiscard]] std::string mixed(const std::string& digits, Random& random);

}  // namespace mashang::bench
