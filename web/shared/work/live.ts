// The one open line of this page: its state, and who listens to it.
import { onScopeDispose, readonly, shallowRef } from "vue";
import { openLine, type Line, type LineState } from "./live_stream";
import type { StreamEvent } from "./event_reader";
import { endSession } from "./session";

export type Listener = (event: StreamEvent) => void;

const state = shallowRef<LineState>("closed");
const listeners = new Set<Listener>();
let line: Line | undefined;

/** Opens the line after event `from`; does nothing when it is open already. */
export function startLive(from: string): void {
  if (line) return;
  line = openLine(from, {
    url: "/api/v1/events",
    onEvent: (event) => listeners.forEach((listener) => listener(event)),
    onState: (now) => (state.value = now),
    onSignedOut: endSession,
  });
}

export function stopLive(): void {
  line?.close();
  line = undefined;
}

if (typeof window !== "undefined") {
  window.addEventListener("online", () => line?.wake());
  window.addEventListener("offline", () => line?.drop());
  document.addEventListener("visibilitychange", () => !document.hidden && line?.wake());
}

/** Listens as long as the calling component lives. `case` events arrive as `{id, state, version}`. */
export function useLive(listener?: Listener) {
  if (listener) {
    listeners.add(listener);
    onScopeDispose(() => listeners.delete(listener));
  }
  return { state: readonly(state) };
}

/** Runs `work` once after a burst of calls is over, and at the latest after `most` milliseconds. */
export function afterBurst(work: () => void, quiet = 400, most = 2000): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = 0;
  return () => {
    const now = Date.now();
    if (timer === undefined) first = now;
    clearTimeout(timer);
    const run = () => {
      timer = undefined;
      work();
    };
    timer = setTimeout(run, Math.min(quiet, Math.max(0, first + most - now)));
  };
}
