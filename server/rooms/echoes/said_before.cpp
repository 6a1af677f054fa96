// Each case of the ground is held against the question; the weights say what makes two reports one matter.
#include "rooms/echoes/said_before.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "rooms/echoes/shelf.hpp"

namespace mashang::echoes {
namespace {

/// Log-odds that two reports tell of one matter. Words and kind: logistic regression on pairs of real messages about
/// one event, against pairs about the same place but other events (docs/develop/models.md). Place and time: chosen.
constexpr float kBase = -2.3F;
constexpr float kWords = 5.7F;  ///< a cosine of 1
constexpr float kSameKind = 2.7F;
constexpr float kKindUnknown = 1.0F;
constexpr float kSameFlat = 1.5F;
constexpr float kSameBuilding = 1.0F;
constexpr float kSameCommunityOnly = -1.0F;
constexpr float kMonth = -0.7F;  ///< for each 30 days between them, and at most three of them
constexpr float kMostMonths = 3;

struct Question {
  const EchoQuery& query;
  std::uint16_t building;
  std::uint16_t flat;
  Day day;
  std::array<float, 257> words;  ///< by different bits

  explicit Question(const EchoQuery& asked)
      : query(asked),
        building(mark_of(asked.where.building)),
        flat(mark_of(asked.where.flat)),
        day(day_of(asked.at)),
        words{} {
    for (unsigned i = 0; i < words.size(); ++i) words[i] = cosine(i);
  }
};

float of_place(Nearness nearness) {
  switch (nearness) {
    case Nearness::flat:
      return kSameFlat;
    case Nearness::building:
      return kSameBuilding;
    case Nearness::ground:
    case Nearness::elsewhere:
      return 0;
    case Nearness::community:
      return kSameCommunityOnly;
  }
  return 0;
}

/// The likeliest so far; `score` holds log-odds until they are taken out.
class Best {
 public:
  explicit Best(std::size_t limit) : limit_(limit) {}

  void offer(const Echo& echo) {
    if (limit_ == 0 || echo.score < floor_) return;
    echoes_.push_back(echo);
    std::push_heap(echoes_.begin(), echoes_.end(), is_better);
    if (echoes_.size() <= limit_) return;
    std::pop_heap(echoes_.begin(), echoes_.end(), is_better);
    echoes_.pop_back();
    floor_ = echoes_.front().score;
  }
  [[nodiscard]] std::vector<Echo> taken() && {
    std::sort_heap(echoes_.begin(), echoes_.end(), is_better);
    for (Echo& echo : echoes_) echo.score = 1 / (1 + std::exp(-echo.score));
    return std::move(echoes_);
  }

 private:
  static bool is_better(const Echo& a, const Echo& b) { return a.score != b.score ? a.score > b.score : a.id > b.id; }
  std::size_t limit_;
  float floor_ = 0;  ///< even odds
  std::vector<Echo> echoes_;
};

/// What the kinds say, in log-odds.
float of_kinds(std::int32_t a, std::int32_t b) {
  if (a == 0 || b == 0) return kKindUnknown;
  return a == b ? kSameKind : 0;
}

/// The most bits that may differ while even odds can still be reached: most cases are passed over by them alone.
class Limits {
 public:
  /// `most`: as near as the cases looked at may be.
  Limits(const Question& question, Nearness most) : nearness_(most) {
    const float best_place = most == Nearness::ground ? kSameFlat : of_place(most);
    const auto most_bits = [&](float of_kind) {
      unsigned bits = 0;
      while (bits < 256 && kBase + kWords * question.words[bits + 1] + of_kind + best_place >= 0) ++bits;
      return bits;
    };
    same_kind_ = most_bits(kSameKind);
    unknown_kind_ = most_bits(kKindUnknown);
    other_kind_ = most == Nearness::elsewhere ? 0 : most_bits(0);  // what answers from afar is of the same kind
  }
  [[nodiscard]] unsigned of(std::int32_t a, std::int32_t b) const {
    if (a == 0 || b == 0) return unknown_kind_;
    return a == b ? same_kind_ : other_kind_;
  }

  [[nodiscard]] Nearness nearness() const { return nearness_; }

