// What is left on the phone when a page is closed in the middle.
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll, remember } from "../mine/my_reports";
import { newDraft } from "./draft";
import { allDrafts, saveDraft } from "./draft_store";
import { closeSession, sessionAt } from "./outbox";

const door = "door-token-0000000000000002";
const report = { number: "261122-00042", token: "link", address: "", excerpt: "", at: "" };

describe("outbox", () => {
  beforeEach(forgetAll);

  it("WhatTheServerHasAlreadyNeverComesBackToTheForm", async () => {
    const sent = { ...newDraft(door, "", 1), text: "路灯不亮", state: "queued" as const };
    await saveDraft(sent);
    remember({ ...report, key: sent.key });
    const session = await sessionAt(door);
    expect(session.draft.id).not.toBe(sent.id);
    expect(session.draft.state).toBe("draft");
    await expect.poll(async () => (await allDrafts()).map(({ id }) => id)).not.toContain(sent.id);
    closeSession(session);
  });
  it("WhatWasNotSentComesBack", async () => {
    const kept = { ...newDraft(door, "", 1), text: "路灯不亮" };
    await saveDraft(kept);
    const session = await sessionAt(door);
    expect(session.draft.id).toBe(kept.id);
    closeSession(session);
  });
});
