// A page tries again by itself, patiently, and only while somebody looks.
import { effectScope, type EffectScope } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useTryAgain, waitAfter } from "./use_try_again";

describe("try again", () => {
  let scope: EffectScope;
  let hidden = false;
  const work = vi.fn();
  const start = () => scope.run(() => useTryAgain(work)) as ReturnType<typeof useTryAgain>;
  beforeEach(() => {
    vi.useFakeTimers();
    work.mockClear();
    hidden = false;
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
  });

  it("WaitsLongerAfterEachFailureAndNeverLongerThanHalfAMinute", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 99].map((failures) => waitAfter(failures, 0.5));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000]);
    expect([waitAfter(1, 0), waitAfter(1, 1)]).toEqual([800, 1200]);
  });
  it("TriesWithoutATap", () => {
    start().later();
    vi.advanceTimersByTime(1300);
    expect(work).toHaveBeenCalledTimes(1);
  });
  it("AHiddenPageWaitsUntilItIsLookedAt", () => {
    const again = start();
    hidden = true;
    again.later();
    vi.advanceTimersByTime(60_000);
    expect(work).not.toHaveBeenCalled();
    hidden = false;
    document.dispatchEvent(new Event("visibilitychange"));
    expect(work).toHaveBeenCalledTimes(1);
  });
  it("TheSignalComingBackIsNotWaitedFor", async () => {
    window.dispatchEvent(new Event("offline"));
    const again = start();
    again.later();
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(1);
  });
  it("NothingIsTriedAfterStopOrAfterThePageIsLeft", () => {
    const again = start();
    again.later();
    again.stop();
    again.later();
    scope.stop();
    vi.advanceTimersByTime(60_000);
    expect(work).not.toHaveBeenCalled();
  });
});
