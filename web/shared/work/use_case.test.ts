// One case: acting on it with the version on the screen, and what happens when somebody was quicker.
import { effectScope, ref, type EffectScope } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useCase } from "./use_case";

let scope: EffectScope;
let version: number;
let refusal: { status: number; code: string } | null;
let sent: unknown[];
let isGone: boolean;

function json(body: unknown, status = 200): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } });
}

async function answering(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  const gone = { type: "", title: "", status: 404, code: "cases.unknown_case", request_id: "r" };
  if (isGone && request.method === "GET") return json(gone, 404);
  if (path.endsWith("/history")) return json({ items: [] });
  if (request.method === "GET") return json({ id: 7, version });
  sent.push(await request.json());
  if (!refusal) return json({ id: 7, version: ++version });
  return json(
    { type: "", title: "", status: refusal.status, code: refusal.code, request_id: "r" },
    refusal.status,
  );
}

beforeEach(() => {
  vi.stubGlobal("fetch", answering);
  scope = effectScope();
  version = 3;
  refusal = null;
  sent = [];
  isGone = false;
});
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

async function opened() {
  const opening = scope.run(() => useCase(ref(7)))!;
  await vi.waitFor(() => expect(opening.value.value?.version).toBe(version));
  return opening;
}

describe("a case", () => {
  it("AStepThatIsTakenShowsTheCaseAfterIt", async () => {
    const { act, value } = await opened();
    expect(await act({ action: "accept", version: 3 })).toEqual({ kind: "done" });
    expect(sent).toEqual([{ action: "accept", version: 3 }]);
    expect(value.value?.version).toBe(4);
  });

  it("AStepThatHandsTheCaseToOthersLeavesItAsItWasLeft", async () => {
    const { act, value, problem, load } = await opened();
    isGone = true;
    expect(await act({ action: "return_order", version: 3, reason: "x" })).toEqual({ kind: "done" });
    await load();
    expect(value.value?.version).toBe(4);
    expect(problem.value).toBeNull();
  });

  it("WhenSomebodyWasQuickerTheNewCaseIsShownAndThePersonIsToldNoError", async () => {
    const { act, value } = await opened();
    version = 5;
    refusal = { status: 409, code: "cases.version_stale" };
    expect(await act({ action: "accept", version: 3 })).toEqual({ kind: "changed" });
    expect(value.value?.version).toBe(5);
  });

  it("ARuleThatForbidsTheStepIsToldThoughItIsAlsoAConflict", async () => {
    const { act } = await opened();
    refusal = { status: 409, code: "cases.returns_exhausted" };
    const outcome = await act({ action: "return_order", version: 3, reason: "x" });
    expect(outcome).toMatchObject({ kind: "refused", problem: { code: "cases.returns_exhausted" } });
  });
});
