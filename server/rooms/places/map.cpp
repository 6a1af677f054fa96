// Serializes map layers and remembers them by the revision of places.
#include "rooms/places/map.hpp"

#include "core/json.hpp"
#include "core/secrets.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {
namespace {

struct Kinds {
  PlaceKind kind;
  PlaceKind other;
};

Kinds kinds_of(Layer layer) {
  switch (layer) {
    case Layer::county:
      return {PlaceKind::county, PlaceKind::township};
    case Layer::community:
      return {PlaceKind::community, PlaceKind::village};
    case Layer::grid:
      return {PlaceKind::grid, PlaceKind::grid};
    case Layer::compound:
      return {PlaceKind::compound, PlaceKind::compound};
    case Layer::building:
      return {PlaceKind::building, PlaceKind::building};
  }
  return {PlaceKind::county, PlaceKind::county};
}

std::string feature_collection(storage::Tx& tx, CountyCode county, Layer layer) {
  std::string out;
  json::Writer writer(out);
  writer.begin_object().field("type", "FeatureCollection").key("features").begin_array();
  const auto [kind, other] = kinds_of(layer);
  const sql::features features{.county = county, .kind = to_word(kind), .other_kind = to_word(other)};
  tx.for_each(features, [&](const storage::Row& row) {
    writer.begin_object().field("type", "Feature").key("properties").begin_object();
    writer.field("id", row.integer("id")).field("kind", row.text("kind")).field("name", row.text("name"));
    writer.field("label", row.text("label")).field("households", row.integer("households"));
    writer.field("grid_id", row.optional_integer("grid_id"));
    writer.field("made_up", row.flag("made_up")).end_object();
    writer.key("geometry").raw(row.text("geometry")).end_object();
    return true;
  });
  writer.end_array().end_object();
  return out;
}

}  // namespace

std::optional<Layer> parse_layer(std::string_view word) {
  for (const Layer layer : {Layer::county, Layer::community, Layer::grid, Layer::compound, Layer::building})
    if (to_word(kinds_of(layer).kind) == word) return layer;
  return std::nullopt;
}

std::shared_ptr<const SerializedLayer> BaseMap::layer(storage::Tx& tx, Layer layer) {
  const auto current =
      tx.one(sql::revision{.county = county_}, [](const storage::Row& row) { return row.integer("revision"); });
  const std::int64_t revision = current.value_or(0);
  auto& kept = layers_[static_cast<std::size_t>(layer)];
  {
    const std::lock_guard lock(mutex_);
    if (kept && kept->revision == revision) return kept;
  }
  std::string geojson = feature_collection(tx, county_, layer);
  const std::string etag = "\"" + to_hex(as_view(sha256(geojson))).substr(0, 32) + "\"";
  auto fresh = std::make_shared<const SerializedLayer>(SerializedLayer{std::move(geojson), etag, revision});
  const std::lock_guard lock(mutex_);
  kept = fresh;
  return fresh;
}

}  // namespace mashang::places
