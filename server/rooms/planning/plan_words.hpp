// Words of a file and the numbers they get.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "rooms/planning/grid_problem.hpp"

namespace mashang::planning {

class PlanWords {
 public:
  /// kNone of the empty word.
  std::int32_t number(const std::string& word) {
    if (word.empty()) return kNone;
    const auto [at, is_new] = numbers_.try_emplace(word, static_cast<std::int32_t>(words_.size()));
    if (is_new) words_.push_back(word);
    return at->second;
  }
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

 private:
  std::map<std::string, std::int32_t> numbers_;
  std::vector<std::string> words_;
};

}  // namespace mashang::planning