 private:
  Nearness nearness_;
  unsigned same_kind_;
  unsigned unknown_kind_;
  unsigned other_kind_;
};

Echo echo_of(const Question& question, const Block& block, std::uint32_t i, Nearness most, unsigned bits) {
  Echo echo{.id = CaseId{block.ids[i]}, .nearness = most};
  if (most == Nearness::ground) {
    if (question.flat != 0 && block.flats[i] == question.flat)
      echo.nearness = Nearness::flat;
    else if (question.building != 0 && block.buildings[i] == question.building)
      echo.nearness = Nearness::building;
  }
  const std::int32_t kind = block.kind(i);
  echo.is_same_kind = kind != 0 && kind == question.query.kind;
  echo.words = question.words[bits];
  echo.score = kBase + kWords * echo.words + of_kinds(kind, question.query.kind) + of_place(echo.nearness);
  return echo;
}

float of_time(Day a, Day b) {
  return kMonth * std::min(kMostMonths, static_cast<float>(std::abs(static_cast<int>(a) - b)) / 30);
}

/// `flag` says which cases count: Block::kOpen or Block::kAnswered.
void look_at(const Block& block, std::uint32_t i, std::uint16_t flag, const Question& question, const Limits& limits,
             Best& best) {
  if ((block.kinds[i] & flag) == 0 || block.ids[i] == question.query.except.value) return;
  const unsigned limit = limits.of(block.kind(i), question.query.kind);
  if (limit == 0) return;
  const unsigned bits = different_bits(block.sketches[i], question.query.sketch);
  if (bits > limit) return;
  Echo echo = echo_of(question, block, i, limits.nearness(), bits);
  if (flag == Block::kOpen) echo.score += of_time(block.days[i], question.day);  // an answer does not age
  best.offer(echo);
}

void look_in(const Block& block, std::uint16_t flag, const Question& question, const Limits& limits, Best& best) {
  for (std::uint32_t i = 0; i < Block::kSize; ++i) look_at(block, i, flag, question, limits, best);
}

}  // namespace

std::string_view to_word(Nearness nearness) {
  switch (nearness) {
    case Nearness::flat:
      return "flat";
    case Nearness::building:
      return "building";
    case Nearness::ground:
      return "ground";
    case Nearness::community:
      return "community";
    case Nearness::elsewhere:
      return "elsewhere";
  }
  return "";
}

SaidBefore::SaidBefore() : shelf_(std::make_unique<Shelf>()) {}
SaidBefore::~SaidBefore() = default;

void SaidBefore::put(const Told& told) {
  const std::lock_guard lock(mutex_);
  shelf_->put(told);
}

void SaidBefore::fill(const std::vector<Told>& page) {
  const std::lock_guard lock(mutex_);
  for (const Told& told : page)
    if (!shelf_->holds(told.id)) shelf_->put(told);
}

void SaidBefore::close(CaseId id, bool is_answered) {
  const std::lock_guard lock(mutex_);
  shelf_->close(id, is_answered);
}

void SaidBefore::forget(CaseId id) {
  const std::lock_guard lock(mutex_);
  shelf_->forget(id);
}

std::size_t SaidBefore::size() const {
  const std::shared_lock lock(mutex_);
  return shelf_->size();
}

std::vector<Echo> SaidBefore::similar(const EchoQuery& query) const {
  const Question question(query);
  Best best(query.limit);
  const std::shared_lock lock(mutex_);
  const Shelf& shelf = *shelf_;
  const std::int64_t place = ground_of(query.where);
  const Ground* own = place != 0 ? shelf.ground(place) : nullptr;
  const Limits here(question, Nearness::ground);
  if (own != nullptr)
    for (const std::uint32_t number : own->blocks) look_in(shelf.block(number), Block::kOpen, question, here, best);
  if (!query.where.community) return std::move(best).taken();
  const Limits around(question, Nearness::community);
  for (const std::int64_t id : shelf.open_in(query.where.community->value, query.kind)) {
    const Shelf::Spot spot = shelf.spot_of(id);
    if (&spot.ground != own) look_at(spot.block, spot.at, Block::kOpen, question, around, best);
  }
  return std::move(best).taken();
}

std::vector<Echo> SaidBefore::answered(const EchoQuery& query) const {
  const Question question(query);
  Best best(query.limit);
  const std::shared_lock lock(mutex_);
  const Shelf& shelf = *shelf_;
  const std::int64_t place = ground_of(query.where);
  const Limits here(question, Nearness::ground);
  const Limits elsewhere(question, Nearness::elsewhere);
  for (std::uint32_t number = 0; number < shelf.blocks(); ++number) {  // as they lie in memory
    const bool is_own = place != 0 && shelf.ground_of_block(number).place == place;
    look_in(shelf.block(number), Block::kAnswered, question, is_own ? here : elsewhere, best);
  }
  return std::move(best).taken();
}

}  // namespace mashang::echoes
