// Drawings that stand for photos in the demo county: plain shapes, so that nobody takes them for real ones.
#pragma once

#include <string>
#include <string_view>

namespace mashang::demo {

enum class Scene { lane, bins, lamp, wall, cables, ground };
enum class Look { before, after };

/// Which scene a kind of matter is drawn as.
[[nodiscard]] Scene scene_of(std::string_view category);
/// A PNG of 480 × 360 (ISO/IEC 15948), always the same bytes.
[[nodiscard]] std::string drawing(Scene scene, Look look);

}  // namespace mashang::demo
