// Answers which county this is, what lies where, and the county's own map.
#include "rooms/places/service.hpp"

#include <charconv>

#include "core/json.hpp"
#include "core/text.hpp"
#include "rooms/places/list.hpp"
#include "rooms/places/sql.hpp"

namespace mashang::places {
namespace {

void write_ref(json::Writer& out, const Place& place) {
  out.begin_object().field("id", place.id).field("kind", to_word(place.kind)).field("name", place.label).end_object();
}

void write_fields(json::Writer& out, const Place& place) {
  out.field("id", place.id).field("kind", to_word(place.kind)).field("code", place.code).field("name", place.label);
  out.field("parent_id", place.parent).field("households", place.households).field("made_up", place.made_up);
}

std::string page_json(const Page& page) {
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const Place& place : page.items) {
    out.begin_object();
    write_fields(out, place);
    out.end_object();
  }
  out.end_array().field("next_cursor", page.next_cursor).end_object();
  return text;
}

struct Detail {
  Place place;
  std::vector<Place> path;  ///< from the county down to the parent
  std::optional<Place> grid;
  std::vector<std::string> aliases;
  std::vector<OrganisationRef> organisations;
};

Result<Detail> detail_of(storage::Tx& tx, CountyCode county, PlaceId id, const OrganisationsServing& serving) {
  auto place = place_of(tx, county, id);
  if (!place) return failure(place.error());
  Detail detail{.place = std::move(*place)};
  for (auto parent = detail.place.parent; parent;) {
    auto above = place_of(tx, county, *parent);
    if (!above) return failure(above.error());
    parent = above->parent;
    detail.path.insert(detail.path.begin(), std::move(*above));
  }
  if (detail.place.grid) {
    auto grid = place_of(tx, county, *detail.place.grid);
    if (grid) detail.grid = std::move(*grid);
  }
  detail.aliases = tx.all(sql::aliases_of_place{.county = county, .place_id = id},
                          [](const storage::Row& row) { return row.string("alias"); });
  detail.organisations = serving(tx, county, id);
  return detail;
}

std::string detail_json(const Detail& detail) {
  std::string text;
  json::Writer out(text);
  out.begin_object();
  write_fields(out, detail.place);
  out.key("path").begin_array();
  for (const Place& place : detail.path) write_ref(out, place);
  out.end_array().key("grid");
  detail.grid ? write_ref(out, *detail.grid) : static_cast<void>(out.value(nullptr));
  out.key("location");
  if (detail.place.location)
    out.begin_object().field("lon", detail.place.location->lon).field("lat", detail.place.location->lat).end_object();
  else
    out.value(nullptr);
  out.key("aliases").begin_array();
  for (const std::string& alias : detail.aliases) out.value(alias);
  out.end_array().key("organisations").begin_array();
  for (const OrganisationRef& organisation : detail.organisations)
    out.begin_object()
        .field("id", organisation.id)
        .field("name", organisation.name)
        .field("kind", organisation.kind)
        .end_object();
  out.end_array().end_object();
  return text;
}

Result<std::int64_t> number_in(const http::Request& request, std::string_view name, std::int64_t least,
                               std::int64_t most) {
  const auto text = request.query_value(name);
  std::int64_t number = 0;
  const auto end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < least || number > most)
    return failure(ErrorKind::bad_request, "places.bad_query", {}, std::string(name));
  return number;
}

