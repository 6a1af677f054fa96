// Echoes held against today's rows and against who looks.
#include <algorithm>

#include "rooms/cases/categories.hpp"
#include "rooms/cases/echoing.hpp"
#include "rooms/cases/history.hpp"
#include "rooms/cases/listing.hpp"
#include "rooms/cases/steps.hpp"
#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

constexpr std::size_t kMostKnown = 3;
constexpr std::size_t kMostShown = 5;
constexpr std::size_t kLook = 10;  // some of them are not for these eyes
/// A kind with less than this is no kind that it might be.
constexpr float kThinkable = 0.05F;

/// A machine's guess about a matter that no person has read yet: its likeliest kind, unless it may be a secret.
std::optional<std::string> harmless_kind(storage::Tx& tx, const Case& c, const triage::Triage& triage) {
  const auto understood = triage.understand(c.text);
  if (understood.is_unsure || understood.alarm != triage::Alarm::none) return std::nullopt;
  for (const auto& kind : understood.kinds) {
    const auto category = category_of(tx, c.county, kind.code);
    const bool is_secret = !category || category->hides_reporter || category->is_restricted;
    if (kind.probability > kThinkable && is_secret) return std::nullopt;
  }
  return understood.kinds.empty() ? std::nullopt : std::optional(understood.kinds.front().code);
}

void write_reasons(json::Writer& out, const echoes::Echo& echo) {
  using echoes::Nearness;
  constexpr float kAlikeWords = 0.3F;
  out.key("reasons").begin_array();
  if (echo.nearness == Nearness::flat || echo.nearness == Nearness::building) out.value("same_place");
  if (echo.nearness == Nearness::ground || echo.nearness == Nearness::community) out.value("near_place");
  if (echo.is_same_kind) out.value("same_kind");
  if (echo.words >= kAlikeWords) out.value("same_words");
  out.end_array();
}

/// What whoever did the work said last.
std::string reply_of(storage::Tx& tx, const Case& c) {
  const auto steps = steps_of(tx, c.county, c.id);
  const auto last = std::find_if(steps.rbegin(), steps.rend(),
                                 [](const HistoryRow& step) { return step.action == to_word(Action::handle); });
  return last == steps.rend() ? std::string() : last->reason.value_or("");
}

/// The compound, else the community: where others live is nobody's business.
std::string neighbourhood_of(storage::Tx& tx, const places::Situation& where) {
  for (const auto& place : {where.compound, where.community, where.township})
    if (place) return places::name_of(tx, where.county, *place);
  return places::name_of(tx, where.county, places::county_place(where.county));
}

void write_open(json::Writer& out, storage::Tx& tx, const std::vector<echoes::Echo>& found,
                const identity::Actor& actor, Instant now, const Rules& rules) {
  std::size_t count = 0;
  out.key("open").begin_array();
  for (const echoes::Echo& echo : found) {
    for (Case& c : cases_of(tx, actor.county, {echo.id.value})) {
      if (count == kMostShown || is_final(c.state) || !may_see(c, relations_of(c, actor))) continue;
      ++count;
      out.begin_object().key("case");
      write_summary(out, listed(std::move(c), actor), now, rules);
      out.field("likeness", static_cast<double>(echo.score));
      write_reasons(out, echo);
      out.end_object();
    }
  }
  out.end_array();
}

void write_answers(json::Writer& out, storage::Tx& tx, const std::vector<echoes::Echo>& found,
                   const identity::Actor& actor) {
  std::size_t count = 0;
  out.key("answers").begin_array();
  for (const echoes::Echo& echo : found) {
    const auto c = count < kMostShown ? find_case(tx, actor.county, echo.id) : std::nullopt;
    if (!c || c->close_reason != CloseReason::resident_confirmed || c->is_restricted || c->hides_reporter) continue;
    const bool is_seen = may_see(*c, relations_of(*c, actor));
    const std::string reply = reply_of(tx, *c);
    if (reply.empty() || (!is_seen && !echoes::names_nobody(reply))) continue;
    out.begin_object().key("case_id");
    is_seen ? out.value(c->id) : out.value(nullptr);
    out.field("category", c->category).field("place", neighbourhood_of(tx, c->where)).field("closed_at", c->closed_at);
    out.field("reply", reply).field("likeness", static_cast<double>(echo.score)).end_object();
    ++count;
  }
  out.end_array();
}

}  // namespace

void write_known_matters(json::Writer& out, storage::Tx& tx, const std::vector<echoes::Echo>& echoes,
                         const places::Situation& where, const triage::Triage& triage) {
  Case mine;
  mine.where = where;
  std::size_t count = 0;
  out.begin_array();
  for (const echoes::Echo& echo : echoes) {
    const auto c = count < kMostKnown ? find_case(tx, where.county, echo.id) : std::nullopt;
    if (!c || !may_be_joined(*c, mine)) continue;
    const auto kind = c->is_classified ? std::optional(c->category) : harmless_kind(tx, *c, triage);
    if (!kind) continue;
    out.begin_object().field("case_id", c->id).field("category", kind).field("place", coarse_label_of(tx, c->where));
    out.field("state", to_word(c->state)).field("submitted_at", c->submitted_at);
    out.field("people", std::int64_t{1} + c->repeats).end_object();
    ++count;
  }
  out.end_array();
}

std::string similar_json(storage::Tx& tx, const Case& c, const identity::Actor& actor, const triage::Triage& triage,
                         const echoes::SaidBefore& said, Instant now, const Rules& rules) {
  echoes::EchoQuery query = query_for(c, triage);
  query.limit = kLook;
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_open(out, tx, said.similar(query), actor, now, rules);
  write_answers(out, tx, said.answered(query), actor);
  out.end_object();
  return body;
}

}  // namespace mashang::cases
