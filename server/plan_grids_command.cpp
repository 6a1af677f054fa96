// Buildings from a file divided into grids, for a county that uses nothing else of this.
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "commands.hpp"
#include "rooms/planning/plan_file.hpp"

namespace mashang::commands {
namespace {

using namespace planning;

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path))
    return failure(ErrorKind::not_found, "planning.file_unreadable", path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// Beside it first, so that nobody finds half a file.
Result<void> write_file(const std::string& path, const std::string& text) {
  const std::string unfinished = path + ".unfinished";
  std::ofstream file(unfinished, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(unfinished, path, error);
  if (file && !error) return {};
  std::filesystem::remove(unfinished, error);
  return failure(ErrorKind::unavailable, "planning.file_unwritable", path);
}

Result<Band> band_of(const std::string& text) {
  Band band;
  const char* end = text.data() + text.size();
  const auto [dash, first] = std::from_chars(text.data(), end, band.fewest);
  if (first != std::errc() || dash == end || *dash != '-')
    return failure(ErrorKind::unprocessable, "planning.bad_band", text);
  const auto [rest, second] = std::from_chars(dash + 1, end, band.most);
  if (second != std::errc() || rest != end || band.fewest < 1 || band.most < band.fewest)
    return failure(ErrorKind::unprocessable, "planning.bad_band", text);
  return band;
}

Result<PlanFile> read_buildings(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return failure(text.error());
  auto file = path.ends_with(".csv") ? read_csv(*text) : read_geojson(*text);
  if (!file) return failure(file.error().kind, file.error().code, path + ": " + file.error().detail);
  return file;
}

Result<PlanFile> read_all(const PlanGridsWish& wish) {
  const auto band = band_of(wish.band);
  if (!band) return failure(band.error());
  auto file = read_buildings(wish.in);
  if (!file) return file;
  file->problem.band = *band;
  file->problem.grids = wish.grids;
  if (!wish.barriers.empty()) {
    const auto lines = read_buildings(wish.barriers);
    if (!lines) return failure(lines.error());
    if (!file->is_geographic)
      return failure(ErrorKind::unprocessable, "planning.bad_file", wish.in + ": barriers need longitude and latitude");
    file->problem.barriers.insert(file->problem.barriers.end(), lines->problem.barriers.begin(),
                                  lines->problem.barriers.end());
  }
  lay_on_plane(*file);
  return file;
}

/// While it lives, what is printed goes to standard error: Clp tells of a repaired basis by printf, whatever its log
/// level, and what we print is read by programs.
class QuietOutput {
 public:
  QuietOutput() : output_(dup(STDOUT_FILENO)) { dup2(STDERR_FILENO, STDOUT_FILENO); }
  ~QuietOutput() {
    std::fflush(stdout);
    dup2(output_, STDOUT_FILENO);
    close(output_);
  }
  QuietOutput(const QuietOutput&) = delete;
  QuietOutput& operator=(const QuietOutput&) = delete;

 private:
  int output_;
};

void show(const Progress& progress) {
  if (isatty(STDERR_FILENO) != 1) return;
  fmt::print(stderr, "\r\x1b[K  {:3.0f} %  cost {:.3f}, {} households outside the band", 100 * progress.share,
             progress.cost, progress.outside);
}

/// Every obstacle is told, each on a line; the buildings by their place in the file.
void tell(const std::vector<Obstacle>& obstacles) {
  for (const Obstacle& each : obstacles) {
    fmt::print(stderr, "  {}: {} households, {} {}", to_word(each.kind), each.households, each.amount,
               each.kind == Obstacle::Kind::too_many_grids || each.kind == Obstacle::Kind::too_few_grids
                   ? "grids"
                   : "households off");
    if (each.building != kNone) fmt::print(stderr, "; building {} of the file", each.building + 1);
    fmt::print(stderr, "\n");
  }
}

}  // namespace

Result<void> plan_grids(const PlanGridsWish& wish) {
  const auto file = read_all(wish);
  if (!file) return failure(file.error());
  if (const auto sound = check_problem(file->problem); !sound) return sound;
  const Neighbourhood neighbourhood = neighbourhood_of(file->problem);
  tell(obstacles_of(file->problem, neighbourhood));
  SolveOptions options;
  options.seed = wish.seed;
  options.seconds = wish.seconds;
  options.threads = wish.threads;
  options.progress = show;
  const auto plan = [&] {
    const QuietOutput quiet;
    return divide(file->problem, neighbourhood, options);
  }();
  if (isatty(STDERR_FILENO) == 1) fmt::print(stderr, "\r\x1b[K");
  if (!plan) return failure(plan.error());
  const Bounds bounds = lower_bounds(file->problem, neighbourhood);
  const std::string report = report_json(*file, report_on(file->problem, neighbourhood, *plan, bounds));
  if (!wish.links.empty())
    if (const auto written = write_file(wish.links, links_csv(neighbourhood)); !written) return written;
  if (!wish.out.empty())
    if (const auto written = write_file(wish.out, write_plan(*file, *plan, report)); !written) return written;
  fmt::print("{}\n", report);
  return {};
}

}  // namespace mashang::commands
