// JSON of cases, steps and offers.
#include "rooms/cases/views.hpp"

#include "core/text.hpp"

namespace mashang::cases {
namespace {

using json::Writer;

constexpr std::size_t kCaseBytes = 2048;  ///< about what a case takes besides its text

void write_category(Writer& out, const Case& c) {
  out.key("category");
  c.is_classified ? out.value(c.category) : out.value(nullptr);
}

void write_attachments(Writer& out, const std::vector<media::Attachment>& attachments) {
  out.key("attachments").begin_array();
  for (const auto& a : attachments) {
    out.begin_object().field("id", a.id).field("content_type", a.content_type).field("bytes", a.bytes);
    out.field("phase", media::to_word(a.phase)).field("at", a.at).end_object();
  }
  out.end_array();
}

void write_inputs(Writer& out, std::string_view name, Inputs inputs) {
  out.key(name).begin_array();
  for (const Input input : {Input::reason, Input::after_photo, Input::uploads, Input::organisation, Input::until,
                            Input::category, Input::into_case})
    if (inputs.has(input)) out.value(to_word(input));
  out.end_array();
}

void write_allowed(Writer& out, const Opened& opened, Instant now, const Rules& rules) {
  out.key("allowed_actions").begin_array();
  for (const AllowedAction& allowed : allowed_actions(opened.value, opened.acting, now, rules)) {
    out.begin_object().field("action", to_word(allowed.action));
    write_inputs(out, "requires", allowed.requires_inputs);
    write_inputs(out, "optional", allowed.optional_inputs);
    out.end_object();
  }
  out.end_array();
}

void write_close_reason(Writer& out, const Case& c) {
  out.key("close_reason");
  c.close_reason ? out.value(to_word(*c.close_reason)) : out.value(nullptr);
}

void write_place(Writer& out, const Case& c, bool is_whole) {
  PlaceId id = c.where.place;
  auto kind = c.where.kind;
  const bool is_coarse = !is_whole && c.coarse_label;
  if (is_coarse && c.where.building) {
    id = *c.where.building, kind = places::PlaceKind::building;
  } else if (is_coarse && c.where.compound) {
    id = *c.where.compound, kind = places::PlaceKind::compound;
  } else if (is_coarse && c.where.community) {
    id = *c.where.community, kind = c.where.is_village ? places::PlaceKind::village : places::PlaceKind::community;
  }
  out.key("place").begin_object().field("id", id).field("kind", places::to_word(kind));
  out.field("name", is_coarse ? *c.coarse_label : c.where.label).end_object();
  out.key("grid");
  if (c.where.grid) {
    out.begin_object()
        .field("id", *c.where.grid)
        .field("kind", "grid")
        .field("name", c.grid_name.value_or(""))
        .end_object();
  } else {
    out.value(nullptr);
  }
  out.key("location");
  if (c.where.location && (!is_coarse || c.where.building)) {  // a village house's own point would name the reporter
    out.begin_object().field("lon", c.where.location->lon).field("lat", c.where.location->lat).end_object();
  } else {
    out.value(nullptr);
  }
}

void write_reporter(Writer& out, const Shown& shown, bool is_seen) {
  out.key("reporter");
  if (is_seen && (shown.contact_name || shown.contact_phone)) {
    out.begin_object().field("name", shown.contact_name).field("phone", shown.contact_phone).end_object();
  } else {
    out.value(nullptr);
  }
  out.field("reporter_hidden", !is_seen);
}

void write_handler(Writer& out, const Case& c) {
  out.key("handler");
  if (!c.handler || !c.handler_kind) {
    out.value(nullptr);
    return;
  }
  out.begin_object().field("id", *c.handler).field("name", c.handler_name);
  out.field("kind", identity::to_word(*c.handler_kind)).end_object();
}

/// How the case goes on that speaks for this reporter now; who else reported it, and where she lives, is not hers to
/// know.
void write_joined(Writer& out, const std::optional<Case>& joined) {
  out.key("merged_into");
  if (!joined) {
    out.value(nullptr);
    return;
  }
  out.begin_object().field("number", case_number(joined->id)).field("state", to_word(joined->state));
  write_turn(out, joined->turn);
  out.field("deadline", joined->deadline);
  write_close_reason(out, *joined);
  out.end_object();
}

void write_step(Writer& out, const HistoryRow& step, const std::optional<std::string>& name) {
  out.begin_object().field("seq", step.seq).field("at", step.at).field("action", step.action).field("from", step.from);
  out.field("to", step.to).field("role", step.role).field("name", name).field("reason", step.reason);
  out.field("deadline_before", step.deadline_before).field("deadline_after", step.deadline_after);
  out.field("leaf", step.leaf).end_object();
}

/// A resident learns which office acted, and the grid leader's name, which local law makes public.
std::optional<std::string> name_for_resident(const HistoryRow& step) {
  if (step.role == identity::to_word(identity::Role::grid_leader) && step.actor_name) return step.actor_name;
  return step.office;
}

std::optional<std::string> name_for_staff(const HistoryRow& step) {
  if (step.office && step.actor_name) return *step.office + " " + *step.actor_name;
  return step.actor_name ? step.actor_name : step.office;
}

/// Staff report in their own name too, and one grid has one worker: then the role alone would name her.
bool is_of_reporter(const HistoryRow& step) {
  return step.action == to_word(Action::submit) || step.role == identity::to_word(identity::Role::reporter);
}

void hide_person(HistoryRow& step) {
  step.role = identity::to_word(identity::Role::reporter);
  step.actor_name.reset();
  step.office.reset();
}

}  // namespace

std::string masked_name(std::string_view name) {
  return name.empty() ? std::string() : std::string(text::first(name, 1)) + "**";
}

std::string masked_phone(std::string_view phone) {
  if (phone.empty()) return {};
  if (phone.size() < 11) return "****";
  return std::string(phone.substr(0, 3)) + "****" + std::string(phone.substr(phone.size() - 4));
}

std::vector<std::string_view> flags_of(const Case& c, Instant now, const Rules& rules) {
  std::vector<std::string_view> flags;
  if (c.urgency == Urgency::urgent || c.urgency == Urgency::emergency) flags.push_back("urgent");
  if (c.is_supervised) flags.push_back("supervised");
  if (c.is_urged) flags.push_back("urged");
  if (is_overdue(c, now)) flags.push_back("overdue");
  if (c.repeats >= rules.mass_affecting_repeats) flags.push_back("mass_affecting");
  return flags;
}

void write_turn(Writer& out, const std::optional<Turn>& turn) {
  out.key("turn");
  if (turn) {
    out.begin_object().field("role", identity::to_word(turn->role)).field("name", turn->name).end_object();
  } else {
    out.value(nullptr);
  }
}

std::string case_json(const Shown& shown, Instant now, const Rules& rules) {
  const Case& c = shown.opened.value;
  const bool is_seen = sees_reporter(c, shown.opened.acting.relations);
  std::string body;
  body.reserve(kCaseBytes + c.text.size());
  Writer out(body);
  out.begin_object().field("id", c.id).field("number", case_number(c.id)).field("state", to_word(c.state));
  out.field("version", c.version).field("text", c.text);
  write_category(out, c);
  out.field("urgency", to_word(c.urgency)).key("flags").begin_array();
  for (const auto flag : flags_of(c, now, rules)) out.value(flag);
  out.end_array();
  write_place(out, c, is_seen);
  write_reporter(out, shown, is_seen);
  out.field("submitted_at", c.submitted_at).field("deadline", c.deadline);
  out.field("confirm_deadline", c.confirm_deadline);
  write_turn(out, c.turn);
  write_handler(out, c);
  out.field("returns", c.returns).field("reworks", c.reworks).field("reopened", c.was_reopened);
  write_close_reason(out, c);
  out.field("merged_into", c.merged_into);
  write_attachments(out, shown.attachments);
  write_allowed(out, shown.opened, now, rules);
  out.field("made_up", c.where.made_up).end_object();
  return body;
}

std::string linked_case_json(const Shown& shown, Instant now, const Rules& rules) {
  const Case& c = shown.opened.value;
  std::string body;
  Writer out(body);
  out.begin_object().field("number", case_number(c.id)).field("state", to_word(c.state)).field("version", c.version);
  out.field("text", c.text);
  write_category(out, c);
  out.field("place", c.where.label).field("submitted_at", c.submitted_at).field("deadline", c.deadline);
  write_turn(out, c.turn);
  out.field("confirm_deadline", c.confirm_deadline);
  write_close_reason(out, c);
  write_joined(out, shown.joined);
  write_attachments(out, shown.attachments);
  write_allowed(out, shown.opened, now, rules);
  out.key("steps").begin_array();
  for (const HistoryRow& step : shown.steps) write_step(out, step, name_for_resident(step));
  out.end_array().field("made_up", c.where.made_up).end_object();
  return body;
}

std::string history_json(const Opened& opened, std::vector<HistoryRow> steps) {
  const bool is_seen = sees_reporter(opened.value, opened.acting.relations);
  std::string body;
  Writer out(body);
  out.begin_object().key("items").begin_array();
  for (HistoryRow& step : steps) {
    if (!is_seen && is_of_reporter(step)) hide_person(step);
    write_step(out, step, name_for_staff(step));
  }
  out.end_array().end_object();
  return body;
}

std::string offers_json(const std::vector<dispatch::Offer>& offers, const std::optional<std::string>& category) {
  std::string body;
  Writer out(body);
  out.begin_object().key("items").begin_array();
  for (const auto& offer : offers) {
    out.begin_object().key("organisation").begin_object().field("id", offer.organisation.id);
    out.field("name", offer.organisation.name).field("kind", identity::to_word(offer.organisation.kind)).end_object();
    out.key("why").begin_object().field("code", dispatch::to_word(offer.why)).field("place", offer.place);
    out.field("category", category).end_object().end_object();
  }
  out.end_array().end_object();
  return body;
}

std::string categories_json(const std::vector<Category>& categories) {
  std::string body;
  Writer out(body);
  out.begin_object().key("items").begin_array();
  for (const Category& c : categories) {
    out.begin_object().field("code", c.code).field("parent_code", c.parent_code).field("name_zh", c.name_zh);
    out.field("name_en", c.name_en).field("urgency", to_word(c.urgency)).field("hides_reporter", c.hides_reporter);
    out.field("restricted", c.is_restricted).end_object();
  }
  out.end_array().end_object();
  return body;
}

std::string receipt_json(const Case& c, const std::string& link_token) {
  std::string body;
  Writer out(body);
  out.begin_object().field("case_id", c.id).field("number", case_number(c.id)).field("state", to_word(c.state));
  out.field("link_token", link_token).field("submitted_at", c.submitted_at).end_object();
  return body;
}

}  // namespace mashang::cases
