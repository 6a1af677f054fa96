// The door's address may fail to come; the form comes all the same, and the page goes on asking.
import { effectScope, type EffectScope } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useDoor } from "./use_door";

const door = { address: "新城小区14栋401", place: { id: 1, name: "14栋" }, made_up: false };
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const kGone = { type: "", title: "", status: 410, code: "residents.door_revoked", request_id: "r" };

describe("door", () => {
  let scope: EffectScope;
  const open = () => scope.run(() => useDoor("door-token-0000000000000001")) as ReturnType<typeof useDoor>;
  const answers = (...list: (() => Promise<Response>)[]) => {
    const asked = vi.fn(() => (list.length > 1 ? list.shift() : list[0])?.());
    vi.stubGlobal("fetch", asked);
    return asked;
  };
  beforeEach(() => {
    vi.useFakeTimers();
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("OneLostRequestIsAskedAgainWithoutATap", async () => {
    answers(
      () => Promise.reject(new TypeError("Failed to fetch")),
      () => Promise.resolve(json(200, door)),
    );
    const here = open();
    await here.load();
    expect([here.problem.value?.code, here.mayWrite.value]).toEqual(["web.offline", true]);
    await vi.advanceTimersByTimeAsync(1500);
    expect([here.door.value?.address, here.problem.value]).toEqual([door.address, null]);
  });
  it("AnAnswerThatNeverComesDoesNotHoldUpTheForm", async () => {
    answers(() => new Promise<Response>(() => undefined));
    const here = open();
    void here.load();
    expect(here.mayWrite.value).toBe(false);
    await vi.advanceTimersByTimeAsync(3000);
    expect(here.mayWrite.value).toBe(true);
  });
  it("ACodeThatIsGoneIsNotAskedForAgain", async () => {
    const asked = answers(() => Promise.resolve(json(410, kGone)));
    const here = open();
    await here.load();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([here.isGone.value, asked.mock.calls.length]).toEqual([true, 1]);
  });
});
