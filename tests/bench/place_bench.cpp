// How often the place of a message is read right, over phrasings of the demo county; and what it costs.
//
//   place_bench [--seed 1] [--count 2000] [--show]
//
// Prints one JSON object: place_compound_top1, place_flat_top1, place_exact_top1 with 95 % intervals, place_ms (a
// message of 200 characters), gazetteer_mb. --show lists what was read wrong, form by form.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <map>

#include "bench/place_bench/handwritten.hpp"
#include "bench/place_bench/phrasings.hpp"
#include "database.hpp"
#include "rooms/demo/demo.hpp"
#include "rooms/triage/models.hpp"
#include "rooms/triage/resolution.hpp"
#include "rooms/triage/training/figures.hpp"

namespace mashang::bench {
namespace {

namespace training = triage::training;

struct Score {
  std::size_t right = 0;
  std::size_t all = 0;
  void add(bool is_right) {
    right += is_right ? 1 : 0;
    ++all;
  }
  [[nodiscard]] training::Share share() const { return training::share(right, all); }
};

struct Wish {
  std::uint64_t seed = 1;
  int count = 2000;
  std::string handwritten;  ///< file; "" for none
  bool shows = false;
};

struct Ready {
  County county;
  std::vector<Handwritten> handwritten;
  std::shared_ptr<const triage::Gazetteer> gazetteer;
  double gazetteer_mb = 0;
};

double heap_mb() { return static_cast<double>(mallinfo2().uordblks) / 1e6; }

/// A new demo county in a folder that is thrown away.
Result<Ready> make_ready(const triage::Characters& characters, const Wish& wish) {
  char folder[] = "/tmp/mashang-places-XXXXXX";
  if (mkdtemp(folder) == nullptr) return failure(ErrorKind::unavailable, "storage.unavailable");
  runtime::Config config;
  config.data_directory = folder;
  const auto made = [&]() -> Result<Ready> {
    auto db = open_database(config, Opener::server);
    if (!db) return failure(db.error());
    const auto keys = open_keys(config);
    if (!keys) return failure(keys.error());
    const demo::DemoOptions options{
        .county = config.county, .now = Instant{1'700'000'000'000}, .cases = 0, .data_directory = folder};
    const auto summary = demo::make_demo(**db, *keys, options, [](auto, auto, auto) {});
    if (!summary) return failure(summary.error());
    return (*db)->write_now([&](storage::Tx& tx) -> Result<Ready> {
      const double before = heap_mb();
      auto gazetteer = triage::load_gazetteer(tx, config.county, characters);
      const double size = heap_mb() - before;
      auto handwritten =
          wish.handwritten.empty() ? std::vector<Handwritten>() : read_handwritten(wish.handwritten, tx, config.county);
      if (!handwritten) return failure(handwritten.error());
      return Ready{county_of(tx, config.county), std::move(*handwritten), std::move(gazetteer), size};
    });
  }();
  std::filesystem::remove_all(folder);
  return made;
}

/// Reads messages and remembers how it went.
class Examiner {
 public:
  Examiner(const Ready& ready, const triage::Characters& characters, bool shows)
      : gazetteer_(*ready.gazetteer), characters_(characters), shows_(shows) {}

  void examine(const Phrasing& phrasing) {
    const auto reading = read(phrasing.text, phrasing.scanned);
    const auto place = reading.place ? gazetteer_.find(reading.place->id) : std::nullopt;
    const auto in = place ? gazetteer_.above(*place, places::PlaceKind::compound) : std::nullopt;
    const bool is_exact = reading.place && reading.place->id == phrasing.place;
    compound_.add(in && gazetteer_.id(*in) == phrasing.compound);
    exact_.add(is_exact);
    if (phrasing.is_flat) flat_.add(is_exact);
    by_form_[phrasing.form].add(is_exact);
    if (reading.place) by_tenth_[static_cast<int>(reading.place->confidence * 10)].add(is_exact);
    if (!is_exact) show(phrasing.form, phrasing.text, phrasing.scanned, phrasing.place, reading);
  }
  /// "Nobody could say" is right when no place is given as likelier than not.
  void examine(const Handwritten& row) {
    const auto reading = read(row.text, row.scanned);
    const bool is_right = row.place ? reading.place && reading.place->id == *row.place
                                    : !reading.place || reading.place->confidence <= 0.5F;
    handwritten_.add(is_right);
    if (!is_right) show("handwritten", row.text, row.scanned, row.place, reading);
  }

