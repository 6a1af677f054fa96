// Invented names of compounds, companies and people.
#pragma once

#include <string>
#include <vector>

#include "rooms/demo/random.hpp"

namespace mashang::demo {

/// Draws each compound and company name at most once. Throws when the words are used up, which a fixed plan never
/// reaches.
class Names {
 public:
  explicit Names(Random random);

  [[nodiscard]] std::string estate();                        ///< 青杨苑
  [[nodiscard]] std::string courtyard();                     ///< 粮站宿舍
  [[nodiscard]] std::string company();                       ///< 靖州鹭鸣物业服务有限公司
  [[nodiscard]] std::string person();                        ///< may repeat, as names do
  [[nodiscard]] Random split() { return random_.split(1); }  ///< for other choices of the same part

 private:
  static std::string take(std::vector<std::string>& from);

  Random random_;
  std::vector<std::string> estates_;
  std::vector<std::string> courtyards_;
  std::vector<std::string> companies_;
};

}  // namespace mashang::demo
