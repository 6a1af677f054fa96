// Reads and writes rows of case_record.
#include "rooms/cases/store.hpp"

#include "rooms/cases/sql.hpp"

namespace mashang::cases {
namespace {

using storage::Blob;
using storage::Row;
using storage::Value;

Value sealed(const std::string& bytes) { return bytes.empty() ? Value() : Value(Blob{bytes}); }
Value text(const std::optional<std::string>& maybe) { return maybe ? Value(*maybe) : Value(); }
template <class E>
Value word(const std::optional<E>& maybe) {
  return maybe ? Value(to_word(*maybe)) : Value();
}

places::Situation read_situation(const Row& row) {
  places::Situation where;
  where.county = CountyCode{static_cast<std::int32_t>(row.integer("county"))};
  where.place = row.id<PlaceId>("place_id");
  where.kind = places::parse_place_kind(row.text("place_kind")).value_or(places::PlaceKind::household);
  where.label = row.string("place_label");
  where.township = row.optional_id<PlaceId>("township_id");
  where.community = row.optional_id<PlaceId>("community_id");
  where.is_village = row.flag("is_village");
  where.grid = row.optional_id<PlaceId>("grid_id");
  where.compound = row.optional_id<PlaceId>("compound_id");
  where.building = row.optional_id<PlaceId>("building_id");
  if (!row.is_null("lon") && !row.is_null("lat")) where.location = places::Point{row.real("lon"), row.real("lat")};
  where.made_up = row.flag("made_up");
  return where;
}

void read_category_part(Case& c, const Row& row) {
  c.category = row.string("category");
  c.is_classified = row.flag("is_classified");
  c.urgency = parse_urgency(row.text("urgency")).value_or(Urgency::normal);
  c.accept_within = Minutes{row.integer("accept_minutes")};
  c.resolve_within = Minutes{row.integer("resolve_minutes")};
  c.hides_reporter = row.flag("hides_reporter");
  c.is_restricted = row.flag("is_restricted");
}

void read_times(Case& c, const Row& row) {
  c.submitted_at = row.instant("submitted_at");
  c.deadline = row.optional_instant("deadline");
  c.confirm_deadline = row.optional_instant("confirm_deadline");
  c.confirm_announced_at = row.optional_instant("confirm_announced_at");
  if (const auto ms = row.optional_integer("remaining_ms")) c.remaining = Milliseconds{*ms};
  c.requested_until = row.optional_instant("requested_until");
  c.requested_by = row.optional_id<AccountId>("requested_by");
  c.closed_at = row.optional_instant("closed_at");
}

void read_work(Case& c, const Row& row) {
  c.handler = row.optional_id<OrganisationId>("handler_id");
  c.handler_name = row.optional_string("handler_name").value_or("");
  if (!row.is_null("handler_kind")) c.handler_kind = identity::parse_organisation_kind(row.text("handler_kind"));
  c.is_self_handled = row.flag("is_self_handled");
  c.is_bound = row.flag("is_bound");
  c.handled_by = row.optional_id<AccountId>("handled_by");
  c.after_pictures = static_cast<int>(row.integer("after_pictures"));
  c.returns = static_cast<int>(row.integer("returns"));
  c.reworks = static_cast<int>(row.integer("reworks"));
  c.repeats = static_cast<int>(row.integer("repeats"));
  c.was_reopened = row.flag("was_reopened");
  c.is_supervised = row.flag("is_supervised");
  c.is_urged = row.flag("is_urged");
}

void read_end(Case& c, const Row& row) {
  if (!row.is_null("close_reason")) c.close_reason = parse_close_reason(row.text("close_reason"));
  c.merged_into = row.optional_id<CaseId>("merged_into");
  if (const auto by = row.optional_id<AccountId>("forced_close_by"))
    c.forced_close = ForcedClose{*by, row.optional_string("forced_close_reason").value_or("")};
  if (!row.is_null("turn_role"))
    c.turn = Turn{identity::parse_role(row.text("turn_role")).value_or(identity::Role::system),
                  row.optional_string("turn_name")};
  c.link_revoked_at = row.optional_instant("link_revoked_at");
}

void read_serving_grid(Case& c, const Row& row) {
  if (row.is_null("serving_grid_id")) return;
  c.first_grid = Case::Grid{c.where.grid, std::move(c.grid_name)};
  c.where.grid = row.id<PlaceId>("serving_grid_id");
  c.grid_name = row.optional_string("serving_grid_name");
}

Case read_case(const Row& row) {
  Case c;
  c.county = CountyCode{static_cast<std::int32_t>(row.integer("county"))};
  c.id = row.id<CaseId>("id");
  c.state = parse_state(row.text("state")).value_or(State::submitted);
  c.version = row.integer("version");
  c.text = row.string("text");
  c.is_elsewhere = row.flag("is_elsewhere");
  c.has_media = row.flag("has_media");
  c.where = read_situation(row);
  c.coarse_label = row.optional_string("coarse_label");
  c.grid_name = row.optional_string("grid_name");
  read_category_part(c, row);
  if (!row.is_null("contact_name")) c.contact_name_sealed = row.blob("contact_name");
  if (!row.is_null("contact_phone")) c.contact_phone_sealed = row.blob("contact_phone");
  c.reported_by = row.optional_id<AccountId>("reported_by");
  read_times(c, row);
  read_work(c, row);
  read_end(c, row);
  read_serving_grid(c, row);
  return c;
}

/// The first column whose word is none of ours; "" when all are.
std::string_view unknown_word_of(const Row& row) {
  const auto is_strange = [&](std::string_view column, auto parse) {
    return !row.is_null(column) && !parse(row.text(column));
  };
  if (is_strange("state", parse_state)) return "state";
  if (is_strange("urgency", parse_urgency)) return "urgency";
  if (is_strange("place_kind", places::parse_place_kind)) return "place_kind";
  if (is_strange("handler_kind", identity::parse_organisation_kind)) return "handler_kind";
  if (is_strange("close_reason", parse_close_reason)) return "close_reason";
  if (is_strange("turn_role", identity::parse_role)) return "turn_role";
  return {};
}

}  // namespace

std::optional<Case> find_case(storage::Tx& tx, CountyCode county, CaseId id) {
  return tx.one(sql::case_by_id{.county = county, .id = id}, read_case);
}

std::optional<Case> joined_case(storage::Tx& tx, const Case& c) {
  constexpr int kLongestChain = 20;  // a merged case is final, so there are no rings; this bounds a broken table
  std::optional<Case> joined;
  std::optional<CaseId> next = c.merged_into;
  for (int i = 0; next && i < kLongestChain; ++i) {
    joined = find_case(tx, c.county, *next);
    next = joined ? joined->merged_into : std::nullopt;
  }
  return joined;
}

std::vector<StoredCase> cases_after(storage::Tx& tx, CountyCode county, CaseId after, int limit) {
  return tx.all(sql::cases_after{.county = county, .after = after, .limit = limit}, [](const Row& row) {
    return StoredCase{read_case(row), unknown_word_of(row)};
  });
}

void insert_case(storage::Tx& tx, const Case& c) {
  tx.apply(sql::insert_case{.county = c.county,
                            .id = c.id,
                            .state = to_word(c.state),
                            .version = c.version,
                            .text = c.text,
                            .is_elsewhere = c.is_elsewhere,
                            .has_media = c.has_media,
                            .place_id = c.where.place,
                            .place_kind = places::to_word(c.where.kind),
                            .place_label = c.where.label,
                            .coarse_label = text(c.coarse_label),
                            .township_id = c.where.township,
                            .community_id = c.where.community,
                            .is_village = c.where.is_village,
                            .grid_id = c.where.grid,
                            .grid_name = text(c.grid_name),
                            .compound_id = c.where.compound,
                            .building_id = c.where.building,
                            .lon = c.where.location ? Value(c.where.location->lon) : Value(),
                            .lat = c.where.location ? Value(c.where.location->lat) : Value(),
                            .made_up = c.where.made_up,
                            .category = c.category,
                            .is_classified = c.is_classified,
                            .urgency = to_word(c.urgency),
                            .accept_minutes = c.accept_within,
                            .resolve_minutes = c.resolve_within,
                            .hides_reporter = c.hides_reporter,
                            .is_restricted = c.is_restricted,
                            .contact_name = sealed(c.contact_name_sealed),
                            .contact_phone = sealed(c.contact_phone_sealed),
                            .reported_by = c.reported_by,
                            .submitted_at = c.submitted_at,
                            .deadline = c.deadline,
                            .turn_role = c.turn ? Value(identity::to_word(c.turn->role)) : Value(),
                            .turn_name = c.turn ? text(c.turn->name) : Value()});
}

void update_case(storage::Tx& tx, const Case& c, std::int64_t version_before) {
  const auto& forced = c.forced_close;
  tx.apply_one(sql::update_case{.state = to_word(c.state),
                                .version = c.version,
                                .has_media = c.has_media,
                                .coarse_label = text(c.coarse_label),
                                .category = c.category,
                                .is_classified = c.is_classified,
                                .urgency = to_word(c.urgency),
                                .accept_minutes = c.accept_within,
                                .resolve_minutes = c.resolve_within,
                                .hides_reporter = c.hides_reporter,
                                .is_restricted = c.is_restricted,
                                .deadline = c.deadline,
                                .confirm_deadline = c.confirm_deadline,
                                .confirm_announced_at = c.confirm_announced_at,
                                .remaining_ms = c.remaining ? Value(c.remaining->value) : Value(),
                                .requested_until = c.requested_until,
                                .requested_by = c.requested_by,
                                .closed_at = c.closed_at,
                                .handler_id = c.handler,
                                .handler_name = c.handler ? Value(c.handler_name) : Value(),
                                .handler_kind = c.handler ? word(c.handler_kind) : Value(),
                                .is_self_handled = c.is_self_handled,
                                .is_bound = c.is_bound,
                                .handled_by = c.handled_by,
                                .after_pictures = c.after_pictures,
                                .returns = c.returns,
                                .reworks = c.reworks,
                                .repeats = c.repeats,
                                .was_reopened = c.was_reopened,
                                .is_supervised = c.is_supervised,
                                .is_urged = c.is_urged,
                                .close_reason = word(c.close_reason),
                                .merged_into = c.merged_into,
                                .forced_close_by = forced ? Value(forced->by) : Value(),
                                .forced_close_reason = forced ? Value(forced->reason) : Value(),
                                .turn_role = c.turn ? Value(identity::to_word(c.turn->role)) : Value(),
                                .turn_name = c.turn ? text(c.turn->name) : Value(),
                                .link_revoked_at = c.link_revoked_at,
                                .serving_grid_id = c.first_grid ? c.where.grid : std::nullopt,
                                .serving_grid_name = c.first_grid ? text(c.grid_name) : Value(),
                                .county = c.county,
                                .id = c.id,
                                .version_before = version_before},
               Error{ErrorKind::conflict, "cases.version_stale"});
}

std::vector<CaseId> open_cases_of_grids(storage::Tx& tx, CountyCode county, std::string_view grids) {
  return tx.all(sql::open_cases_of_grids{.county = county, .grids = grids},
                [](const Row& row) { return row.id<CaseId>("id"); });
}

std::vector<CaseId> silent_cases(storage::Tx& tx, CountyCode county, Instant now, int limit) {
  return tx.all(sql::silent_cases{.county = county, .now = now, .limit = limit},
                [](const Row& row) { return row.id<CaseId>("id"); });
}

}  // namespace mashang::cases
