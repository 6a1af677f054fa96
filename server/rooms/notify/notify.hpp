// To-dos and the outbox that wakes open phones. The room's face.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "storage/db.hpp"

namespace mashang::notify {

/// What the person is asked to do.
enum class TodoKind { intake, dispatch, arbitrate, handle, decide, check, rework, approve_close };
[[nodiscard]] std::string_view to_word(TodoKind kind);

/// One person, or every staff member of an organisation (whoever comes first).
struct Recipient {
  std::optional<AccountId> account;
  std::optional<OrganisationId> organisation;
  auto operator<=>(const Recipient&) const = default;
};

struct NewTodo {
  CountyCode county;
  CaseId case_id;
  TodoKind kind = TodoKind::intake;
  Recipient recipient;
  Instant at;
};

/// Both write the row and its outbox event in the caller's transaction.
/// `put_todo` knows nothing of cases: lists and events join the case through notify/sql.
void put_todo(storage::Tx& tx, const NewTodo& todo);
/// Closes every open to-do of the case (a state change starts a new round of turns).
void finish_todos(storage::Tx& tx, CountyCode county, CaseId case_id, Instant at);
/// Tells everybody who has or had a to-do of this case, and its area's officers, that it changed.
void announce_case(storage::Tx& tx, CountyCode county, CaseId case_id, std::string_view state, std::int64_t version,
                   Instant at);

}  // namespace mashang::notify
