// What is understood follows the words, and a bad signal neither takes it away nor holds anybody up.
import { effectScope, nextTick, ref, type EffectScope } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useUnderstanding } from "./use_understanding";

const json = (body: unknown) =>
  new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } });
const understood = { alarm: "none", number: null, alarm_words: [], kinds: [], place: null, similar: [] };

describe("understanding", () => {
  let scope: EffectScope;
  let asked: { path: string; text: string }[];
  let signal: "good" | "cut" | "silent";
  const words = ref("");
  const open = (door = "") =>
    scope.run(() => useUnderstanding(door, () => words.value)) as ReturnType<typeof useUnderstanding>;
  beforeEach(() => {
    vi.useFakeTimers();
    scope = effectScope();
    asked = [];
    signal = "good";
    words.value = "14栋401漏水";
    vi.stubGlobal("fetch", async (request: Request) => {
      const path = new URL(request.url, "http://here").pathname;
      if (path.endsWith("/categories")) return json({ items: [] });
      asked.push({ path, ...((await request.json()) as { text: string }) });
      if (signal === "cut") throw new TypeError("Failed to fetch");
      return signal === "silent" ? new Promise<Response>(() => undefined) : json(understood);
    });
  });
  afterEach(() => {
    scope.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("IsAskedForAtTheDoorOrWithoutOne", async () => {
    open();
    open("token");
    await vi.advanceTimersByTimeAsync(800);
    expect(asked.map(({ path }) => path)).toEqual([
      "/api/v1/understanding",
      "/api/v1/door/token/understanding",
    ]);
  });
  it("ComesByItselfWhenTheSignalIsBackAndStandsWhenItGoesAgain", async () => {
    signal = "cut";
    const here = open();
    await vi.advanceTimersByTimeAsync(800);
    expect(here.understood.value).toBeNull();
    signal = "good";
    await vi.advanceTimersByTimeAsync(1500);
    expect(here.understood.value).toEqual(understood);
    signal = "cut";
    words.value = "14栋401漏水，快来";
    await vi.advanceTimersByTimeAsync(800);
    expect(here.understood.value).toEqual(understood);
  });
  it("OfTooFewWordsIsNothing", async () => {
    const here = open();
    await vi.advanceTimersByTimeAsync(800);
    words.value = "漏";
    await nextTick();
    expect(here.understood.value).toBeNull();
  });
  it("IsAskedForAtOnceWhenSheSends", async () => {
    const here = open();
    const settled = vi.fn();
    void here.settle().then(settled);
    await vi.advanceTimersByTimeAsync(100);
    expect([settled.mock.calls.length, asked.length]).toEqual([1, 1]);
  });
  it("ThatDoesNotComeIsNotWaitedForLong", async () => {
    signal = "silent";
    const settled = vi.fn();
    void open().settle().then(settled);
    await vi.advanceTimersByTimeAsync(1900);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(settled).toHaveBeenCalled();
  });
});
