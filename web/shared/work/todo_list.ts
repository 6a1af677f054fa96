// The list of what waits for me, kept right by what the server tells. Pure.
import type { Todo } from "../api/types";

/** A new to-do comes on top; one that is known takes its new shape where it stands. */
export function withTodo(list: readonly Todo[], todo: Todo): Todo[] {
  if (todo.done_at) return withoutTodo(list, todo.id);
  if (list.some((one) => one.id === todo.id)) return list.map((one) => (one.id === todo.id ? todo : one));
  return [todo, ...list];
}

export function withoutTodo(list: readonly Todo[], id: number): Todo[] {
  return list.filter((one) => one.id !== id);
}

/** Adds the next page; what came in meanwhile is not shown twice. */
export function withPage(list: readonly Todo[], page: readonly Todo[]): Todo[] {
  const known = new Set(list.map((one) => one.id));
  return [...list, ...page.filter((one) => !known.has(one.id))];
}
