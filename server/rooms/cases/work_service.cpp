// What staff see of cases and do with them; every case is loaded through access.hpp.
#include "core/secrets.hpp"
#include "http/problem.hpp"
#include "rooms/cases/categories.hpp"
#include "rooms/cases/finding.hpp"
#include "rooms/cases/service.hpp"

namespace mashang::cases {
namespace {

constexpr int kMostMapPoints = 5000;

/// The version, and a digest for what changes without one: overdue, who looks.
std::string etag_of(std::int64_t version, std::string_view body) {
  return "\"" + std::to_string(version) + "-" + to_hex(as_view(sha256(body)).substr(0, 8)) + "\"";
}

std::optional<std::string> not_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::string bulk_json(const BulkRequest& bulk, const std::vector<std::optional<Error>>& errors) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < bulk.cases.size(); ++i) {
    out.begin_object().field("case_id", bulk.cases[i]);
    out.field("status", errors[i] ? http::status_of(errors[i]->kind) : 200);
    if (errors[i]) out.field("code", errors[i]->code);
    out.end_object();
  }
  out.end_array().end_object();
  return body;
}

}  // namespace

Shown Service::beside(storage::Tx& tx, Opened opened) const {
  Shown shown{std::move(opened), {}, {}, {}, {}};
  const Case& c = shown.opened.value;
  if (c.has_media) shown.attachments = media::attachments_of(tx, c.county, c.id);
  if (!c.contact_name_sealed.empty() || !c.contact_phone_sealed.empty()) {
    shown.contact_name = not_empty(masked_name(p_.steps.contact_name(c).value_or("")));
    shown.contact_phone = not_empty(masked_phone(p_.steps.contact_phone(c).value_or("")));
  }
  return shown;
}

Service::Answer Service::list(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const auto filter = read_filter(request);
  if (!filter) co_return failure(filter.error());
  const Instant now = p_.clock.now();
  const auto list_them = [&](storage::Tx& tx) -> Result<std::string> {
    const Rules& rules = p_.steps.rules();
    auto rows = filter->words ? find_cases(tx, p_.index, *actor, *filter, now, rules)
                              : list_cases(tx, *actor, *filter, now, rules);
    return page_json(std::move(rows), filter->limit, now, rules);
  };
  auto reading = is_search(*actor, *filter) ? p_.db.scan(list_them) : p_.db.read(list_them);
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  co_return http::json_response(200, std::move(*body));
}

Service::Answer Service::map(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const Instant now = p_.clock.now();
  Filter filter;
  filter.states = open_states();
  filter.limit = kMostMapPoints;
  auto reading = p_.db.scan([&](storage::Tx& tx) -> Result<std::string> {
    return map_json(list_cases(tx, *actor, filter, now, p_.steps.rules()), kMostMapPoints, now);
  });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  http::Response response;
  response.set("Content-Type", "application/geo+json");
  response.body = std::move(*body);
  co_return response;
}

template <class T>
Task<Result<T>> Service::look_at(http::Request& request, const Look<T>& look) const {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const auto id = request.path_number(0);
  if (!id) co_return failure(id.error());
  const Doer doer{Doer::Kind::staff, &*actor};
  auto reading = p_.db.read([&](storage::Tx& tx) -> Result<T> {
    auto opened = open_case(tx, p_.steps.county(), doer, CaseId{*id});
    if (!opened) return failure(opened.error());
    return look(tx, std::move(*opened));
  });
  Result<T> found = co_await reading;
  co_return found;
}

// understanding_service.cpp looks too.
template Task<Result<std::string>> Service::look_at(http::Request& request, const Look<std::string>& look) const;

Service::Answer Service::show(http::Request& request) {
  const Instant now = p_.clock.now();
  const Look<Shown> look = [this](storage::Tx& tx, Opened opened) -> Result<Shown> {
    return beside(tx, std::move(opened));
  };
  auto looking = look_at(request, look);
  const Result<Shown> shown = co_await looking;
  if (!shown) co_return failure(shown.error());
  std::string body = case_json(*shown, now, p_.steps.rules());
  const std::string etag = etag_of(shown->opened.value.version, body);
  const bool is_known = request.header("If-None-Match") == etag;
  http::Response response = is_known ? http::Response{.status = 304} : http::json_response(200, std::move(body));
  response.set("ETag", etag).set("Cache-Control", "private, no-cache");
  co_return response;
}

