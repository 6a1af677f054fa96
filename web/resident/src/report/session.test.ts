// A report is sent once, however often it is tried.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useMyReports, forgetAll } from "../mine/my_reports";
import { newDraft } from "./draft";
import { allDrafts } from "./draft_store";
import { openSession, type Session } from "./session";

const receipt = {
  case_id: 1,
  number: "261122-00042",
  state: "submitted",
  link_token: "private-link-token-0001",
  submitted_at: "2026-11-22T10:00:00Z",
};
const problem = (status: number, code: string) => ({ type: "", title: "", status, code, request_id: "r" });
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" },
  });

interface Sent {
  path: string;
  key: string | null;
  body: string;
}

/** Answers one after another; "cut" is a network that breaks after the request left. */
function serverThat(...answers: (Response | "cut")[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url, "http://here").pathname;
    sent.push({ path, key: request.headers.get("Idempotency-Key"), body: await request.text() });
    const answer = answers.shift() ?? "cut";
    if (answer === "cut") throw new TypeError("Failed to fetch");
    return answer;
  });
  return sent;
}

describe("session", () => {
  let session: Session;
  beforeEach(() => {
    forgetAll();
    session = openSession({
      ...newDraft("door-token-0000000000000001", "新城小区14栋401", 0),
      text: "路灯不亮",
    });
  });
  afterEach(() => {
    session.close();
    vi.unstubAllGlobals();
  });

  it("ARetryCarriesTheSameKeyAndTheSameBody", async () => {
    const sent = serverThat("cut", json(503, problem(503, "http.unavailable")), json(201, receipt));
    session.send();
    await vi.waitFor(() => expect(session.problem.value?.code).toBe("web.offline"));
    session.draft.text = "changed while waiting";
    await session.pump();
    await session.pump();
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(new Set(sent.map(({ body }) => body))).toEqual(new Set(['{"text":"路灯不亮"}']));
    expect(session.receipt.value?.number).toBe("261122-00042");
  });
  it("WaitsInTheQueueWhileThereIsNoSignal", async () => {
    serverThat("cut");
    session.send();
    await vi.waitFor(() => expect(session.problem.value).not.toBeNull());
    expect((await allDrafts()).find(({ id }) => id === session.draft.id)?.state).toBe("queued");
  });
  it("WhatWasSentIsRememberedAndTheDraftIsGone", async () => {
    serverThat(json(201, receipt));
    session.send();
    await vi.waitFor(() => expect(session.receipt.value).not.toBeNull());
    await vi.waitFor(async () =>
      expect((await allDrafts()).map(({ id }) => id)).not.toContain(session.draft.id),
    );
    expect(useMyReports().value.map(({ token, excerpt }) => [token, excerpt])).toEqual([
      ["private-link-token-0001", "路灯不亮"],
    ]);
  });
  it("IsNeverSentTwiceAfterTheServerHasIt", async () => {
    const sent = serverThat(json(201, receipt), json(201, receipt));
    session.send();
    await vi.waitFor(() => expect(session.receipt.value).not.toBeNull());
    await session.pump();
    expect(sent).toHaveLength(1);
  });
  it("WhatIsTypedWhileItIsBeingSentDoesNotBringTheDraftBack", async () => {
    serverThat(json(201, receipt));
    session.send();
    session.draft.text = "typed meanwhile";
    await vi.waitFor(() => expect(session.receipt.value).not.toBeNull());
    await new Promise((later) => setTimeout(later, 500));
    expect((await allDrafts()).map(({ id }) => id)).not.toContain(session.draft.id);
  });
  it("WhatCanNoLongerBeJoinedGoesOnAlone", async () => {
    const sent = serverThat(json(422, problem(422, "cases.merge_target_unfit")), json(201, receipt));
    session.draft.joins = 7;
    session.send();
    await vi.waitFor(() => expect(session.receipt.value).not.toBeNull());
    expect(sent.map(({ body }) => body)).toEqual(['{"text":"路灯不亮","joins":7}', '{"text":"路灯不亮"}']);
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
  });
  it("ARefusalGoesBackToTheFormWithAFreshKey", async () => {
    const sent = serverThat(json(422, problem(422, "cases.text_too_long")), json(201, receipt));
    session.send();
    await vi.waitFor(() => expect(session.draft.state).toBe("draft"));
    expect(session.problem.value?.code).toBe("cases.text_too_long");
    session.send();
    await vi.waitFor(() => expect(session.receipt.value).not.toBeNull());
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
  });
});

describe("session without a code", () => {
  const county = { code: 431229, name: "靖州", emergency_numbers: [] };
  let session: Session;
  beforeEach(() => {
    forgetAll();
    session = openSession({ ...newDraft("", "", 0), text: "东门口路灯不亮" });
  });
  afterEach(() => {
    session.close();
    vi.unstubAllGlobals();
  });

  it("OfWhichNobodyKnowsThePlaceLiesInTheCountyAlsoWhenThatIsAskedLate", async () => {
    const sent = serverThat("cut", json(200, county), json(201, receipt));
    session.send();
    await vi.waitFor(() => expect(session.problem.value?.code).toBe("web.offline"));
    expect(session.draft.state).toBe("queued");
    await session.pump();
    expect(session.receipt.value?.number).toBe("261122-00042");
    expect(sent.map(({ path }) => path)).toEqual(["/api/v1/county", "/api/v1/county", "/api/v1/reports"]);
    expect(sent[2]?.body).toBe('{"text":"东门口路灯不亮","place_id":431229}');
  });
  it("LiesWhereSheSaid", async () => {
    const sent = serverThat(json(201, receipt));
    session.draft.where = { asked: 5, chosen: { id: 6, label: "东门口" } };
    session.send();
    await vi.waitFor(() => expect(session.receipt.value).not.toBeNull());
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      ["/api/v1/reports", '{"text":"东门口路灯不亮","place_id":6}'],
    ]);
    expect(useMyReports().value[0]?.address).toBe("东门口");
  });
});
