// What is remembered of cases comes back from both engines as it was, page by page.
#include "integration/engines.hpp"
#include "rooms/echoes/echoes.hpp"

namespace mashang::test {
namespace {

using echoes::Told;

constexpr CountyCode kHere{431229}, kThere{431230};

class EchoSketches : public EveryEngine {
 protected:
  template <class Effect>
  void write(Effect effect) {
    EXPECT_TRUE(db().write_now([&](storage::Tx& tx) -> Result<int> {
      effect(tx);
      return 0;
    }));
  }
  std::vector<Told> page(CaseId before = echoes::kNewestCase, std::int64_t limit = 100) {
    return *db().scan_now(
        [&](storage::Tx& tx) { return Result<std::vector<Told>>(echoes::load_page(tx, kHere, before, limit)); });
  }
  static Told told(std::int64_t id) {
    Told told;
    told.id = CaseId{id};
    told.opened_at = Instant{1'790'000'000'000};
    told.where.compound = PlaceId{1'000'007};
    told.where.community = PlaceId{1'000'001};
    told.kind = 301;
    told.sketch = echoes::sketch_of("楼上漏水", triage::Characters());
    return told;
  }
};

TEST_P(EchoSketches, ComeBackAsTheyWere) {
  write([](storage::Tx& tx) { echoes::put_sketch(tx, kHere, told(7)); });
  const auto back = page();
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].id, CaseId{7});
  EXPECT_EQ(back[0].opened_at, told(7).opened_at);
  EXPECT_EQ(back[0].where.compound, told(7).where.compound);
  EXPECT_EQ(back[0].where.flat, std::nullopt);
  EXPECT_EQ(back[0].kind, 301);
  EXPECT_EQ(back[0].sketch, told(7).sketch);
  EXPECT_TRUE(back[0].is_open);
  EXPECT_FALSE(back[0].is_answered);
}

TEST_P(EchoSketches, PagesGoFromTheNewestCaseToTheOldestOfOneCounty) {
  write([](storage::Tx& tx) {
    for (std::int64_t id = 1; id <= 5; ++id) echoes::put_sketch(tx, kHere, told(id));
    echoes::put_sketch(tx, kThere, told(9));
  });
  std::vector<std::int64_t> seen;
  for (auto next = page(echoes::kNewestCase, 2); !next.empty(); next = page(next.back().id, 2))
    for (const Told& each : next) seen.push_back(each.id.value);
  EXPECT_EQ(seen, (std::vector<std::int64_t>{5, 4, 3, 2, 1}));
}

TEST_P(EchoSketches, LaterWritesStand) {
  write([](storage::Tx& tx) {
    for (const std::int64_t id : {1, 2, 3}) echoes::put_sketch(tx, kHere, told(id));
  });
  write([](storage::Tx& tx) {
    auto moved = told(1);
    moved.where.compound = std::nullopt;
    echoes::put_sketch(tx, kHere, moved);
    echoes::close_sketch(tx, kHere, CaseId{2}, true);
    echoes::forget_sketch(tx, kHere, CaseId{3});
  });
  const auto back = page();
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].id, CaseId{2});
  EXPECT_FALSE(back[0].is_open);
  EXPECT_TRUE(back[0].is_answered);
  EXPECT_EQ(back[1].where.compound, std::nullopt);
}

RUN_ON_EVERY_ENGINE(EchoSketches);

}  // namespace
}  // namespace mashang::test
