// One key-set page per recipient, merged: a person has one account and rarely more than one organisation.
#include "rooms/notify/lists.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>

#include "rooms/notify/outbox.hpp"
#include "rooms/notify/sql.hpp"

namespace mashang::notify {
namespace {

constexpr std::int64_t kNoDeadline = std::numeric_limits<std::int64_t>::max();

/// Where a to-do stands in its list; ascending. Open: rank, deadline, id. Done: 0, −done_at, −id.
struct Position {
  std::int64_t rank = -1;
  std::int64_t time = 0;
  std::int64_t id = 0;
  auto operator<=>(const Position&) const = default;
};

Position position_of(const Todo& todo, ListState state) {
  if (state == ListState::done) return {0, -todo.done_at->ms, -todo.id.value};
  return {todo.urgency_rank, todo.deadline ? todo.deadline->ms : kNoDeadline, todo.id.value};
}

std::string to_cursor(const Position& at) {
  return std::to_string(at.rank) + "_" + std::to_string(at.time) + "_" + std::to_string(at.id);
}

Result<Position> parse_cursor(std::string_view cursor, ListState state) {
  if (cursor.empty()) {
    if (state == ListState::open) return Position{};
    return Position{0, std::numeric_limits<std::int64_t>::min() + 1, 0};
  }
  Position at;
  const char* here = cursor.data();
  const char* const end = here + cursor.size();
  for (std::int64_t* part : {&at.rank, &at.time, &at.id}) {
    const auto [next, wrong] = std::from_chars(here, end, *part);
    const bool is_last = part == &at.id;
    if (wrong != std::errc{} || (is_last ? next != end : (next == end || *next != '_')))
      return failure(ErrorKind::bad_request, "notify.bad_cursor", std::string(cursor), "cursor");
    here = next + (is_last ? 0 : 1);
  }
  return at;
}

std::vector<Todo> page_of(storage::Tx& tx, const Audience& audience, const Address& to, ListState state,
                          const Position& after, std::int64_t limit) {
  const bool is_account = to.kind == Address::Kind::account;
  if (state == ListState::open) {
    if (is_account)
      return tx.all(sql::open_of_account{.county = audience.county,
                                         .account_id = to.id,
                                         .rank = after.rank,
                                         .deadline = after.time,
                                         .id = after.id,
                                         .limit = limit},
                    read_todo);
    return tx.all(sql::open_of_organisation{.county = audience.county,
                                            .organisation_id = to.id,
                                            .rank = after.rank,
                                            .deadline = after.time,
                                            .id = after.id,
                                            .limit = limit},
                  read_todo);
  }
  if (is_account)
    return tx.all(
        sql::done_of_account{
            .county = audience.county, .account_id = to.id, .done_at = -after.time, .id = -after.id, .limit = limit},
        read_todo);
  return tx.all(
      sql::done_of_organisation{
          .county = audience.county, .organisation_id = to.id, .done_at = -after.time, .id = -after.id, .limit = limit},
      read_todo);
}

}  // namespace

Result<TodoPage> list_todos(storage::Tx& tx, const Audience& audience, ListState state, std::string_view cursor,
                            std::size_t limit) {
  const Result<Position> after = parse_cursor(cursor, state);
  if (!after) return failure(after.error());
  TodoPage page;
  page.last_event = newest_event(tx, audience.county);
  for (const Address& to : audience.addresses) {
    if (to.kind != Address::Kind::account && to.kind != Address::Kind::organisation) continue;
    auto found = page_of(tx, audience, to, state, *after, static_cast<std::int64_t>(limit) + 1);
    std::ranges::move(found, std::back_inserter(page.items));
  }
  std::ranges::sort(page.items, {}, [&](const Todo& todo) { return position_of(todo, state); });
  if (page.items.size() > limit) {
    page.items.resize(limit);
    page.next_cursor = to_cursor(position_of(page.items.back(), state));
  }
  return page;
}

}  // namespace mashang::notify
