// Deadlines in words.
import { describe, expect, it } from "vitest";
import { countdownTo, dayAlone, dayAndHour, spanOf } from "./time";

const now = Date.parse("2026-11-22T10:00:00Z");
const at = (iso: string) => countdownTo(iso, now);

describe("countdownTo", () => {
  it("ShowsDaysAndHoursAboveADay", () => {
    expect(at("2026-11-24T13:59:00Z")).toMatchObject({
      key: "days_hours",
      span: { days: 2, hours: 3 },
      late: false,
    });
  });
  it("ShowsHoursAndMinutesBelowADay", () => {
    expect(at("2026-11-22T11:05:00Z")).toMatchObject({
      key: "hours_minutes",
      span: { hours: 1, minutes: 5 },
    });
  });
  it("IsPressingInTheLastHour", () => {
    expect(at("2026-11-22T10:59:59Z").pressing).toBe(true);
    expect(at("2026-11-22T11:00:00Z").pressing).toBe(false);
  });
  it("IsLateAfterTheDeadline", () => {
    expect(at("2026-11-22T09:30:00Z")).toMatchObject({ key: "minutes", span: { minutes: 30 }, late: true });
    expect(at("2026-11-22T10:00:00Z")).toMatchObject({ key: "under_a_minute", late: false });
  });
  it("SpanIsNeverNegative", () => {
    expect(spanOf(-5)).toEqual({ days: 0, hours: 0, minutes: 0 });
  });
});

describe("dayAlone", () => {
  it("IsADayOfTheCountysCalendar", () => {
    expect(dayAlone("2026-11-20", "zh-CN", now)).toBe("11月20日");
    expect(dayAlone("2026-11-15T16:00:00Z", "zh-CN", now)).toBe("11月16日");
    expect(dayAlone("2026-11-20", "en", now)).toBe("20 Nov");
    expect(dayAlone("2025-11-20", "en", now)).toBe("20 Nov 2025");
  });
});

describe("dayAndHour", () => {
  it("SpeaksTheCountysTimeWhateverThePhonesZone", () => {
    expect(dayAndHour("2026-11-25T10:00:00Z", "zh-CN", now)).toBe("11月25日 18:00");
    expect(dayAndHour("2026-11-25T10:00:00Z", "en", now)).toBe("25 Nov, 18:00");
  });
  it("NamesTheYearWhenItIsAnother", () => {
    expect(dayAndHour("2025-11-25T10:00:00Z", "zh-CN", now)).toContain("2025年");
    expect(dayAndHour("2026-12-31T17:00:00Z", "zh-CN", now)).toContain("2027年");
  });
});
