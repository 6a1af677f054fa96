// How a resident reads a case.
import { describe, expect, it } from "vitest";
import type { AllowedAction, Attachment, LinkedCase } from "@shared/api/types";
import { isFinal, mediaOf, picturesOf, standingOf } from "./reading";

const allowed = (...actions: AllowedAction["action"][]): AllowedAction[] =>
  actions.map((action) => ({ action, requires: [], optional: [] }));
const picture = (id: number, phase: Attachment["phase"], content_type = "image/jpeg"): Attachment => ({
  id,
  phase,
  content_type,
  bytes: 1,
  at: "2026-11-22T00:00:00Z",
});
const found = (changes: Partial<LinkedCase>) =>
  standingOf({ state: "in_progress", close_reason: null, allowed_actions: [], ...changes });

describe("standingOf", () => {
  it("ItIsYourTurnOnlyWhenYouMayConfirm", () => {
    expect(found({ state: "awaiting_confirmation", allowed_actions: allowed("confirm", "refuse") })).toBe(
      "you",
    );
    expect(found({ state: "awaiting_confirmation", allowed_actions: allowed("urge") })).toBe("others");
  });
  it("OnlyTheReportersYesIsShownAsDone", () => {
    expect(found({ state: "closed", close_reason: "resident_confirmed" })).toBe("done");
    for (const close_reason of ["timed_out", "forced", "unverifiable", "withdrawn"] as const)
      expect(found({ state: "closed", close_reason })).toBe("over");
  });
  it("EndedOtherwiseIsOver", () => {
    expect(
      (["rejected", "merged", "redirected", "voided"] as const).map((state) => found({ state })),
    ).toEqual(Array(4).fill("over"));
    expect(isFinal("reopened")).toBe(false);
  });
});

describe("picturesOf", () => {
  it("ReportedPicturesStandAsBefore", () => {
    const pictures = picturesOf({
      attachments: [picture(1, "report"), picture(2, "after"), picture(3, "note")],
    });
    expect(pictures.before.map(({ id }) => id)).toEqual([1]);
    expect(pictures.after.map(({ id }) => id)).toEqual([2]);
    expect(pictures.notes.map(({ id }) => id)).toEqual([3]);
    expect(pictures.compares).toBe(true);
    expect(picturesOf({ attachments: [picture(1, "report")] }).compares).toBe(false);
  });
  it("VideosAreToldByTheirContentType", () => {
    const [photo, video] = mediaOf(
      [picture(1, "report"), picture(2, "report", "video/mp4")],
      "a/b",
      () => "x",
    );
    expect([photo?.isVideo, video?.isVideo]).toEqual([false, true]);
    expect(photo?.src).toBe("/api/v1/links/a%2Fb/attachments/1");
  });
});
