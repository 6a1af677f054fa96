// The list of to-dos follows the server's events.
import { describe, expect, it } from "vitest";
import type { Todo } from "../api/types";
import { withoutTodo, withPage, withTodo } from "./todo_list";

function todo(id: number, excerpt = ""): Todo {
  return {
    id,
    case_id: id * 10,
    number: `261123-0000${id}`,
    kind: "intake",
    state: "submitted",
    category: null,
    urgency: "normal",
    excerpt,
    place: "",
    created_at: "2026-11-23T00:00:00Z",
    done_at: null,
    deadline: null,
    flags: [],
    has_media: false,
  };
}
const ids = (list: Todo[]) => list.map((one) => one.id);

describe("to-do list", () => {
  it("ANewTodoComesOnTop", () => expect(ids(withTodo([todo(1), todo(2)], todo(3)))).toEqual([3, 1, 2]));

  it("TheSameEventTwiceShowsOneTodoWithTheLaterWords", () => {
    const list = withTodo(withTodo([todo(1), todo(2)], todo(2, "old")), todo(2, "new"));
    expect(ids(list)).toEqual([1, 2]);
    expect(list[1]?.excerpt).toBe("new");
  });

  it("ATodoThatIsDoneLeaves", () => {
    expect(ids(withTodo([todo(1)], { ...todo(1), done_at: "2026-11-23T00:00:00Z" }))).toEqual([]);
    expect(ids(withoutTodo([todo(1), todo(2)], 1))).toEqual([2]);
    expect(ids(withoutTodo([todo(1)], 7))).toEqual([1]);
  });

  it("ANextPageRepeatsNothing", () =>
    expect(ids(withPage([todo(3), todo(1)], [todo(1), todo(2)]))).toEqual([3, 1, 2]));
});