Service::Answer Service::history(http::Request& request) {
  const Look<std::string> look = [](storage::Tx& tx, const Opened& opened) -> Result<std::string> {
    return history_json(opened, steps_of(tx, opened.value.county, opened.value.id));
  };
  auto looking = look_at(request, look);
  Result<std::string> body = co_await looking;
  if (!body) co_return failure(body.error());
  co_return http::json_response(200, std::move(*body));
}

Service::Answer Service::handlers(http::Request& request) {
  const Look<std::string> look = [&request](storage::Tx& tx, const Opened& opened) -> Result<std::string> {
    const Case& c = opened.value;
    const std::string code{request.query_value("category").value_or(c.category)};
    const auto category = category_of(tx, c.county, code);
    if (!category) return failure(category.error());
    const auto offers = dispatch::offers_for(tx, c.county, c.where, category->responsible_role);
    return offers_json(offers, code == kUnclassified ? std::nullopt : std::optional(code));
  };
  auto looking = look_at(request, look);
  Result<std::string> body = co_await looking;
  if (!body) co_return failure(body.error());
  co_return http::json_response(200, std::move(*body));
}

Service::Answer Service::act(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const auto id = request.path_number(0);
  if (!id) co_return failure(id.error());
  auto receiving = request.body->all(http::kJsonBodyLimit);
  const Result<std::string> sent = co_await receiving;
  if (!sent) co_return failure(sent.error());
  const auto action = read_action(*sent);
  if (!action) co_return failure(action.error());
  const Instant now = p_.clock.now();
  const Doer doer{Doer::Kind::staff, &*actor};
  auto writing = p_.db.write([&](storage::Tx& tx) -> Result<std::string> {
    const auto opened = open_case(tx, p_.steps.county(), doer, CaseId{*id});
    if (!opened) return failure(opened.error());
    auto next = p_.steps.act_in(tx, *opened, doer, *action, now);
    if (!next) return failure(next.error());
    const Relations ties = relations_of(*next, *actor);
    Shown shown = beside(tx, Opened{std::move(*next), Acting{ties, actor->account}});
    return case_json(shown, now, p_.steps.rules());
  });
  Result<std::string> body = co_await writing;
  if (!body) co_return failure(body.error());
  co_return http::json_response(200, std::move(*body));
}

Service::Answer Service::act_on_many(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  auto receiving = request.body->all(http::kJsonBodyLimit);
  const Result<std::string> sent = co_await receiving;
  if (!sent) co_return failure(sent.error());
  const auto bulk = read_bulk(*sent);
  if (!bulk) co_return failure(bulk.error());
  const Instant now = p_.clock.now();
  const Doer doer{Doer::Kind::staff, &*actor};
  std::vector<std::optional<Error>> errors;
  for (std::size_t i = 0; i < bulk->cases.size(); ++i) {
    auto writing = p_.db.write([&](storage::Tx& tx) -> Result<Case> {
      const auto opened = open_case(tx, p_.steps.county(), doer, bulk->cases[i]);
      if (!opened) return failure(opened.error());
      return p_.steps.act_in(tx, *opened, doer, bulk->requests[i], now);
    });
    const Result<Case> next = co_await writing;
    errors.push_back(next ? std::nullopt : std::optional(next.error()));
  }
  co_return http::json_response(200, bulk_json(*bulk, errors));
}

Service::Answer Service::attachment(http::Request& request) {
  auto requiring = p_.sessions.require(request);
  const Result<identity::Actor> actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  const auto id = request.path_number(0);
  if (!id) co_return failure(id.error());
  const Doer doer{Doer::Kind::staff, &*actor};
  auto reading = p_.db.read([&](storage::Tx& tx) -> Result<media::Attachment> {
    auto found = media::attachment_of(tx, p_.steps.county(), AttachmentId{*id});
    if (!found) return failure(found.error());
    const auto opened = open_case(tx, p_.steps.county(), doer, found->case_id);
    if (!opened) return failure(ErrorKind::not_found, "media.unknown_attachment");
    return found;
  });
  const Result<media::Attachment> found = co_await reading;
  if (!found) co_return failure(found.error());
  co_return p_.files.file_response(*found, request);
}

}  // namespace mashang::cases
