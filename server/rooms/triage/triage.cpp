// One reading of the text serves every question.
#include "rooms/triage/triage.hpp"

#include <algorithm>

#include "rooms/triage/resolution.hpp"

namespace mashang::triage {
namespace {

constexpr std::size_t kMostKinds = 3;
/// "Awaiting manual sorting": says that a person must decide, so it is nothing to suggest.
constexpr std::string_view kUndecided = "9901";
/// Below this the likeliest kind is as often wrong as right.
constexpr float kSureEnough = 0.45F;

std::vector<std::string> quoted(std::string_view text, const NormalText& message, const std::vector<Span>& spans) {
  std::vector<std::string> words;
  for (const Span span : spans) words.emplace_back(message.source(text, span));
  return words;
}

}  // namespace

Triage::Triage(std::shared_ptr<const Models> models, Taxonomy taxonomy, Reading reading)
    : models_(std::move(models)),
      kinds_(models_->kinds, std::move(taxonomy)),
      reading_(reading),
      corrections_(std::make_shared<const Corrections>()) {}

std::shared_ptr<const Corrections> Triage::corrections() const {
  const std::lock_guard lock(mutex_);
  return corrections_;
}

std::shared_ptr<const Gazetteer> Triage::gazetteer() const {
  const std::lock_guard lock(mutex_);
  return gazetteer_;
}

void Triage::know(std::shared_ptr<const Gazetteer> gazetteer) {
  const std::lock_guard lock(mutex_);
  gazetteer_ = std::move(gazetteer);
}

Understanding Triage::understand(std::string_view text, const Whereabouts& whereabouts) const {
  Understanding result;
  result.is_unsure = true;
  if (reading_ == Reading::off) return result;
  const NormalText message = normalised(text, models_->characters, kLongestMessage);
  if (const auto known = gazetteer()) result.place = read_place(text, message, *known, whereabouts);
  if (message.text.find_first_not_of(U" \n") == std::u32string::npos) return result;
  const Danger danger = models_->danger->danger_in(message);
  result.alarm = danger.alarm;
  result.number = danger.number;
  result.alarm_words = quoted(text, message, danger.words);
  const auto guesses = kinds_.guesses(message, *corrections(), kMostKinds + 1);
  result.is_unsure = guesses.empty() || guesses.front().probability < kSureEnough || guesses.front().code == kUndecided;
  for (const KindGuess& guess : guesses)
    if (guess.code != kUndecided && result.kinds.size() < kMostKinds)
      result.kinds.push_back({guess.code, guess.probability, quoted(text, message, guess.words)});
  result.urgency = danger.alarm == Alarm::call ? "emergency" : models_->urgency->likeliest(message);
  return result;
}

Alarm Triage::alarm_in(std::string_view text) const {
  if (reading_ == Reading::off) return Alarm::none;
  return models_->danger->alarm_in(normalised(text, models_->characters, kLongestMessage));
}

void Triage::teach(std::string_view text, std::string_view code) {
  const NormalText message = normalised(text, models_->characters, kLongestMessage);
  const std::lock_guard lock(mutex_);
  auto learned = std::make_shared<Corrections>(*corrections_);
  kinds_.teach(message, code, *learned);
  corrections_ = std::move(learned);
}

Taxonomy taxonomy_of(const std::vector<std::pair<std::string, std::string>>& codes_and_keywords,
                     const Characters& characters) {
  constexpr std::size_t kKindCode = 4;
  Taxonomy taxonomy;
  for (const auto& [code, keywords] : codes_and_keywords) {
    if (code.size() != kKindCode) continue;
    Taxonomy::Kind kind{code, {}};
    for (std::size_t from = 0; from < keywords.size();) {
      const std::size_t to = std::min(keywords.find('|', from), keywords.size());
      kind.keywords.push_back(normalised(keywords.substr(from, to - from), characters).text);
      from = to + 1;
    }
    taxonomy.kinds.push_back(std::move(kind));
  }
  std::sort(taxonomy.kinds.begin(), taxonomy.kinds.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  return taxonomy;
}

}  // namespace mashang::triage
