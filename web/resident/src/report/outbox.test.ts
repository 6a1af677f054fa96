// What is left on the phone when a page is closed in the middle.
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll, remember } from "../mine/my_reports";
import { newDraft, type Draft } from "./draft";
import { allDrafts, dropDraft, saveDraft } from "./draft_store";
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
  it("WhatAnOlderPageKeptComesBackWithNothingAnswered", async () => {
    const older: Partial<Draft> = { ...newDraft(door, "", 1), text: "路灯不亮" };
    delete older.where;
    delete older.joins;
    await saveDraft(older as Draft);
    const session = await sessionAt(door);
    expect([session.draft.id, session.draft.where, session.draft.joins]).toEqual([older.id, null, null]);
    closeSession(session);
    await dropDraft(session.draft.id);
  });
  it("AReportWithoutACodeIsTakenUpOnItsOwnScreenOnly", async () => {
    const kept = { ...newDraft("", "", 1), text: "东门口路灯不亮" };
    await saveDraft(kept);
    const [open, atDoor] = [await sessionAt(""), await sessionAt(door)];
    expect([open.draft.id, atDoor.draft.id === kept.id]).toEqual([kept.id, false]);
    closeSession(open);
    closeSession(atDoor);
  });
  it("WhatWasNotSentComesBack", async () => {
    const kept = { ...newDraft(door, "", 1), text: "路灯不亮" };
    await saveDraft(kept);
    const session = await sessionAt(door);
    expect(session.draft.id).toBe(kept.id);
    closeSession(session);
  });
});
