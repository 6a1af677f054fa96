// Trying again by itself.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import type { Failure } from "../api/answer";
import { useRetry } from "./use_retry";

const failure = (status: number): Failure => ({ status, code: "web.offline", title: "", request_id: "" });

describe("use_retry", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function triesWithin(ms: number, status: number, goodAfter = Infinity): Promise<number> {
    const problem = ref<Failure | null>(null);
    let tries = 0;
    const scope = effectScope();
    scope.run(() => useRetry(problem, () => (problem.value = ++tries >= goodAfter ? null : failure(status))));
    problem.value = failure(status);
    await nextTick();
    await vi.advanceTimersByTimeAsync(ms);
    scope.stop();
    return tries;
  }

  it("TriesSoonAndThenLessOften", async () => {
    expect(await triesWithin(1_900, 0)).toBe(0);
    expect(await triesWithin(2_100, 0)).toBe(1);
    expect(await triesWithin(2_000 + 4_000 + 8_000 + 100, 503)).toBe(3);
  });
  it("StopsWhenItWentWell", async () => expect(await triesWithin(300_000, 0, 2)).toBe(2));
  it("DoesNotRepeatWhatWasRefused", async () => expect(await triesWithin(300_000, 410)).toBe(0));
});
