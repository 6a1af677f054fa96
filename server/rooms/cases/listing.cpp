// One SQL statement decides what is in reach; what is hidden from this viewer is hidden here.
#include "rooms/cases/listing.hpp"

#include "core/text.hpp"
#include "rooms/cases/sql.hpp"
#include "rooms/cases/views.hpp"

namespace mashang::cases {
namespace {

using storage::Row;
using storage::Value;

constexpr std::size_t kExcerptLength = 60;
constexpr std::size_t kRowBytes = 640;  ///< about what a row of a page takes

Value text(const std::optional<std::string>& maybe) { return maybe ? Value(*maybe) : Value(); }

/// Whom the case lies near.
void read_ties(Case& c, const Row& row, CountyCode county) {
  c.where.county = county;
  c.where.place = row.id<PlaceId>("place_id");
  c.where.township = row.optional_id<PlaceId>("township_id");
  c.where.community = row.optional_id<PlaceId>("community_id");
  c.where.grid = row.optional_id<PlaceId>("grid_id");
  c.where.compound = row.optional_id<PlaceId>("compound_id");
  c.where.building = row.optional_id<PlaceId>("building_id");
  c.handler = row.optional_id<OrganisationId>("handler_id");
}

Case read_listed_case(const Row& row, CountyCode county) {
  Case c;
  c.county = county;
  c.id = row.id<CaseId>("id");
  c.state = parse_state(row.text("state")).value_or(State::submitted);
  c.version = row.integer("version");
  c.has_media = row.flag("has_media");
  c.where.label = row.string("place_label");
  c.coarse_label = row.optional_string("coarse_label");
  c.grid_name = row.optional_string("grid_name");
  c.category = row.string("category");
  c.is_classified = row.flag("is_classified");
  c.urgency = parse_urgency(row.text("urgency")).value_or(Urgency::normal);
  c.submitted_at = row.instant("submitted_at");
  c.deadline = row.optional_instant("deadline");
  c.repeats = static_cast<int>(row.integer("repeats"));
  c.is_supervised = row.flag("is_supervised");
  c.is_urged = row.flag("is_urged");
  if (!row.is_null("turn_role"))
    c.turn = Turn{identity::parse_role(row.text("turn_role")).value_or(identity::Role::system),
                  row.optional_string("turn_name")};
  if (!row.is_null("lon") && !row.is_null("lat")) c.where.location = places::Point{row.real("lon"), row.real("lat")};
  c.hides_reporter = row.flag("hides_reporter");
  if (c.hides_reporter) read_ties(c, row, county);
  return c;
}

/// What a list shows of a text in place of the whole.
Listed shorten(Case c, std::string_view whole, const identity::Actor& actor) {
  Listed shown{std::move(c), std::string(text::first(whole, kExcerptLength)), {}};
  Case& of = shown.value;
  const bool is_whole = !of.hides_reporter || sees_reporter(of, relations_of(of, actor));
  if (!is_whole && !of.where.building) of.where.location.reset();
  shown.place = is_whole ? std::move(of.where.label) : of.coarse_label.value_or("");
  return shown;
}

/// Both statements take the same filters.
template <class Query>
Query with_filter(Query query, const Filter& filter, const std::optional<std::string>& category, Instant now,
                  const Rules& rules) {
  query.before = filter.before;
  query.states = text(filter.states);
  query.category = text(category);
  query.place = filter.place;
  query.organisation = filter.organisation;
  query.flag = text(filter.flag);
  query.mass_repeats = rules.mass_affecting_repeats;
  if (filter.flag) query.now = now;  // else the same page is asked for again and again, and remembered
  query.from_time = filter.from;
  query.to_time = filter.to;
  query.limit = filter.limit + 1;
  return query;
}

}  // namespace

void write_summary(json::Writer& out, const Listed& listed, Instant now, const Rules& rules) {
  const Case& c = listed.value;
  out.begin_object().field("id", c.id).field("number", case_number(c.id)).field("state", to_word(c.state));
  out.key("category");
  c.is_classified ? out.value(c.category) : out.value(nullptr);
  out.field("urgency", to_word(c.urgency)).field("excerpt", listed.excerpt).field("place", listed.place);
  out.field("grid", c.grid_name).field("submitted_at", c.submitted_at).field("deadline", c.deadline);
  write_turn(out, c.turn);
  out.key("flags").begin_array();
  for (const auto flag : flags_of(c, now, rules)) out.value(flag);
  out.end_array().field("version", c.version).field("has_media", c.has_media).end_object();
}

bool is_search(const identity::Actor& actor, const Filter& filter) {
  return !actor.has_role(identity::Role::county_officer) || filter.states || filter.category || filter.place ||
         filter.organisation || filter.flag || filter.words || filter.from || filter.to;
}

std::vector<Listed> list_cases(storage::Tx& tx, const identity::Actor& actor, const Filter& filter, Instant now,
                               const Rules& rules) {
  const Reach reach = reach_of(actor);
  const auto category =
      filter.category ? std::optional(*filter.category + (filter.category->size() == 2 ? "%" : "")) : std::nullopt;
  std::vector<Listed> rows;
  rows.reserve(static_cast<std::size_t>(filter.limit) + 1);
  const auto take = [&](const Row& row) {
    rows.push_back(shorten(read_listed_case(row, actor.county), row.text("text"), actor));
    return true;
  };
  if (reach.only_office) {
    const auto query = with_filter(sql::cases_of_handler{.county = actor.county, .office = *reach.only_office}, filter,
                                   category, now, rules);
    tx.for_each(query, take);
    return rows;
  }
  const auto query = with_filter(sql::cases_in_reach{.county = actor.county,
                                                     .whole_county = reach.whole_county,
                                                     .named_areas = reach.named_areas,
                                                     .areas = reach.areas,
                                                     .offices = reach.offices},
                                 filter, category, now, rules);
  tx.for_each(query, take);
  return rows;
}

std::vector<Case> cases_of(storage::Tx& tx, CountyCode county, const std::vector<std::int64_t>& ids) {
  if (ids.empty()) return {};
  std::string list;
  for (const std::int64_t id : ids) list.append(list.empty() ? "" : ",").append(std::to_string(id));
  return tx.all(sql::cases_of_ids{.ids = list, .county = county}, [&](const Row& row) {
    Case c = read_listed_case(row, county);
    read_ties(c, row, county);
    c.text = row.string("text");
    if (!row.is_null("handler_kind")) c.handler_kind = identity::parse_organisation_kind(row.text("handler_kind"));
    c.is_self_handled = row.flag("is_self_handled");
    c.is_restricted = row.flag("is_restricted");
    return c;
  });
}

Listed listed(Case c, const identity::Actor& actor) {
  const std::string whole = std::move(c.text);
  return shorten(std::move(c), whole, actor);
}

std::string page_json(std::vector<Listed> rows, int limit, Instant now, const Rules& rules) {
  const bool has_more = rows.size() > static_cast<std::size_t>(limit);
  if (has_more) rows.resize(static_cast<std::size_t>(limit));
  std::string body;
  body.reserve(rows.size() * kRowBytes);
  json::Writer out(body);
  out.begin_object().key("items").begin_array();
  for (const Listed& row : rows) write_summary(out, row, now, rules);
  out.end_array().key("next_cursor");
  has_more ? out.value(std::to_string(rows.back().value.id.value)) : out.value(nullptr);
  out.end_object();
  return body;
}

std::string map_json(std::vector<Listed> rows, int most, Instant now) {
  const bool is_truncated = rows.size() > static_cast<std::size_t>(most);
  if (is_truncated) rows.resize(static_cast<std::size_t>(most));
  std::string body;
  json::Writer out(body);
  out.begin_object().field("type", "FeatureCollection").key("features").begin_array();
  for (const auto& [c, excerpt, place] : rows) {
    if (!c.where.location) continue;
    out.begin_object().field("type", "Feature").key("geometry").begin_object().field("type", "Point");
    out.key("coordinates").begin_array().value(c.where.location->lon).value(c.where.location->lat).end_array();
    out.end_object().key("properties").begin_object().field("id", c.id).field("number", case_number(c.id));
    out.field("state", to_word(c.state)).key("category");
    c.is_classified ? out.value(c.category) : out.value(nullptr);
    out.field("urgency", to_word(c.urgency)).field("overdue", is_overdue(c, now)).end_object().end_object();
  }
  out.end_array().field("truncated", is_truncated).end_object();
  return body;
}

}  // namespace mashang::cases
