// Which of a message's places it is about, which place of the registry that is, and where it may come from.
#include "rooms/triage/resolution.hpp"

#include <algorithm>

#include "rooms/triage/neighbours.hpp"
#include "rooms/triage/place_search.hpp"

namespace mashang::triage {
namespace {

using enum MentionKind;
using places::PlaceKind;
using Role = PlaceReading::Role;

constexpr float kScanned = 0.9F;    ///< the code's place when the words say nothing
constexpr float kLifted = 0.75F;    ///< the compound, building or unit around it
constexpr float kTooUnsure = 0.2F;  ///< below this a guess is one of many
constexpr float kWorthNaming = 0.03F;
constexpr float kSameColumn = 0.85F;
constexpr std::size_t kMostAlternatives = 3;

class Reading {
 public:
  Reading(std::string_view utf8, const NormalText& message, const Gazetteer& gazetteer, const Whereabouts& whereabouts)
      : utf8_(utf8),
        message_(message),
        gazetteer_(gazetteer),
        home_(home_of(whereabouts, gazetteer)),
        search_(gazetteer, home_),
        mentions_(mentions_in(message, gazetteer)) {}

  PlaceReading read() {
    drop_doubtful();
    expressions_ = expressions_of(message_.text, mentions_);
    main_ = main_expression();
    if (main_ != nullptr && (main_->names_place() || is_other_floor()))
      sightings_ = search_.sightings(*main_, context_of(*main_));
    if (sightings_.empty())
      read_home();
    else
      read_stated();
    find_suspects();
    quote();
    return std::move(reading_);
  }

 private:
  /// A weak name counts only when nothing else says where; a bare number only when the home has such a flat.
  void drop_doubtful() {
    const bool is_placed = home_.place || std::any_of(mentions_.begin(), mentions_.end(), [](const Mention& mention) {
                             return mention.sureness >= 0.5F && mention.kind <= building;
                           });
    std::erase_if(mentions_, [&](const Mention& mention) {
      if (mention.sureness >= 0.5F) return false;
      if (mention.kind != flat) return is_placed;
      const auto around = home_.unit ? home_.unit : home_.building;
      return !around || !gazetteer_.flat(*around, mention.which);
    });
  }

  /// How deep in the tree an expression reaches. What only says where the writer lives stands back behind it, and
  /// neighbours (楼上) behind that: they need a home to be seen from.
  static int depth(const Expression& expression) {
    constexpr int kStandsBack = 100;
    int depth = -2 * kStandsBack;
    for (const Mention* mention : expression.mentions) {
      const bool is_named = mention->kind <= flat || mention->kind == floor;
      const bool is_spot = mention->kind > group && mention->kind != relative;
      const bool is_common = mention->relation == Relation::whole || mention->relation == Relation::corner;
      const int own = is_named ? static_cast<int>(mention->kind) + 2 : is_spot || is_common ? 1 : -2 * kStandsBack;
      depth = std::max(depth, own);
    }
    return expression.is_home ? depth - kStandsBack : depth;
  }

  [[nodiscard]] const Expression* main_expression() const {
    const Expression* best = nullptr;
    for (const Expression& expression : expressions_) {
      if (expression.is_negated) continue;
      if (best == nullptr || depth(expression) > depth(*best)) best = &expression;
    }
    return best;
  }

  /// What the others say of compound and building: the nearest before, else the nearest behind.
  [[nodiscard]] const Expression* context_of(const Expression& own) const {
    const Expression* around = nullptr;
    for (const Expression& other : expressions_) {
      const bool is_wider = other.has(compound) || (other.has(building) && !own.has(building));
      if (&other == &own || other.is_negated || !is_wider) continue;
      if (around == nullptr || other.begin() < own.begin()) around = &other;
    }
    return around;
  }

