// What one person was still being told belongs to nobody after she signed out.
import { effectScope } from "vue";
import { afterEach, describe, expect, it, vi } from "vitest";
import { forgetTodos, keepTodos, useTodos } from "./use_todos";
import { stopLive } from "./live";

const page = {
  items: [{ id: 1, case_id: 1, kind: "intake", number: "1", place: "", excerpt: "", done_at: null }],
  next_cursor: null,
  last_event_id: "7",
};
const json = () => new Response(JSON.stringify(page), { headers: { "Content-Type": "application/json" } });

describe("to-dos", () => {
  afterEach(() => {
    stopLive();
    forgetTodos();
    vi.unstubAllGlobals();
  });

  it("AnAnswerAfterSigningOutIsDroppedAndOpensNoLine", async () => {
    const asked: string[] = [];
    const answers: ((response: Response) => void)[] = [];
    vi.stubGlobal("fetch", (request: Request | string) => {
      asked.push(typeof request === "string" ? request : new URL(request.url, "http://here").pathname);
      return new Promise<Response>((resolve) => answers.push(resolve));
    });
    const signedIn = effectScope();
    signedIn.run(() => keepTodos(() => undefined));
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    signedIn.stop();
    stopLive();
    forgetTodos();
    answers[0]?.(json());
    await new Promise((later) => setTimeout(later, 20));
    expect(useTodos().items.value).toEqual([]);
    expect(asked).toEqual(["/api/v1/todos"]);

    const again = effectScope();
    again.run(() => keepTodos(() => undefined));
    await vi.waitFor(() => expect(asked).toEqual(["/api/v1/todos", "/api/v1/todos"]));
    answers[1]?.(json());
    await vi.waitFor(() => expect(asked[2]).toBe("/api/v1/events"));
    expect(useTodos().items.value).toHaveLength(1);
    again.stop();
  });
});