  [[nodiscard]] std::vector<training::Figure> figures() const {
    return {{"place_compound_top1", compound_.share()},
            {"place_flat_top1", flat_.share()},
            {"place_exact_top1", exact_.share()},
            {"place_handwritten", handwritten_.share()}};
  }
  void show_parts() const {
    if (!shows_) return;
    for (const auto& [form, score] : by_form_) fmt::print(stderr, "{}: {} of {}\n", form, score.right, score.all);
    for (const auto& [tenth, score] : by_tenth_)
      fmt::print(stderr, "confidence 0.{}: {} of {} right\n", tenth, score.right, score.all);
  }

 private:
  [[nodiscard]] triage::PlaceReading read(const std::string& text, std::optional<PlaceId> scanned) const {
    return triage::read_place(text, triage::normalised(text, characters_), gazetteer_,
                              {.scanned = scanned, .position = {}});
  }
  [[nodiscard]] std::string label(std::optional<PlaceId> id) const {
    const auto place = id ? gazetteer_.find(*id) : std::nullopt;
    return place ? gazetteer_.label(*place) : "-";
  }
  void show(std::string_view form, const std::string& text, std::optional<PlaceId> scanned,
            std::optional<PlaceId> wanted, const triage::PlaceReading& reading) const {
    if (!shows_) return;
    fmt::print(stderr, "{}\t{}\twanted {}\tcode {}\tread {} {:.2f}\n", form, text, label(wanted), label(scanned),
               reading.place ? reading.place->label : "-", reading.place ? reading.place->confidence : 0);
  }

  const triage::Gazetteer& gazetteer_;
  const triage::Characters& characters_;
  bool shows_;
  Score compound_;
  Score flat_;
  Score exact_;
  Score handwritten_;
  std::map<std::string_view, Score> by_form_;
  std::map<int, Score> by_tenth_;
};

/// Milliseconds for a message of 200 characters, the median of many.
double cost(const Ready& ready, const triage::Characters& characters, const std::vector<Phrasing>& all) {
  std::vector<double> times;
  std::string text;
  for (const Phrasing& phrasing : all) {
    text += phrasing.text + "。";
    const triage::NormalText message = triage::normalised(text, characters, 200);
    if (message.text.size() < 200) continue;
    const auto started = std::chrono::steady_clock::now();
    (void)triage::read_place(text, message, *ready.gazetteer, {.scanned = phrasing.scanned, .position = {}});
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count());
    text.clear();
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times.empty() ? 0 : times[times.size() / 2];
}

int run(const Wish& wish) {
  const auto characters = triage::load_characters(triage::embedded_models());
  const auto ready = characters ? make_ready(*characters, wish) : failure(characters.error());
  if (!ready) {
    fmt::print(stderr, "{} {}\n", ready.error().code, ready.error().detail);
    return 1;
  }
  Examiner examiner(*ready, *characters, wish.shows);
  const auto all = phrasings(ready->county, wish.seed, wish.count);
  for (const Phrasing& phrasing : all) examiner.examine(phrasing);
  for (const Handwritten& row : ready->handwritten) examiner.examine(row);
  examiner.show_parts();
  std::string json = training::figures_json("places", examiner.figures());
  json.pop_back();
  fmt::print("{},\"place_ms\":{:.3f},\"gazetteer_mb\":{:.1f}}}\n", json, cost(*ready, *characters, all),
             ready->gazetteer_mb);
  return 0;
}

}  // namespace
}  // namespace mashang::bench

int main(int argc, char** argv) {
  mashang::bench::Wish wish;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--show") wish.shows = true;
    if (word == "--seed" && i + 1 < argc) wish.seed = std::stoull(argv[++i]);
    if (word == "--count" && i + 1 < argc) wish.count = std::stoi(argv[++i]);
    if (word == "--handwritten" && i + 1 < argc) wish.handwritten = argv[++i];
  }
  return mashang::bench::run(wish);
}
