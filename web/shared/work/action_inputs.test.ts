// What an action asks for, and what is sent.
import { describe, expect, it } from "vitest";
import type { AllowedAction } from "../api/types";
import {
  fieldsOf,
  inOrder,
  localOf,
  missingIn,
  momentOf,
  noAnswers,
  requestOf,
  withReply,
} from "./action_inputs";

const handle: AllowedAction = {
  action: "handle",
  requires: ["after_photo"],
  optional: ["reason", "uploads"],
};
const dispatch: AllowedAction = {
  action: "dispatch",
  requires: ["organisation"],
  optional: ["category", "reason"],
};

describe("action inputs", () => {
  it("TheAfterPictureAndUploadsAreOneField", () =>
    expect(fieldsOf(handle)).toEqual([
      { input: "after_photo", required: true },
      { input: "reason", required: false },
    ]));

  it("WhatIsRequiredAndNotAnsweredIsNamed", () => {
    expect(missingIn(handle, noAnswers())).toEqual(["after_photo"]);
    expect(missingIn(handle, { ...noAnswers(), uploads: ["t"] })).toEqual([]);
    expect(
      missingIn({ action: "reject", requires: ["reason"], optional: [] }, { ...noAnswers(), reason: "  " }),
    ).toEqual(["reason"]);
  });

  it("OnlyWhatTheActionAsksForIsSent", () => {
    const answers = {
      ...noAnswers(),
      reason: " soon ",
      organisation: 7,
      uploads: ["t"],
      until: "2026-11-24T18:00",
    };
    expect(requestOf(dispatch, 3, answers)).toEqual({
      action: "dispatch",
      version: 3,
      reason: "soon",
      organisation_id: 7,
    });
    expect(requestOf(handle, 4, answers)).toEqual({
      action: "handle",
      version: 4,
      reason: "soon",
      uploads: ["t"],
    });
  });

  it("AnEmptyReasonIsNotSent", () =>
    expect(requestOf(dispatch, 1, { ...noAnswers(), organisation: 7 })).not.toHaveProperty("reason"));

  it("AnEarlierReplyStandsBelowWhatIsWrittenAndNeverExceedsTheField", () => {
    expect(withReply(" ", "换了新灯")).toBe("换了新灯");
    expect(withReply("看过了 ", "换了新灯")).toBe("看过了\n换了新灯");
    expect(withReply("a".repeat(999), "b".repeat(50))).toHaveLength(1000);
  });

  it("TimesAreReadOnTheCountysClock", () => {
    expect(momentOf("2026-11-24T18:00")).toBe("2026-11-24T10:00:00.000Z");
    expect(localOf(Date.parse("2026-11-24T10:00:00Z"))).toBe("2026-11-24T18:00");
    expect(momentOf("")).toBeNull();
    expect(momentOf("2026-13-45T99:00")).toBeNull();
  });

  it("TheStraightWayComesFirstThenGraveStepsAndNotesComeLast", () => {
    const all = ["add_note", "return_order", "request_extension", "start"].map(
      (action) => ({ action, requires: [], optional: [] }) as AllowedAction,
    );
    expect(inOrder(all).map((one) => one.action)).toEqual([
      "start",
      "request_extension",
      "return_order",
      "add_note",
    ]);
  });
});
