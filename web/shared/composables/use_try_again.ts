// After a failure that will pass: tries again by itself, less and less often, while somebody looks.
import { onScopeDispose, readonly, ref, watch } from "vue";
import { useOnline } from "./use_online";

const kWaitsMs = [1000, 2000, 4000, 8000, 15_000, 30_000];

/** How long to wait before the attempt after `failures` failures; `chance` (0 to 1) keeps many phones apart. */
export function waitAfter(failures: number, chance: number): number {
  const wait = kWaitsMs[Math.min(failures, kWaitsMs.length) - 1] ?? 0;
  return Math.round(wait * (0.8 + 0.4 * chance));
}

/** `later()` after a failure, `stop()` when nothing is to be tried any more. A hidden page waits until it is looked at. */
export function useTryAgain(work: () => void) {
  const isWaiting = ref(false);
  const online = useOnline();
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function now(): void {
    if (!isWaiting.value || document.hidden) return;
    clearTimeout(timer);
    isWaiting.value = false;
    work();
  }

  function later(): void {
    clearTimeout(timer);
    isWaiting.value = true;
    timer = setTimeout(now, waitAfter(++failures, Math.random()));
  }

  function stop(): void {
    clearTimeout(timer);
    isWaiting.value = false;
    failures = 0;
  }

  document.addEventListener("visibilitychange", now);
  watch(online, (is) => is && now());
  onScopeDispose(() => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", now);
  });
  return { isWaiting: readonly(isWaiting), later, stop };
}