Result<ListQuery> list_query(const http::Request& request) {
  constexpr std::int64_t kMostItems = 100, kLargestId = 9'007'199'254'740'991;
  constexpr std::size_t kLongestWords = 50;
  ListQuery query;
  if (request.query_value("parent")) {
    const auto parent = number_in(request, "parent", 1, kLargestId);
    if (!parent) return failure(parent.error());
    query.parent = PlaceId{*parent};
  }
  if (request.query_value("limit")) {
    const auto limit = number_in(request, "limit", 1, kMostItems);
    if (!limit) return failure(limit.error());
    query.limit = *limit;
  }
  if (const auto kind = request.query_value("kind")) {
    query.kind = parse_place_kind(*kind);
    if (!query.kind) return failure(ErrorKind::bad_request, "places.bad_query", {}, "kind");
  }
  if (const auto words = request.query_value("q")) {
    if (!text::is_utf8(*words) || !text::is_printable(*words) || text::length(*words) > kLongestWords)
      return failure(ErrorKind::bad_request, "places.bad_query", {}, "q");
    query.words = text::trim(*words);
  }
  query.cursor = request.query_value("cursor").value_or("");
  return query;
}

}  // namespace

Task<Result<http::Response>> Service::show_county(http::Request&) {
  struct County {
    std::string name;
    bool is_made_up;
  };
  auto reading = parts_.db.read([&](storage::Tx& tx) -> Result<County> {
    auto name = name_of(tx, parts_.county, county_place(parts_.county));
    const auto made_up = tx.one(sql::made_up_places{.county = parts_.county},
                                [](const storage::Row& row) { return row.flag("made_up"); });
    return County{name.empty() ? std::to_string(parts_.county.value) : std::move(name), made_up.value_or(false)};
  });
  const Result<County> county = co_await reading;
  if (!county) co_return failure(county.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().field("code", static_cast<std::int64_t>(parts_.county.value)).field("name", county->name);
  out.field("name_en", parts_.name_en.empty() ? county->name : parts_.name_en).field("made_up", county->is_made_up);
  out.field("confirm_days", parts_.confirm_days).field("reopen_days", parts_.reopen_days);
  out.key("emergency_numbers").begin_array().value("120").value("119").value("110").end_array().end_object();
  co_return http::json_response(200, std::move(text));
}

Task<Result<http::Response>> Service::list(http::Request& request) {
  auto admitting = parts_.staff_only(request);
  const Result<void> admitted = co_await admitting;
  if (!admitted) co_return failure(admitted.error());
  const auto query = list_query(request);
  if (!query) co_return failure(query.error());
  auto reading = parts_.db.scan([&](storage::Tx& tx) { return list_places(tx, parts_.county, *query); });
  const Result<Page> page = co_await reading;
  if (!page) co_return failure(page.error());
  co_return http::json_response(200, page_json(*page));
}

Task<Result<http::Response>> Service::show(http::Request& request) {
  auto admitting = parts_.staff_only(request);
  const Result<void> admitted = co_await admitting;
  if (!admitted) co_return failure(admitted.error());
  const auto id = request.path_number(0);
  if (!id) co_return failure(id.error());
  auto reading = parts_.db.read(
      [&](storage::Tx& tx) { return detail_of(tx, parts_.county, PlaceId{*id}, parts_.organisations_serving); });
  const Result<Detail> detail = co_await reading;
  if (!detail) co_return failure(detail.error());
  co_return http::json_response(200, detail_json(*detail));
}

Task<Result<http::Response>> Service::base_map(http::Request& request) {
  auto admitting = parts_.staff_only(request);
  const Result<void> admitted = co_await admitting;
  if (!admitted) co_return failure(admitted.error());
  const auto layer = parse_layer(request.query_value("layer").value_or(""));
  if (!layer) co_return failure(ErrorKind::bad_request, "places.bad_query", {}, "layer");
  using Kept = std::shared_ptr<const SerializedLayer>;
  auto reading = parts_.db.scan([&](storage::Tx& tx) -> Result<Kept> { return map_.layer(tx, *layer); });
  const Result<Kept> kept = co_await reading;
  if (!kept) co_return failure(kept.error());
  http::Response response;
  response.set("ETag", (*kept)->etag).set("Cache-Control", "private, no-cache");
  if (request.header("If-None-Match") == (*kept)->etag) {
    response.status = 304;
    co_return response;
  }
  response.set("Content-Type", "application/geo+json");
  response.body = (*kept)->geojson;
  co_return response;
}

}  // namespace mashang::places
