// A share is always a share of something.
import { describe, expect, it } from "vitest";
import { newestFirst, percentOf, sumOf, type Week } from "./quality";

const week = (begins: string, decisions: number, first_right: number): Week => ({
  begins,
  decisions,
  first_right,
  among_three: first_right + 1,
  unsure: 1,
  expected_right: first_right + 0.5,
  drifted: false,
});
const weeks = [week("2026-11-08T16:00:00Z", 10, 6), week("2026-11-15T16:00:00Z", 30, 24)];

describe("quality", () => {
  it("TheNewestWeekStandsFirst", () =>
    expect(newestFirst(weeks).map((one) => one.decisions)).toEqual([30, 10]));
  it("WeeksAreAddedByTheirCountsNotByTheirShares", () => {
    const all = sumOf(weeks);
    expect(all).toEqual({ decisions: 40, first_right: 30, among_three: 32, unsure: 2, expected_right: 31 });
    expect(percentOf(all.first_right, all.decisions)).toBe(75);
  });
  it("OfNothingThereIsNoShare", () => {
    expect(sumOf([]).decisions).toBe(0);
    expect(percentOf(0, 0)).toBeNull();
  });
});
