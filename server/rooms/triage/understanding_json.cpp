// What was understood as JSON, as `Understanding` of the contract says.
#include "core/json.hpp"
#include "rooms/triage/triage.hpp"

namespace mashang::triage {
namespace {

void write_words(json::Writer& out, std::string_view name, const std::vector<std::string>& words) {
  out.key(name).begin_array();
  for (const std::string& word : words) out.value(word);
  out.end_array();
}

void write_guess(json::Writer& out, const PlaceReading::Guess& guess) {
  out.field("place_id", guess.id).field("kind", places::to_word(guess.kind)).field("label", guess.label);
}

void write_place(json::Writer& out, const PlaceReading& read) {
  if (!read.place) {
    out.value(nullptr);
    return;
  }
  out.begin_object();
  write_guess(out, *read.place);
  out.field("confidence", static_cast<double>(read.place->confidence)).field("from", read.is_stated ? "text" : "code");
  out.key("words").begin_array();
  for (const auto& each : read.words) out.value(each.words);
  out.end_array().key("alternatives").begin_array();
  for (const auto& guess : read.alternatives) {
    out.begin_object();
    write_guess(out, guess);
    out.field("confidence", static_cast<double>(guess.confidence)).end_object();
  }
  out.end_array().key("suspected").begin_array();
  for (const auto& guess : read.suspected)
    out.begin_object().field("place_id", guess.id).field("label", guess.label).end_object();
  out.end_array().end_object();
}

}  // namespace

void write_fields(json::Writer& out, const Understanding& understood) {
  out.field("alarm", to_word(understood.alarm)).key("number");
  understood.number.empty() ? out.value(nullptr) : out.value(understood.number);
  write_words(out, "alarm_words", understood.alarm_words);
  out.key("kinds").begin_array();
  for (const auto& kind : understood.kinds) {
    out.begin_object().field("code", kind.code).field("probability", static_cast<double>(kind.probability));
    write_words(out, "words", kind.words);
    out.end_object();
  }
  out.end_array().field("unsure", understood.is_unsure).field("urgency", understood.urgency).key("place");
  write_place(out, understood.place);
}

}  // namespace mashang::triage
