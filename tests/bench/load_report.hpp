// What a load run says at its end, as one JSON line.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace load {

struct Report {
  double seconds = 0;
  std::vector<std::uint32_t> microseconds;  ///< of each good answer, or of each arrival
  std::map<int, std::int64_t> errors;       ///< by status

  [[nodiscard]] double quantile_ms(double q) {
    if (microseconds.empty()) return 0;
    const auto at = static_cast<std::size_t>(q * static_cast<double>(microseconds.size() - 1));
    std::nth_element(microseconds.begin(), microseconds.begin() + static_cast<std::ptrdiff_t>(at), microseconds.end());
    return microseconds[at] / 1000.0;
  }

  void print(const char* mode, const std::string& more) {
    const auto good = static_cast<double>(microseconds.size());
    std::printf("{\"mode\":\"%s\",\"good\":%zu,\"seconds\":%.3f,\"per_second\":%.1f,", mode, microseconds.size(),
                seconds, seconds > 0 ? good / seconds : 0);
    std::printf("\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f,", quantile_ms(0.5), quantile_ms(0.99),
                quantile_ms(1));
    std::printf("%s\"errors\":{", more.c_str());
    const char* comma = "";
    for (const auto& [status, count] : errors) {
      std::printf("%s\"%d\":%lld", comma, status, static_cast<long long>(count));
      comma = ",";
    }
    std::printf("}}\n");
  }
};

}  // namespace load
