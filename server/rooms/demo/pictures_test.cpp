// The demo's drawings are PNG files that differ before and after.
#include "rooms/demo/pictures.hpp"

#include <gtest/gtest.h>

#include <set>

namespace mashang::demo {
namespace {

TEST(Pictures, EachSceneAndLookIsItsOwnSmallPng) {
  std::set<std::string> seen;
  for (const Scene scene : {Scene::lane, Scene::bins, Scene::lamp, Scene::wall, Scene::cables, Scene::ground})
    for (const Look look : {Look::before, Look::after}) {
      const std::string png = drawing(scene, look);
      EXPECT_TRUE(png.starts_with("\x89PNG\r\n\x1a\n"));
      EXPECT_LT(png.size(), 20'000u);
      EXPECT_EQ(png, drawing(scene, look));
      seen.insert(png);
    }
  EXPECT_EQ(seen.size(), 12u);
}

}  // namespace
}  // namespace mashang::demo
