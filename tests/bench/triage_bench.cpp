// What it costs to understand a message: kind, urgency, danger, place and what was said before among a million cases.
//
//   triage_bench --data FOLDER --messages FILE [--cases 1000000]
//
// FOLDER is a demo county's. Its compounds share the made-up cases unevenly: the largest hold many times what an
// average one does; one case in five is open, three in five are answered. FILE has "something TAB text" lines; each
// text is written at the door of somebody's flat, every second one names another flat. Times are processor time of the
// one thread: other work on the machine does not count. Prints one JSON object; rss_mb is the whole process.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>
#include <fstream>
#include <random>
#include <vector>

#include "database.hpp"
#include "rooms/echoes/echoes.hpp"
#include "rooms/triage/training/corpora.hpp"
#include "rooms/triage/triage.hpp"

namespace mashang::bench {
namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr Instant kNow{1'790'000'000'000};
constexpr std::int64_t kKinds = 92;

struct Wish {
  std::string data;
  std::string messages;
  std::int64_t cases = 1'000'000;
};

/// A flat with everything it lies in.
struct Home {
  echoes::PlaceKeys where;
  std::string label;
};

class County {
 public:
  explicit County(std::vector<Home> homes) : homes_(std::move(homes)) {
    std::ranges::stable_sort(homes_, {}, [](const Home& home) { return home.where.compound->value; });
  }
  const Home& somebody() {
    const double u = std::uniform_real_distribution(0.0, 1.0)(random_);
    return homes_[static_cast<std::size_t>(u * u * static_cast<double>(homes_.size() - 1))];
  }
  echoes::Told told(std::int64_t id, const echoes::Sketch& near) {
    echoes::Told told;
    told.id = CaseId{id};
    told.opened_at = Instant{kNow.ms - number(1000) * kDay};
    told.where = somebody().where;
    told.kind = static_cast<std::int32_t>(number(kKinds) + 101);
    told.sketch = near;
    for (auto& word : told.sketch.bits) word ^= random_() & random_();  // a quarter of the bits
    const std::int64_t state = number(5);
    told.is_open = state == 0;
    told.is_answered = state >= 2;
    return told;
  }
  std::int64_t number(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }

 private:
  std::vector<Home> homes_;
  std::mt19937_64 random_{1};
};

double thread_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Times {
  std::vector<double> ms;
  void add(double since) { ms.push_back(thread_ms() - since); }
  [[nodiscard]] double part(double share) {
    std::ranges::sort(ms);
    return ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))];
  }
  [[nodiscard]] double mean() const {
    double sum = 0;
    for (const double each : ms) sum += each;
    return sum / static_cast<double>(ms.size());
  }
};

double resident_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

Result<std::vector<Home>> homes_in(storage::Db& db, CountyCode county) {
  return db.scan_now([&](storage::Tx& tx) -> Result<std::vector<Home>> {
    std::vector<Home> homes;
    places::each_place(tx, county, [&](const places::Place& place) {
      if (place.kind == places::PlaceKind::household && place.compound)
        homes.push_back({{.flat = place.id,
                          .building = place.building,
                          .compound = place.compound,
                          .road = std::nullopt,
                          .community = place.community},
                         place.label});
    });
    return homes;
  });
}

triage::Taxonomy taxonomy(const triage::Models& models) {
  std::vector<std::pair<std::string, std::string>> kinds;
  for (const std::string& label : models.kinds->labels()) kinds.emplace_back(label, "");
  return triage::taxonomy_of(kinds, models.characters);
}

/// The texts, every second one with a flat in front.
Result<std::vector<std::string>> messages_of(const Wish& wish, County& county) {
  const auto lines = triage::training::read_lines(wish.messages);
  if (!lines) return failure(lines.error());
  std::vector<std::string> messages;
  for (const std::string& line : *lines) {
    const std::string text = triage::training::fields_of(line).back();
    messages.push_back(messages.size() % 2 == 0 ? text : county.somebody().label + text);
  }
  return messages;
}

struct Costs {
  Times all, similar, answered;
  std::size_t found = 0;
};

Costs costs_of(const triage::Triage& triage, const echoes::SaidBefore& said, County& county,
               const std::vector<std::string>& messages) {
  Costs costs;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const Home& home = county.somebody();
    const double began = thread_ms();
    const auto understood = triage.understand(messages[i], {.scanned = home.where.flat, .position = std::nullopt});
    const double understood_at = thread_ms();
    echoes::EchoQuery query;
    query.where = home.where;
    query.sketch = echoes::sketch_of(messages[i], triage.characters());
    query.kind = understood.kinds.empty() ? 0 : std::stoi(understood.kinds.front().code);
    query.at = kNow;
    costs.found += said.similar(query).size();
    costs.similar.add(understood_at);
    costs.all.add(began);
    constexpr std::size_t kSeldom = 50;
    const double asked = thread_ms();
    if (i % kSeldom == 0) costs.found += said.answered(query).size();
    if (i % kSeldom == 0) costs.answered.add(asked);
  }
  return costs;
}

Result<void> measure(const Wish& wish) {
  runtime::Config config;
  config.data_directory = wish.data;
  const auto db = open_database(config, Opener::command);
  if (!db) return failure(db.error());
  const auto models = triage::load_models(triage::embedded_models());
  if (!models) return failure(models.error());
  triage::Triage triage(*models, taxonomy(**models));
  const auto known = (*db)->scan_now([&](storage::Tx& tx) -> Result<bool> {
    triage.know(triage::load_gazetteer(tx, config.county, triage.characters()));
    return true;
  });
  if (!known) return failure(known.error());
  auto homes = homes_in(**db, config.county);
  if (!homes) return failure(homes.error());
  County county(std::move(*homes));
  const auto messages = messages_of(wish, county);
  if (!messages) return failure(messages.error());

  std::vector<echoes::Sketch> sketches;
  for (const std::string& text : *messages) sketches.push_back(echoes::sketch_of(text, triage.characters()));
  echoes::SaidBefore said;
  for (std::int64_t id = 1; id <= wish.cases; ++id)
    said.put(county.told(id, sketches[static_cast<std::size_t>(id) % sketches.size()]));
  Costs costs = costs_of(triage, said, county, *messages);
  fmt::print(
      "{{\"cases\":{},\"messages\":{},\"triage_ms\":{:.3f},\"triage_p99_ms\":{:.3f},\"similar_p99_ms\":{:.3f},"
      "\"answered_p99_ms\":{:.2f},\"rss_mb\":{:.1f},\"found\":{}}}\n",
      wish.cases, messages->size(), costs.all.mean(), costs.all.part(0.99), costs.similar.part(0.99),
      costs.answered.part(0.99), resident_mb(), costs.found);
  return {};
}

}  // namespace
}  // namespace mashang::bench

int main(int argc, char** argv) {
  CLI::App app("What it costs to understand a message", "triage_bench");
  mashang::bench::Wish wish;
  app.add_option("--data", wish.data)->required();
  app.add_option("--messages", wish.messages)->required();
  app.add_option("--cases", wish.cases);
  CLI11_PARSE(app, argc, argv);
  if (const auto done = mashang::bench::measure(wish); !done) {
    fmt::print(stderr, "{} {}\n", done.error().code, done.error().detail);
    return 1;
  }
  return 0;
}
