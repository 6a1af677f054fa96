// An open line to the server that comes back by itself and misses nothing: fetch, because EventSource cannot start at an id.
import { readPiece, startReading, waitBefore, type StreamEvent } from "./event_reader";

/** closed: nobody is signed in · live · reconnecting: tries again by itself · offline: the phone has no network. */
export type LineState = "closed" | "live" | "reconnecting" | "offline";

export interface LineOptions {
  url: string;
  onEvent: (event: StreamEvent) => void;
  onState: (state: LineState) => void;
  onSignedOut: () => void;
}

/** The server sends a comment every 15 s; silence for longer means that the line is dead. */
const kSilenceMs = 40_000;
/** The server ends every stream after a while, so that a withdrawn role stops hearing: no reason to worry anybody. */
const kOrdinaryMs = 5_000;
/** A line that was heard this lately is not torn down by wake(). */
const kFreshMs = 20_000;

export interface Line {
  close: () => void;
  /** Tries now instead of waiting (the network is back, the page is looked at again). */
  wake: () => void;
  /** The network is gone: says so at once instead of waiting for silence. */
  drop: () => void;
}

/** Opens the line after event `from`. Call close() when the person signs out. */
export function openLine(from: string, options: LineOptions): Line {
  let reading = startReading(from);
  let attempt = 0;
  let closed = false;
  let abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;
  let heardAt = 0;

  async function connect(): Promise<void> {
    const mine = (abort = new AbortController());
    reading = startReading(reading.id);
    let openedAt = Infinity;
    let hasEnded = false;
    try {
      const response = await fetch(options.url, {
        headers: { Accept: "text/event-stream", "Last-Event-ID": reading.id },
        cache: "no-store",
        signal: mine.signal,
      });
      if (response.status === 401) return end();
      if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
      isOpen = true;
      openedAt = Date.now();
      options.onState("live");
      await readBody(response.body.getReader(), mine);
      hasEnded = true;
    } catch {
      // Whatever broke the line, the answer is the same: come back and go on from the last id.
    }
    if (closed || mine !== abort) return;
    isOpen = false;
    const isOrdinary = Date.now() - openedAt > kOrdinaryMs;
    if (isOrdinary) attempt = 0;
    comeBack(hasEnded && isOrdinary);
  }

  async function readBody(
    body: ReadableStreamDefaultReader<Uint8Array>,
    mine: AbortController,
  ): Promise<void> {
    const decoder = new TextDecoder();
    for (;;) {
      heardAt = Date.now();
      const silence = setTimeout(() => mine.abort(), kSilenceMs);
      const { done, value } = await body.read().finally(() => clearTimeout(silence));
      if (done || closed || mine !== abort) return;
      const read = readPiece(reading, decoder.decode(value, { stream: true }));
      reading = read.state;
      read.events.forEach(options.onEvent);
    }
  }

  function comeBack(isQuiet: boolean): void {
    if (!isQuiet) options.onState(navigator.onLine === false ? "offline" : "reconnecting");
    timer = setTimeout(() => void connect(), isQuiet ? 50 : waitBefore(attempt++, Math.random()));
  }

  function end(): void {
    close();
    options.onSignedOut();
  }

  function close(): void {
    closed = true;
    clearTimeout(timer);
    abort.abort();
    options.onState("closed");
  }

  function wake(): void {
    if (closed || (isOpen && Date.now() - heardAt < kFreshMs)) return;
    clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
    isOpen = false;
    attempt = 0;
    timer = setTimeout(() => void connect(), 0);
  }

  void connect();
  return { close, wake, drop: () => abort.abort() };
}
