// Reading a to-do's row and writing the contract's JSON.
#include "rooms/notify/todo.hpp"

#include "core/text.hpp"

namespace mashang::notify {
namespace {

constexpr std::size_t kExcerptLength = 60;

void write_flags(json::Writer& out, const Todo& todo, Instant now) {
  out.key("flags").begin_array();
  if (todo.urgency_rank <= 1) out.value("urgent");
  if (todo.is_supervised) out.value("supervised");
  if (todo.is_urged) out.value("urged");
  if (!todo.done_at && todo.deadline && now > *todo.deadline) out.value("overdue");
  if (todo.is_mass_affecting) out.value("mass_affecting");
  out.end_array();
}

}  // namespace

Todo read_todo(const storage::Row& row) {
  Todo todo;
  todo.id = row.id<TodoId>("id");
  todo.case_id = row.id<CaseId>("case_id");
  todo.kind = row.string("kind");
  todo.created_at = row.instant("created_at");
  todo.done_at = row.optional_instant("done_at");
  todo.state = row.string("state");
  todo.category = row.optional_string("category");
  todo.urgency = row.string("urgency");
  todo.urgency_rank = static_cast<int>(row.integer("urgency_rank"));
  todo.excerpt = text::first(row.text("case_text"), kExcerptLength);
  todo.place = row.string("place");
  todo.deadline = row.optional_instant("deadline");
  todo.has_media = row.flag("has_media");
  todo.is_supervised = row.flag("is_supervised");
  todo.is_urged = row.flag("is_urged");
  todo.is_mass_affecting = row.flag("is_mass_affecting");
  return todo;
}

void write_todo(json::Writer& out, const Todo& todo, Instant now, CaseNumber number) {
  out.begin_object();
  out.field("id", todo.id).field("case_id", todo.case_id).field("number", number(todo.case_id));
  out.field("kind", todo.kind).field("state", todo.state).field("category", todo.category);
  out.field("urgency", todo.urgency).field("excerpt", todo.excerpt).field("place", todo.place);
  out.field("created_at", todo.created_at).field("done_at", todo.done_at).field("deadline", todo.deadline);
  write_flags(out, todo, now);
  out.field("has_media", todo.has_media);
  out.end_object();
}

}  // namespace mashang::notify
