// The county's own map: one GeoJSON FeatureCollection per layer, kept serialized until places change.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "rooms/places/places.hpp"

namespace mashang::places {

enum class Layer { county, community, grid, compound, building };
[[nodiscard]] std::optional<Layer> parse_layer(std::string_view word);

struct SerializedLayer {
  std::string geojson;
  std::string etag;  ///< with its quotes; changes exactly when the content does
  std::int64_t revision = 0;
};

/// Thread-safe.
class BaseMap {
 public:
  explicit BaseMap(CountyCode county) : county_(county) {}
  /// Reads one row when nothing changed since the last time.
  [[nodiscard]] std::shared_ptr<const SerializedLayer> layer(storage::Tx& tx, Layer layer);

 private:
  const CountyCode county_;
  std::mutex mutex_;
  std::array<std::shared_ptr<const SerializedLayer>, 5> layers_;  // shared with the answers still being sent
};

}  // namespace mashang::places
