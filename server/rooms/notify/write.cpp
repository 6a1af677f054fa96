// The rows that a step of a case leaves here, in the caller's transaction; nothing is read.
#include "rooms/notify/notify.hpp"
#include "rooms/notify/sql.hpp"

namespace mashang::notify {
namespace {

std::int64_t next_event(storage::Tx& tx, CountyCode county) { return tx.next_number(county, "outbox"); }

}  // namespace

std::string_view to_word(TodoKind kind) {
  switch (kind) {
    case TodoKind::intake:
      return "intake";
    case TodoKind::dispatch:
      return "dispatch";
    case TodoKind::arbitrate:
      return "arbitrate";
    case TodoKind::handle:
      return "handle";
    case TodoKind::decide:
      return "decide";
    case TodoKind::check:
      return "check";
    case TodoKind::rework:
      return "rework";
    case TodoKind::approve_close:
      return "approve_close";
  }
  return {};
}

void put_todo(storage::Tx& tx, const NewTodo& todo) {
  const std::int64_t id = tx.next_number(todo.county, "todo");
  tx.apply(sql::insert_todo{.county = todo.county,
                            .case_id = todo.case_id,
                            .id = id,
                            .kind = to_word(todo.kind),
                            .account_id = todo.recipient.account,
                            .organisation_id = todo.recipient.organisation,
                            .created_at = todo.at});
  tx.apply(sql::insert_todo_event{.county = todo.county,
                                  .seq = next_event(tx, todo.county),
                                  .case_id = todo.case_id,
                                  .todo_id = id,
                                  .account_id = todo.recipient.account,
                                  .organisation_id = todo.recipient.organisation,
                                  .at = todo.at});
}

void finish_todos(storage::Tx& tx, CountyCode county, CaseId case_id, Instant at) {
  tx.apply(sql::finish_todos{.at = at, .county = county, .case_id = case_id});
  tx.apply(sql::insert_done_event{.county = county, .seq = next_event(tx, county), .case_id = case_id, .at = at});
}

void announce_case(storage::Tx& tx, CountyCode county, CaseId case_id, std::string_view state, std::int64_t version,
                   Instant at) {
  tx.apply(sql::insert_case_event{.county = county,
                                  .seq = next_event(tx, county),
                                  .case_id = case_id,
                                  .state = state,
                                  .version = version,
                                  .at = at});
}

}  // namespace mashang::notify
