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

Echo echo_of(const Question& question, const Block& block, std::uint32_t i, Nearness most) {
  Echo echo{.id = CaseId{block.ids[i]}, .nearness = most};
  if (most == Nearness::ground) {
    if (question.flat != 0 && block.flats[i] == question.flat)
      echo.nearness = Nearness::flat;
    else if (question.building != 0 && block.buildings[i] == question.building)
      echo.nearness = Nearness::building;
  }
  const std::int32_t kind = block.kind(i);
  echo.is_same_kind = kind != 0 && kind == question.query.kind;
  echo.words = question.words[different_bits(block.sketches[i], question.query.sketch)];
  const float of_kind = echo.is_same_kind ? kSameKind : kind == 0 || question.query.kind == 0 ? kKindUnknown : 0;
  echo.score = kBase + kWords * echo.words + of_kind + of_place(echo.nearness);
  return echo;
}

float of_time(Day a, Day b) {
  return kMonth * std::min(kMostMonths, static_cast<float>(std::abs(static_cast<int>(a) - b)) / 30);
}

void look_in(const Shelf& shelf, const Ground& ground, const Question& question, Nearness most, Best& best) {
  for (std::size_t n = 0; n < ground.blocks.size(); ++n) {
    const Block& block = shelf.block(ground.blocks[n]);
    for (std::uint32_t i = 0; i < ground.used(n); ++i) {
      if ((block.kinds[i] & Block::kOpen) == 0 || block.ids[i] == question.query.except.value) continue;
      Echo echo = echo_of(question, block, i, most);
      echo.score += of_time(block.days[i], question.day);
      best.offer(echo);
    }
  }
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
  const std::int64_t place = ground_of(query.where);
  const Ground* own = place != 0 ? shelf_->ground(place) : nullptr;
  if (own != nullptr) look_in(*shelf_, *own, question, Nearness::ground, best);
  if (query.where.community)
    for (const std::uint32_t number : shelf_->in_community(query.where.community->value))
      if (const Ground& other = shelf_->grounds()[number]; &other != own)
        look_in(*shelf_, other, question, Nearness::community, best);
  return std::move(best).taken();
}

std::vector<Echo> SaidBefore::answered(const EchoQuery& query) const {
  const Question question(query);
  Best best(query.limit);
  const std::shared_lock lock(mutex_);
  for (const Ground& ground : shelf_->grounds()) {
    const auto most =
        ground.place != 0 && ground.place == ground_of(query.where) ? Nearness::ground : Nearness::elsewhere;
    for (std::size_t n = 0; n < ground.blocks.size(); ++n) {
      const Block& block = std::as_const(*shelf_).block(ground.blocks[n]);
      for (std::uint32_t i = 0; i < ground.used(n); ++i)
        if ((block.kinds[i] & Block::kAnswered) != 0 && block.ids[i] != query.except.value)
          best.offer(echo_of(question, block, i, most));
    }
  }
  return std::move(best).taken();
}

}  // namespace mashang::echoes
