// No request waits for ever, not even in the middle of an answer.
import { afterEach, describe, expect, it, vi } from "vitest";
import { answerOf } from "./answer";
import { createApi } from "./client";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("client", () => {
  it("ABodyThatStopsInTheMiddleIsATimeout", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", (_request: Request, { signal }: RequestInit) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"address":'));
          signal?.addEventListener("abort", () => controller.error(new DOMException("", "AbortError")));
        },
      });
      return Promise.resolve(new Response(body, { headers: { "Content-Type": "application/json" } }));
    });
    let code = "waits";
    void answerOf(createApi({ language: () => "en" }).GET("/api/v1/county")).then((answer) => {
      if (!answer.ok) code = answer.problem.code;
    });
    await vi.advanceTimersByTimeAsync(21_000);
    expect(code).toBe("web.timeout");
  });
});
