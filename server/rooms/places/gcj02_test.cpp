// GCJ-02 against published values.
#include "rooms/places/gcj02.hpp"

#include <gtest/gtest.h>

namespace mashang::places {
namespace {

TEST(Gcj02, ThePublishedPointIsConverted) {
  // The published value itself was found by iterating to 1e-6 degrees.
  const Point wgs = gcj02_to_wgs84({123, 45});
  EXPECT_NEAR(wgs.lon, 122.99395597, 5e-7);
  EXPECT_NEAR(wgs.lat, 44.99804071, 5e-7);
}

TEST(Gcj02, ThereAndBackIsWithinTwoCentimetres) {
  for (const Point at : {Point{109.70, 26.58}, Point{116.39, 39.9}, Point{87.6, 43.8}, Point{121.47, 31.23}}) {
    const Point back = gcj02_to_wgs84(wgs84_to_gcj02(at));
    EXPECT_NEAR(back.lon, at.lon, 2e-7);
    EXPECT_NEAR(back.lat, at.lat, 2e-7);
  }
}

TEST(Gcj02, TheInverseMeetsThePublishedPointExactly) {
  const Point gcj = wgs84_to_gcj02(gcj02_to_wgs84({123, 45}));
  EXPECT_NEAR(gcj.lon, 123, 1e-7);
  EXPECT_NEAR(gcj.lat, 45, 1e-7);
}

TEST(Gcj02, NothingIsShiftedOutsideChina) {
  const Point paris = gcj02_to_wgs84({2.35, 48.85});
  EXPECT_EQ(paris.lon, 2.35);
  EXPECT_EQ(paris.lat, 48.85);
}

}  // namespace
}  // namespace mashang::places
