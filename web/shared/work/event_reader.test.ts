// The stream is read alike however the network cuts it.
import { describe, expect, it } from "vitest";
import { readPiece, startReading, waitBefore, type StreamEvent } from "./event_reader";

const kStream =
  ': hello\n\nid: 41\nevent: todo\ndata: {"id":1,\ndata: "x":2}\n\nevent: resync\r\ndata: {}\r\n\r\nid: 42\ndata: a\n\n';

function readAll(pieces: string[], from = "40") {
  let state = startReading(from);
  const events: StreamEvent[] = [];
  for (const piece of pieces) {
    const read = readPiece(state, piece);
    state = read.state;
    events.push(...read.events);
  }
  return { state, events };
}

describe("event reader", () => {
  it("GivesEveryEventWithThePositionAfterIt", () => {
    expect(readAll([kStream]).events).toEqual([
      { id: "41", type: "todo", data: '{"id":1,\n"x":2}' },
      { id: "41", type: "resync", data: "{}" },
      { id: "42", type: "message", data: "a" },
    ]);
  });

  it("ReadsTheSameWhereverTheStreamIsCut", () => {
    const whole = readAll([kStream]);
    for (let at = 1; at < kStream.length; at++)
      expect(readAll([kStream.slice(0, at), kStream.slice(at)]), `cut at ${at}`).toEqual(whole);
    expect(readAll([...kStream])).toEqual(whole);
  });

  it("AHalfEventIsNotGivenAndAfterABreakThePositionIsTheLastWholeId", () => {
    const broken = readAll(["id: 50\ndata: whole\n\nevent: todo\ndata: hal"]);
    expect(broken.events.map((event) => event.data)).toEqual(["whole"]);
    expect(broken.state.id).toBe("50");
    expect(readAll(["data: next\n\n"], broken.state.id).events).toEqual([
      { id: "50", type: "message", data: "next" },
    ]);
  });

  it("AnIdThatIsNoNumberIsIgnored", () => {
    expect(readAll(["id: x\0y\ndata: a\n\n"]).events[0]?.id).toBe("40");
  });

  it("WaitsLongerEachTimeButNeverLongerThanTwentyOneSeconds", () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 50].map((attempt) => waitBefore(attempt, 0.5));
    expect(waits.slice(0, 6)).toEqual([500, 1000, 2000, 4000, 8000, 15000]);
    expect(waitBefore(50, 1)).toBe(21_000);
    expect(waitBefore(0, 0)).toBe(300);
  });
});
