// What failed for want of a network or a server is tried again by itself: soon, then less often, while somebody looks.
import { onScopeDispose, watch, type Ref } from "vue";
import { mayTryAgain, type Failure } from "../api/answer";
import { useOnline } from "./use_online";

const kFirstMs = 2_000;
const kLongestMs = 30_000;

/** `again` is expected to set `problem` anew each time, or to null when it went well. */
export function useRetry(problem: Ref<Failure | null>, again: () => void): void {
  const online = useOnline();
  let wait = kFirstMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tryNow(): void {
    if (!problem.value || !mayTryAgain(problem.value)) return;
    if (document.hidden) plan();
    else again();
  }
  function plan(): void {
    clearTimeout(timer);
    timer = setTimeout(tryNow, wait);
    wait = Math.min(wait * 2, kLongestMs);
  }
  watch(problem, (found) => {
    clearTimeout(timer);
    if (!found) wait = kFirstMs;
    else if (mayTryAgain(found)) plan();
  });
  watch(online, (is) => is && tryNow());
  onScopeDispose(() => clearTimeout(timer));
}
