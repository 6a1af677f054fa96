// What /metrics tells.
#include "runtime/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mashang::runtime {
using ::testing::HasSubstr;

TEST(Metrics, RoutesAreCountedByPatternAndClass) {
  Metrics metrics;
  metrics.route("GET", "/api/v1/door/{token}").observe(404, std::chrono::microseconds(80));
  metrics.route("GET", "/api/v1/door/{token}").observe(404, std::chrono::microseconds(80));
  EXPECT_THAT(metrics.text(),
              HasSubstr(R"(mashang_http_answers_total{class="4xx",method="GET",route="/api/v1/door/{token}"} 2)"));
}

TEST(Metrics, GaugesAreReadWhenAsked) {
  Metrics metrics;
  double open = 1;
  metrics.gauge("mashang_open", "Open things.", [&] { return open; });
  metrics.count("mashang_done_total", "Done things.", 2);
  open = 5;
  EXPECT_THAT(metrics.text(), HasSubstr("mashang_open 5"));
  EXPECT_THAT(metrics.text(), HasSubstr("mashang_done_total 2"));
}

}  // namespace mashang::runtime
