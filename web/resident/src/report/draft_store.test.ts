// Nobody waits for a store that does not answer, and what was dropped does not come back.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newDraft } from "./draft";

type Listener = (() => void) | null;
interface FakeRequest {
  result: unknown;
  onsuccess: Listener;
  onerror: Listener;
}

/** A database whose transactions end when `settles` is true. */
function databaseThat(settles: boolean) {
  const kept = new Map<string, { id: string }>();
  const objectStore = () => ({
    getAll: () => ({ result: [...kept.values()] }),
    put: (value: { id: string }) => (settles && kept.set(value.id, value), { result: value.id }),
    delete: (id: string) => (settles && kept.delete(id), { result: undefined }),
  });
  const transaction = () => {
    const one = { objectStore, oncomplete: null as Listener };
    if (settles) setTimeout(() => one.oncomplete?.());
    return one;
  };
  return { kept, transaction };
}

function browserThatOpens(database: unknown): void {
  vi.stubGlobal("indexedDB", {
    open: () => {
      const request: FakeRequest = { result: database, onsuccess: null, onerror: null };
      if (database) setTimeout(() => request.onsuccess?.());
      return request;
    },
  });
}

describe("draft store", () => {
  const draft = newDraft("door-token-0000000000000001", "新城小区14栋401", 0);
  const fresh = async () => ({ ...(await import("./draft_store")), ...(await import("./outbox")) });
  /** The outcome after the moment that a person may be kept waiting. */
  const soon = async <T>(work: Promise<T>): Promise<T | "waits"> => {
    let outcome: T | "waits" = "waits";
    void work.then((value) => (outcome = value));
    await vi.advanceTimersByTimeAsync(2500);
    return outcome;
  };
  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetModules();
    localStorage.clear();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("ADatabaseThatNeverOpensDoesNotHoldUpTheForm", async () => {
    browserThatOpens(null);
    const { sessionAt } = await fresh();
    const session = await soon(sessionAt(draft.door));
    expect(session).not.toBe("waits");
  });
  it("ATransactionThatNeverEndsDoesNotHoldUpTheForm", async () => {
    browserThatOpens(databaseThat(false));
    const { sessionAt } = await fresh();
    expect(await soon(sessionAt(draft.door))).not.toBe("waits");
  });
  it("WhatTheStoreDidNotTakeIsKeptAsLongAsThePageLives", async () => {
    browserThatOpens(databaseThat(false));
    const { saveDraft, allDrafts, dropDraft } = await fresh();
    await soon(saveDraft(draft));
    expect(await soon(allDrafts())).toEqual([draft]);
    await soon(dropDraft(draft.id));
    expect(await soon(allDrafts())).toEqual([]);
  });
  it("WhatIsSavedAfterADropStays", async () => {
    const database = databaseThat(true);
    browserThatOpens(database);
    const { saveDraft, allDrafts, dropDraft } = await fresh();
    await soon(saveDraft(draft));
    await soon(Promise.all([dropDraft(draft.id), saveDraft({ ...draft, text: "路灯" })]));
    expect(await soon(allDrafts())).toEqual([{ ...draft, text: "路灯" }]);
  });
  it("AQueuedDraftThatOutlivedItsSendingIsNotTakenUpAgain", async () => {
    const database = databaseThat(true);
    browserThatOpens(database);
    const { saveDraft, sessionAt } = await fresh();
    const { remember } = await import("../mine/my_reports");
    await soon(saveDraft({ ...draft, state: "queued" }));
    remember({ key: draft.key, number: "1", token: "t", address: "", excerpt: "", at: "" });
    const session = await soon(sessionAt(draft.door));
    expect(session === "waits" ? session : session.draft.state).toBe("draft");
    expect(database.kept.size).toBe(0);
  });
});
