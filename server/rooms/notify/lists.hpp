// A person's open and done to-dos, in pages.
#pragma once

#include <string_view>

#include "rooms/notify/audience.hpp"
#include "rooms/notify/todo.hpp"

namespace mashang::notify {

enum class ListState { open, done };

struct TodoPage {
  std::vector<Todo> items;
  std::optional<std::string> next_cursor;
  std::int64_t last_event = 0;  ///< of the same snapshot: nothing falls between list and stream
};

/// Open: most urgent first, then nearest deadline (none last), then oldest. Done: newest first. To-dos of the person's
/// account and of her organisations. Fails with notify.bad_cursor.
[[nodiscard]] Result<TodoPage> list_todos(storage::Tx& tx, const Audience& audience, ListState state,
                                          std::string_view cursor, std::size_t limit);

}  // namespace mashang::notify
