// How long it takes to find what was said before among a million cases, and how much memory they need.
//
//   similar_bench [--cases 1000000] [--questions 2000]
//
// A county of 2,400 compounds in 150 communities, of which a few hold many more cases than others; one case in five is
// open, three in five are answered. Each question is sketched from its text, asked, and timed as a whole by the
// processor time of the one thread: other work on the machine does not count. Prints one JSON object.
#include <fmt/format.h>
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <ctime>
#include <random>
#include <vector>

#include "rooms/echoes/echoes.hpp"

namespace mashang::bench {
namespace {

using echoes::Told;

constexpr std::int64_t kDay = 86'400'000;
constexpr Instant kNow{1'790'000'000'000};

class County {
 public:
  std::string text() {
    constexpr std::array kThings{"楼上漏水",   "电梯停运", "路灯不亮", "垃圾没有人收",
                                 "下水道堵塞", "夜间施工", "车辆乱停", "井盖松动"};
    constexpr std::array kSince{"已经三天了", "从昨天晚上开始", "好几个星期", "一直没有人处理", "反映过多次"};
    constexpr std::array kWish{"请尽快派人来看看", "老人出门不方便", "影响大家休息", "希望物业解决",
                               "孩子放学要经过这里"};
    std::string words;
    for (int i = 0; i < 8; ++i)
      words.append(pick(kThings)).append("，").append(pick(kSince)).append("，").append(pick(kWish)).append("。");
    return words;
  }
  echoes::Whereabouts where() {
    // Squared: the largest compounds hold many times what an average one does.
    const double u = std::uniform_real_distribution(0.0, 1.0)(random_);
    const auto compound = static_cast<std::int64_t>(u * u * 2400);
    const auto building = static_cast<std::int64_t>(random_() % 20);
    const auto flat = static_cast<std::int64_t>(random_() % 60);
    return {.flat = PlaceId{(compound * 20 + building) * 60 + flat + 10'000'000},
            .building = PlaceId{compound * 20 + building + 5'000'000},
            .compound = PlaceId{compound + 2'000'000},
            .road = std::nullopt,
            .community = PlaceId{compound / 16 + 1'000'001}};
  }
  Told told(std::int64_t id, const echoes::Sketch& near) {
    Told told;
    told.id = CaseId{id};
    told.opened_at = Instant{kNow.ms - static_cast<std::int64_t>(random_() % 1000) * kDay};
    told.where = where();
    told.kind = static_cast<std::int32_t>(random_() % 92 + 101);
    told.sketch = near;
    for (auto& word : told.sketch.bits) word ^= random_() & random_();  // a quarter of the bits
    const auto state = random_() % 5;
    told.is_open = state == 0;
    told.is_answered = state >= 2;
    return told;
  }
  std::uint64_t number() { return random_(); }

 private:
  template <std::size_t N>
  const char* pick(const std::array<const char*, N>& words) {
    return words[random_() % N];
  }
  std::mt19937_64 random_{1};
};

double thread_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Times {
  std::vector<double> ms;

  template <class Work>
  void measure(Work work) {
    const double start = thread_ms();
    work();
    ms.push_back(thread_ms() - start);
  }
  [[nodiscard]] double part(double share) {
    std::ranges::sort(ms);
    return ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))];
  }
};

double heap_mb() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd) / 1e6;
}

int measure(std::int64_t cases, int questions) {
  const triage::Characters characters;
  County county;
  std::vector<echoes::Sketch> sketches;
  for (int i = 0; i < 500; ++i) sketches.push_back(echoes::sketch_of(county.text(), characters));
  const double before = heap_mb();
  echoes::SaidBefore said_before;
  for (std::int64_t id = 1; id <= cases; ++id) said_before.put(county.told(id, sketches[county.number() % 500]));
  const double memory = heap_mb() - before;
  Times similar, answered;
  std::size_t found = 0;
  for (int i = 0; i < questions; ++i) {
    const std::string text = county.text();
    const auto where = county.where();
    const auto kind = static_cast<std::int32_t>(county.number() % 92 + 101);
    echoes::EchoQuery query{.where = where, .sketch = {}, .kind = kind, .at = kNow, .limit = 5, .except = {}};
    similar.measure([&] {
      query.sketch = echoes::sketch_of(text, characters);
      found += said_before.similar(query).size();
    });
    if (i % 20 == 0) answered.measure([&] { found += said_before.answered(query).size(); });
  }
  fmt::print(
      "{{\"cases\":{},\"similar_p50_ms\":{:.3f},\"similar_p99_ms\":{:.3f},\"answered_p50_ms\":{:.2f},"
      "\"answered_p99_ms\":{:.2f},\"memory_mb\":{:.1f},\"found\":{}}}\n",
      cases, similar.part(0.5), similar.part(0.99), answered.part(0.5), answered.part(0.99), memory, found);
  return 0;
}

}  // namespace
}  // namespace mashang::bench

int main(int argc, char** argv) {
  CLI::App app("What was said before, among many cases", "similar_bench");
  std::int64_t cases = 1'000'000;
  int questions = 2000;
  app.add_option("--cases", cases);
  app.add_option("--questions", questions)->check(CLI::Range(20, 1'000'000));
  CLI11_PARSE(app, argc, argv);
  return mashang::bench::measure(cases, questions);
}
