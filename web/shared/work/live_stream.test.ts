// The line comes back by itself and goes on where it was.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLine, type Line, type LineState } from "./live_stream";

interface Call {
  lastEventId: string;
  send: (text: string) => void;
  end: () => void;
  breakOff: () => void;
  isAborted: () => boolean;
}

let calls: Call[];
let line: Line | undefined;
let states: LineState[];
let heard: string[];
let signedOut: number;
let status: number;

function answering(_url: unknown, init?: RequestInit): Promise<Response> {
  let to!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (to = controller) });
  init?.signal?.addEventListener("abort", () => {
    try {
      to.error(new DOMException("", "AbortError"));
    } catch {
      // It had ended before.
    }
  });
  calls.push({
    lastEventId: new Headers(init?.headers).get("Last-Event-ID") ?? "",
    send: (text) => to.enqueue(new TextEncoder().encode(text)),
    end: () => to.close(),
    breakOff: () => to.error(new TypeError("network")),
    isAborted: () => init?.signal?.aborted === true,
  });
  return Promise.resolve(new Response(status === 200 ? body : null, { status }));
}

function open(from = "7") {
  line = openLine(from, {
    url: "/api/v1/events",
    onEvent: (event) => heard.push(`${event.id}:${event.data}`),
    onState: (state) => states.push(state),
    onSignedOut: () => signedOut++,
  });
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", answering);
  calls = [];
  states = [];
  heard = [];
  signedOut = 0;
  status = 200;
});
afterEach(() => {
  line?.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("live line", () => {
  it("StartsWhereTheListEndedAndAfterABreakGoesOnAfterTheLastEvent", async () => {
    open("7");
    await pass(0);
    calls[0]?.send("id: 8\ndata: a\n\nid: 9\ndata: b\n\ndata: hal");
    await pass(0);
    calls[0]?.breakOff();
    await pass(1000);
    expect(calls.map((call) => call.lastEventId)).toEqual(["7", "9"]);
    expect(heard).toEqual(["8:a", "9:b"]);
    expect(states).toEqual(["live", "reconnecting", "live"]);
  });

  it("ALineThatFallsSilentIsDead", async () => {
    open();
    await pass(0);
    calls[0]?.send(": still here\n\n");
    await pass(39_000);
    expect(calls).toHaveLength(1);
    await pass(3_000);
    expect(calls).toHaveLength(2);
  });

  it("AnOrdinaryEndAlarmsNobody", async () => {
    open();
    await pass(0);
    await pass(20_000);
    calls[0]?.end();
    await pass(100);
    expect(calls).toHaveLength(2);
    expect(states).not.toContain("reconnecting");
  });

  it("AServerThatEndsEveryStreamAtOnceIsNotHammered", async () => {
    open();
    await pass(0);
    for (let ended = 0, at = 0; at < 150; at++) {
      while (ended < calls.length) calls[ended++]?.end();
      await pass(200);
    }
    expect(calls.length).toBeLessThan(10);
  });

  it("WhenTheSessionIsOverItStopsAndSaysSo", async () => {
    status = 401;
    open();
    await pass(60_000);
    expect(calls).toHaveLength(1);
    expect(signedOut).toBe(1);
    expect(states).toEqual(["closed"]);
  });

  it("AfterCloseTheStreamIsEndedAndNothingIsAskedAgain", async () => {
    open();
    await pass(0);
    line?.close();
    line?.wake();
    line?.drop();
    await pass(60_000);
    expect(calls.map((call) => call.isAborted())).toEqual([true]);
    expect([states, signedOut]).toEqual([["live", "closed"], 0]);
  });

  it("WakingALineThatWasJustHeardDoesNotTearItDownAndWakingABrokenOneTriesAtOnce", async () => {
    open();
    await pass(0);
    calls[0]?.send(": here\n\n");
    await pass(0);
    line?.wake();
    await pass(0);
    expect(calls).toHaveLength(1);
    status = 503;
    calls[0]?.breakOff();
    await pass(5_000);
    const tries = calls.length;
    status = 200;
    line?.wake();
    await pass(1);
    expect(calls).toHaveLength(tries + 1);
    await pass(10_000);
    expect(calls).toHaveLength(tries + 1);
  });
});
