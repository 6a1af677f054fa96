// The time now, for countdowns; ticks while somebody looks.
import { onScopeDispose, readonly, ref } from "vue";

/** Ticks every `everyMs`; stands still while the page is hidden and catches up when it is shown again. */
export function useNow(everyMs = 30_000) {
  const now = ref(Date.now());
  const tick = () => {
    if (!document.hidden) now.value = Date.now();
  };
  const timer = setInterval(tick, everyMs);
  document.addEventListener("visibilitychange", tick);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  });
  return readonly(now);
}