  [[nodiscard]] PlaceReading::Guess guess(PlaceNumber place, float confidence) const {
    return {gazetteer_.id(place), gazetteer_.kind(place), gazetteer_.label(place), std::min(confidence, 0.99F)};
  }

  void settle(PlaceNumber place, float confidence) {
    place_ = place;
    reading_.place = guess(place, confidence);
  }

  // ---- the words name a place ----
  void read_stated() {
    const Sighting& best = sightings_.front();
    PlaceNumber place = best.place;
    const float confidence = best.fit * best.share;
    if (gazetteer_.kind(place) == PlaceKind::compound && keeps_home(place)) place = *home_.place;
    if (main_->has(Relation::below) && gazetteer_.kind(place) == PlaceKind::household && is_outdoors())
      place = gazetteer_.above(place, PlaceKind::building).value_or(place);
    reading_.is_stated = true;
    if (confidence >= kTooUnsure) settle(place, confidence);
    for (std::size_t i = reading_.place ? 1 : 0; i < sightings_.size(); ++i) {
      const Sighting& other = sightings_[i];
      if (other.share * other.fit < kWorthNaming || reading_.alternatives.size() == kMostAlternatives) break;
      reading_.alternatives.push_back(guess(other.place, other.share * other.fit));
    }
  }

  /// 新城小区楼上漏水, with the code of a flat in it: the flat is meant.
  [[nodiscard]] bool keeps_home(PlaceNumber compound_place) const {
    if (!home_.place || home_.compound != compound_place || main_->mentions.size() > 2) return false;
    if (main_->has(building) || main_->has(gate) || is_home_negated()) return false;
    return says_home() || says(Relation::above) || says(Relation::next_door) || says(Relation::opposite);
  }
  [[nodiscard]] bool says_home() const {
    return message_.text.find(U"我家") != std::u32string::npos || message_.text.find(U"家里") != std::u32string::npos;
  }
  /// 六楼太阳能漏水: not at the writer's home, but in its building.
  [[nodiscard]] bool is_other_floor() const {
    return main_->has(floor) && !main_->is_home && !main_->is_own && !says_home() && !says(Relation::above) &&
           !says(Relation::below) && !says(Relation::next_door) && !says(Relation::opposite);
  }
  [[nodiscard]] bool is_home_negated() const {
    for (const std::u32string_view words : {U"不是我家", U"不是我们家", U"不在我家", U"不是我这", U"不是这里"})
      if (message_.text.find(words) != std::u32string::npos) return true;
    return false;
  }
  [[nodiscard]] bool says(Relation relation) const {
    return std::any_of(mentions_.begin(), mentions_.end(),
                       [&](const Mention& mention) { return mention.relation == relation; });
  }
  [[nodiscard]] bool is_outdoors() const {
    return std::none_of(mentions_.begin(), mentions_.end(), [&](const Mention& mention) {
      return mention.relation == Relation::below &&
             tells_of_neighbour(message_.text, mention.span.end, mention.relation);
    });
  }

  // ---- the words only say where at the scanned place ----
  void read_home() {
    if (!home_.place) return;
    const auto building_or = home_.building.value_or(*home_.place);
    PlaceNumber place = *home_.place;
    if (says(Relation::whole) || says(Relation::corner) || (is_home_negated() && !says(Relation::below)))
      place = home_.compound.value_or(place);
    else if (says(Relation::shared))
      place = home_.unit.value_or(building_or);
    else if (says(Relation::below) && is_outdoors())
      place = building_or;
    settle(place, place == *home_.place ? kScanned : kLifted);
    if (place != *home_.place) reading_.alternatives.push_back(guess(*home_.place, kScanned - kLifted));
  }

  // ---- where it may come from ----
  void suspect(PlaceNumber place, float confidence) {
    if (reading_.suspected.size() < 2) reading_.suspected.push_back(guess(place, confidence));
  }

