// The names of China's divisions, from provinces down to towns, and where they stand in a text.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace mashang::triage {

enum class DivisionLevel : std::uint8_t { province, city, district, town };
constexpr std::size_t kDivisionLevels = 4;

/// Names without what they end in (杭州, not 杭州市), as people write both. Immutable, thread-safe.
class AddressLexicon {
 public:
  using Names = std::set<std::u32string>;
  AddressLexicon() = default;
  explicit AddressLexicon(const std::array<Names, kDivisionLevels>& names);

  /// A name at the beginning of `text`: how long it is with and without its ending (市, 街道 …); 0 when there is none.
  struct Match {
    std::uint32_t name = 0;
    std::uint32_t with_ending = 0;
  };
  [[nodiscard]] Match longest(std::u32string_view text, DivisionLevel level) const;

  [[nodiscard]] std::string stored() const;
  /// Fails with triage.model_damaged.
  [[nodiscard]] static Result<AddressLexicon> restored(std::string_view bytes);

 private:
  std::array<std::vector<std::u32string>, kDivisionLevels> names_;  ///< sorted
};

/// 杭州市 → 杭州. A name that would be left with one character stays whole.
[[nodiscard]] std::u32string_view without_ending(std::u32string_view name, DivisionLevel level);

}  // namespace mashang::triage
