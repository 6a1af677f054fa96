// Lists of to-dos, and the stream that keeps them fresh.
#include "rooms/notify/routes.hpp"

#include <charconv>

#include "rooms/notify/lists.hpp"
#include "rooms/notify/resume.hpp"

namespace mashang::notify {
namespace {

struct Parts {
  storage::Db& db;
  identity::Sessions& sessions;
  Hub& hub;
};

struct ListRequest {
  ListState state = ListState::open;
  std::string cursor;
  std::size_t limit = 20;
};

Result<ListRequest> parse_list(const http::Request& request) {
  ListRequest list;
  const std::string_view state = request.query_value("state").value_or("open");
  if (state != "open" && state != "done")
    return failure(ErrorKind::bad_request, "notify.bad_list_state", std::string(state), "state");
  list.state = state == "open" ? ListState::open : ListState::done;
  list.cursor = request.query_value("cursor").value_or("");
  const std::string_view limit = request.query_value("limit").value_or("20");
  const auto [end, wrong] = std::from_chars(limit.data(), limit.data() + limit.size(), list.limit);
  if (wrong != std::errc{} || end != limit.data() + limit.size() || list.limit < 1 || list.limit > 100)
    return failure(ErrorKind::bad_request, "notify.bad_limit", std::string(limit), "limit");
  return list;
}

std::string page_json(const TodoPage& page, Instant now, CaseNumber number) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("items").begin_array();
  for (const Todo& todo : page.items) write_todo(out, todo, now, number);
  out.end_array().field("next_cursor", page.next_cursor).field("last_event_id", std::to_string(page.last_event));
  out.end_object();
  return body;
}

Task<Result<http::Response>> list(Parts parts, http::Request& request) {
  auto asking = parts.sessions.require(request);
  const Result<identity::Actor> actor = co_await asking;
  if (!actor) co_return failure(actor.error());
  const Result<ListRequest> wanted = parse_list(request);
  if (!wanted) co_return failure(wanted.error());
  const Audience audience = audience_of(*actor);
  auto reading = parts.db.read(
      [&](storage::Tx& tx) { return list_todos(tx, audience, wanted->state, wanted->cursor, wanted->limit); });
  const Result<TodoPage> page = co_await reading;
  if (!page) co_return failure(page.error());
  co_return http::json_response(200, page_json(*page, parts.hub.clock().now(), parts.hub.number()));
}

http::Response open_stream(Hub& hub, Listener listener, std::string first) {
  http::Response response;
  response.set("Content-Type", "text/event-stream; charset=utf-8");
  response.set("Cache-Control", "no-store");
  response.set("X-Accel-Buffering", "no");
  auto start = std::make_shared<const std::string>(std::move(first));
  response.stream = [&hub, listener = std::move(listener), start](std::shared_ptr<http::EventStream> stream) {
    Listener joining = listener;
    joining.stream = std::move(stream);
    joining.stream->send(start);
    hub.join(std::move(joining));
  };
  return response;
}

Task<Result<http::Response>> listen(Parts parts, http::Request& request) {
  auto asking = parts.sessions.require(request);
  const Result<identity::Actor> actor = co_await asking;
  if (!actor) co_return failure(actor.error());
  const Result<std::optional<std::int64_t>> last = last_event_of(request);
  if (!last) co_return failure(last.error());
  Result<Seat> seat = parts.hub.take_seat(actor->session);
  if (!seat) co_return failure(seat.error());

  const Audience audience = audience_of(*actor);
  Resumption resumption{.after = *last};
  while (!resumption.is_complete) {
    auto reading = parts.db.read([&](storage::Tx& tx) {
      return read_missed(tx, audience, resumption, parts.hub.clock().now(), parts.hub.number());
    });
    Result<Resumption> next = co_await reading;
    if (!next) co_return failure(next.error());
    resumption = std::move(*next);
  }
  Listener listener{.stream = nullptr,
                    .audience = audience,
                    .after = *resumption.after,
                    .seat = std::move(*seat),
                    .session = actor->session};
  co_return open_stream(parts.hub, std::move(listener), "retry: 1000\n\n" + resumption.chunk);
}

}  // namespace

void add_routes(http::Router& router, storage::Db& db, identity::Sessions& sessions, Hub& hub) {
  const Parts parts{db, sessions, hub};
  router.add(http::Method::get, "/api/v1/todos", [parts](http::Request& request) { return list(parts, request); });
  router.add(http::Method::get, "/api/v1/events", [parts](http::Request& request) { return listen(parts, request); });
}

}  // namespace mashang::notify