  void find_suspects() {
    if (!place_ || gazetteer_.kind(*place_) != PlaceKind::household) return;
    if (find_second_flat()) return;
    for (const Mention& mention : mentions_) {
      if (mention.relation < Relation::above || mention.relation > Relation::opposite) continue;
      if (!tells_of_neighbour(message_.text, mention.span.end, mention.relation)) continue;
      const auto flats = neighbours_of(*place_, mention.relation, gazetteer_);
      if (flats.empty()) continue;
      suspect_word_ = &mention;
      const float confidence = reading_.place->confidence * kSameColumn / static_cast<float>(flats.size());
      for (const PlaceNumber neighbour : flats) suspect(neighbour, confidence);
      return;
    }
  }

  /// 501漏水到我家401: both flats are named, and water runs downwards.
  bool find_second_flat() {
    for (const Expression& other : expressions_) {
      if (&other == main_ || other.is_negated || !other.has(flat)) continue;
      const auto found = search_.sightings(other, main_);
      if (found.empty() || !found.front().is_whole || found.front().place == *place_) continue;
      if (weigh(other, found.front().place)) return true;
    }
    const bool names_other = main_ != nullptr && main_->has(flat) && !main_->is_own && home_.place;
    if (!names_other || *home_.place == *place_ || !says_home() || !is_above(*place_, *home_.place)) return false;
    swap_roles(*home_.place);
    return true;
  }

  bool weigh(const Expression& other, PlaceNumber second) {
    if (gazetteer_.parent(second) != gazetteer_.parent(*place_) || !tells_of_leak(message_.text)) return false;
    if (is_above(*place_, second) || (other.is_own && !main_->is_own)) {
      swap_roles(second);
      return true;
    }
    if (!is_above(second, *place_)) return false;
    suspect_word_ = other.of(flat);
    suspect(second, reading_.place->confidence * kSameColumn);
    return true;
  }

  [[nodiscard]] bool is_above(PlaceNumber upper, PlaceNumber lower) const {
    const auto flats = gazetteer_.kind(lower) == PlaceKind::household && tells_of_leak(message_.text)
                           ? neighbours_of(lower, Relation::above, gazetteer_)
                           : std::vector<PlaceNumber>();
    return !flats.empty() && flats.front() == upper;
  }

  void swap_roles(PlaceNumber affected) {
    const PlaceNumber source = *place_;
    const float confidence = reading_.place->confidence;
    suspect_word_ = main_->of(flat);
    settle(affected, confidence * kSameColumn);
    suspect(source, confidence);
  }

  // ---- the words themselves ----
  void quote() {
    for (const Expression& expression : expressions_)
      for (const Mention* mention : expression.mentions) {
        const bool is_aside = expression.is_negated || (expression.is_home && &expression != main_);
        const Role role = mention == suspect_word_ ? Role::suspected : is_aside ? Role::mentioned : Role::affected;
        reading_.words.push_back({mention->kind, std::string(message_.source(utf8_, mention->span)),
                                  message_.at[mention->span.begin], role});
      }
  }

  std::string_view utf8_;
  const NormalText& message_;
  const Gazetteer& gazetteer_;
  Home home_;
  PlaceSearch search_;
  std::vector<Mention> mentions_;
  std::vector<Expression> expressions_;
  const Expression* main_ = nullptr;
  std::vector<Sighting> sightings_;
  std::optional<PlaceNumber> place_;
  const Mention* suspect_word_ = nullptr;
  PlaceReading reading_;
};

}  // namespace

std::string_view to_word(PlaceReading::Role role) {
  switch (role) {
    case Role::affected:
      return "affected";
    case Role::suspected:
      return "suspected";
    case Role::mentioned:
      return "mentioned";
  }
  return {};
}

PlaceReading read_place(std::string_view utf8, const NormalText& message, const Gazetteer& gazetteer,
                        const Whereabouts& whereabouts) {
  return Reading(utf8, message, gazetteer, whereabouts).read();
}

}  // namespace mashang::triage
