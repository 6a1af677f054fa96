// Finds and reads the files of a county's divisions.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rooms/places/import.hpp"

namespace mashang::places {
namespace {

namespace fs = std::filesystem;

Result<TextFile> read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) return failure(ErrorKind::unprocessable, "places.divisions_unreadable", path.string());
  return TextFile{path.filename().string(), std::move(text)};
}

bool is_boundary(const fs::path& path) { return path.extension() == ".geojson" || path.extension() == ".json"; }

/// In a folder with several counties' files, the ones that name this county.
std::vector<fs::path> files_in(const fs::path& folder, CountyCode county) {
  std::vector<fs::path> found;
  const std::string code = std::to_string(county.value);
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    const bool is_table = entry.path().extension() == ".csv" &&
                          (name == "towns_" + code + ".csv" || name == "villages_" + code + ".csv" ||
                           name == "divisions_" + code + ".csv");
    if (is_table || (is_boundary(entry.path()) && name.starts_with("boundary_" + code))) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

Result<Divisions> read_divisions(const std::string& path, CountyCode county) {
  std::error_code ignored;
  const bool is_folder = fs::is_directory(path, ignored);
  const auto paths = is_folder ? files_in(path, county) : std::vector<fs::path>{path};
  if (paths.empty()) return failure(ErrorKind::unprocessable, "places.divisions_unreadable", path);
  std::vector<TextFile> tables;
  std::optional<Boundary> boundary;
  for (const fs::path& file : paths) {
    auto text = read_text(file);
    if (!text) return failure(text.error());
    if (!is_boundary(file)) {
      tables.push_back(std::move(*text));
      continue;
    }
    auto parsed = parse_boundary(*text, county);
    if (!parsed) return failure(parsed.error());
    boundary = std::move(*parsed);
  }
  if (tables.empty()) return Divisions{.boundary = std::move(boundary)};
  auto divisions = parse_divisions(tables, county);
  if (divisions) divisions->boundary = std::move(boundary);
  return divisions;
}

}  // namespace mashang::places
