// Server-sent events out of a stream of text, and from where to go on after a break. Pure.

export interface StreamEvent {
  /** The stream's position after this event; the last known one when the event has none of its own. */
  id: string;
  type: string;
  data: string;
}

/** What is kept between two pieces of the stream. `id` outlives a connection, the rest does not. */
export interface ReaderState {
  id: string;
  rest: string;
  type: string;
  data: string[];
}

export function startReading(lastEventId: string): ReaderState {
  return { id: lastEventId, rest: "", type: "", data: [] };
}

/** Takes a piece of the stream; gives the events that became whole with it (HTML standard, 9.2.6). */
export function readPiece(state: ReaderState, piece: string): { state: ReaderState; events: StreamEvent[] } {
  const lines = (state.rest + piece).split(/\r\n|\n|\r(?!$)/);
  const events: StreamEvent[] = [];
  let next: ReaderState = { ...state, rest: lines.pop() ?? "" };
  for (const line of lines) {
    if (line !== "") next = withLine(next, line);
    else {
      if (next.data.length > 0)
        events.push({ id: next.id, type: next.type || "message", data: next.data.join("\n") });
      next = { ...next, type: "", data: [] };
    }
  }
  return { state: next, events };
}

function withLine(state: ReaderState, line: string): ReaderState {
  const colon = line.indexOf(":");
  if (colon === 0) return state;
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (field === "id" && /^[0-9]{1,15}$/.test(value)) return { ...state, id: value };
  if (field === "event") return { ...state, type: value };
  if (field === "data") return { ...state, data: [...state.data, value] };
  return state;
}

/** Half a second, doubled up to fifteen seconds, spread so that a thousand phones do not come back at once. */
export function waitBefore(attempt: number, random: number): number {
  return Math.round(Math.min(15_000, 500 * 2 ** Math.min(attempt, 6)) * (0.6 + 0.8 * random));
}
