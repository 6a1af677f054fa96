// Tones follow the deadline and the urgency.
import { describe, expect, it } from "vitest";
import { flagsToShow, toneOf, toneOfDeadline } from "./urgency";

const now = Date.parse("2026-11-23T10:00:00Z");

describe("urgency", () => {
  it("AMissedDeadlineNeedsYouAndANearOneIsSoon", () => {
    expect(toneOfDeadline("2026-11-23T09:59:59Z", now)).toBe("needs");
    expect(toneOfDeadline("2026-11-23T13:59:00Z", now)).toBe("soon");
    expect(toneOfDeadline("2026-11-23T14:01:00Z", now)).toBe("calm");
    expect(toneOfDeadline("2026-11-24T10:30:00Z", now)).toBe("calm");
    expect(toneOfDeadline(null, now)).toBe("calm");
  });

  it("OnlyUrgentAndEmergencyAreRed", () =>
    expect((["low", "normal", "urgent", "emergency"] as const).map(toneOf)).toEqual([
      "calm",
      "calm",
      "needs",
      "needs",
    ]));

  it("AFlagThatRepeatsTheUrgencyOrTheCountdownIsNotShown", () => {
    const work = { deadline: null, flags: ["urgent", "overdue", "supervised"] as const };
    expect(flagsToShow({ ...work, urgency: "urgent" })).toEqual(["supervised"]);
    expect(flagsToShow({ ...work, urgency: "normal" })).toEqual(["urgent", "supervised"]);
  });
});
