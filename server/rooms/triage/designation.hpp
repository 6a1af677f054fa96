// What tells the buildings, units and flats of one parent apart: 14, A, 3B, 东.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace mashang::triage {

/// A number, a letter, or both (B3 and 3B are one). Ordered by number.
struct Designation {
  std::uint32_t number = 0;
  char32_t letter = 0;  ///< a-z, or one of 东西南北中
  [[nodiscard]] bool is_none() const { return number == 0 && letter == 0; }
  auto operator<=>(const Designation&) const = default;
};

/// The designation in a name as on the sign: 14栋, A座, 401, 南栋. The name is normal (half-width, simplified).
[[nodiscard]] Designation designation_of(std::u32string_view name);

/// A flat's number as people count: 1203 is the third door of floor 12. Floor 0 when it says none.
struct Storey {
  std::uint32_t floor = 0;
  std::uint32_t door = 0;
};
[[nodiscard]] Storey storey_of(Designation flat);

[[nodiscard]] bool is_letter(char32_t c);

}  // namespace mashang::triage
