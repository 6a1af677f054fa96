// Understanding what people write: suggestions, with their reasons; never a decision. The room's face.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.hpp"
#include "rooms/triage/gazetteer.hpp"
#include "rooms/triage/kinds.hpp"
#include "rooms/triage/models.hpp"
#include "rooms/triage/outcomes.hpp"
#include "rooms/triage/place_reading.hpp"

namespace mashang::triage {

/// What was understood of one message. Words are quoted from it.
struct Understanding {
  struct Kind {
    std::string code;
    float probability = 0;  ///< calibrated: of all that say 0.8 about eight in ten are right
    std::vector<std::string> words;
  };
  Alarm alarm = Alarm::none;
  std::string number;  ///< to call: 120, 119, 110; "" without alarm
  std::vector<std::string> alarm_words;
  std::vector<Kind> kinds;  ///< at most three, likeliest first
  bool is_unsure = false;   ///< no kind is likely enough to be suggested by itself: a person decides
  std::string urgency;      ///< low, normal, urgent; emergency with Alarm::call
  PlaceReading place;       ///< empty before the county's places are known
};

/// A county may do without: then everything is unsure, no place is read and no danger heard.
enum class Reading { on, off };

/// One county's reader of messages. Thread-safe; corrections of this process count at once.
class Triage {
 public:
  Triage(std::shared_ptr<const Models> models, Taxonomy taxonomy, Reading reading = Reading::on);

  /// Costs no more than the first `kLongestMessage` characters.
  [[nodiscard]] Understanding understand(std::string_view text, const Whereabouts& whereabouts = {}) const;
  /// Danger alone: what a report asks for before it is written.
  [[nodiscard]] Alarm alarm_in(std::string_view text) const;
  /// A person gave this message this kind.
  void teach(std::string_view text, std::string_view code);
  /// The county's places, whenever they have changed; none: places are not read.
  void know(std::shared_ptr<const Gazetteer> gazetteer);
  [[nodiscard]] const ModelCard& card() const { return models_->card; }
  [[nodiscard]] const Characters& characters() const { return models_->characters; }

  static constexpr std::size_t kLongestMessage = 2000;

 private:
  [[nodiscard]] std::shared_ptr<const Corrections> corrections() const;
  [[nodiscard]] std::shared_ptr<const Gazetteer> gazetteer() const;

  std::shared_ptr<const Models> models_;
  Kinds kinds_;
  Reading reading_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Corrections> corrections_;  ///< replaced, never changed
  std::shared_ptr<const Gazetteer> gazetteer_;      ///< likewise
};

/// The fields of an object that the caller began and ends.
void write_fields(json::Writer& out, const Understanding& understood);

/// A taxonomy from codes and keywords as categories.csv writes them ("a|b|c"); only kinds, not their parents.
[[nodiscard]] Taxonomy taxonomy_of(const std::vector<std::pair<std::string, std::string>>& codes_and_keywords,
                                   const Characters& characters);

}  // namespace mashang::triage
