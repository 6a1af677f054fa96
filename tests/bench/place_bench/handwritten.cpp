// Labels become ids in one pass over the county.
#include "bench/place_bench/handwritten.hpp"

#include <map>

#include "rooms/triage/training/corpora.hpp"

namespace mashang::bench {

Result<std::vector<Handwritten>> read_handwritten(const std::string& path, storage::Tx& tx, CountyCode county) {
  const auto lines = triage::training::read_lines(path);
  if (!lines) return failure(lines.error());
  std::map<std::string, PlaceId> places;
  places::each_place(tx, county, [&](const places::Place& place) { places.emplace(place.label, place.id); });
  const auto find = [&](const std::string& label) -> std::optional<PlaceId> {
    const auto place = places.find(label);
    return place == places.end() ? std::nullopt : std::optional(place->second);
  };
  std::vector<Handwritten> rows;
  for (const std::string& line : *lines) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto fields = triage::training::fields_of(line);
    if (fields.size() != 3) return failure(ErrorKind::unprocessable, "triage.row_malformed", line);
    Handwritten row{find(fields[0]), fields[1], find(fields[2])};
    if ((fields[0] != "-" && !row.scanned) || (fields[2] != "-" && !row.place))
      return failure(ErrorKind::unprocessable, "triage.row_malformed", line);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace mashang::bench
