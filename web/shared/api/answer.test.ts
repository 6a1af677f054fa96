// What becomes of answers that are not answers.
import { describe, expect, it } from "vitest";
import { answerOf, failureOf, mayTryAgain, webFailure } from "./answer";

const problem = {
  type: "/problems/cases.stale",
  title: "t",
  status: 409,
  code: "cases.stale",
  request_id: "r1",
};

describe("answerOf", () => {
  it("GivesTheValueAndItsVersion", async () => {
    const response = new Response(null, { status: 200, headers: { ETag: '"3"' } });
    expect(await answerOf(Promise.resolve({ data: 7, response }))).toEqual({
      ok: true,
      value: 7,
      etag: '"3"',
    });
  });
  it("GivesTheProblemOfARefusal", async () => {
    const response = new Response(null, { status: 409 });
    const answer = await answerOf(Promise.resolve({ error: problem, response }));
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: "cases.stale", status: 409, request_id: "r1" },
    });
  });
  it("NeverThrowsWhenTheNetworkDoes", async () => {
    const answer = await answerOf(Promise.reject(new TypeError("Failed to fetch")));
    expect(answer).toEqual({ ok: false, problem: webFailure("offline") });
  });
  it("CallsAnAbortATimeout", async () => {
    const answer = await answerOf(Promise.reject(new DOMException("", "AbortError")));
    expect(answer).toEqual({ ok: false, problem: webFailure("timeout") });
  });
});

describe("problems", () => {
  it("AProxysPageIsUnreadable", () => {
    expect(failureOf("<html>Bad gateway</html>", 502).code).toBe("web.unreadable");
    expect(failureOf(undefined, 502).status).toBe(502);
  });
  it("OnlyWhatMayPassBySoonIsTriedAgain", () => {
    expect([0, 408, 429, 500, 503].map((status) => mayTryAgain(webFailure("offline", status)))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(
      [400, 404, 409, 410, 422].map((status) => mayTryAgain(webFailure("unreadable", status))),
    ).not.toContain(true);
  });
});
