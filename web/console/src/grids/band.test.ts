// Households against the band, and what a move makes of it.
import { describe, expect, it } from "vitest";
import { barOf, consequencesOf, gravestFirst, householdsOf, standingOf } from "./band";
import { divisionOfToday } from "./division";
import { ground } from "./small_county";

const { band } = ground;
const today = divisionOfToday(ground);

describe("band", () => {
  it("BothEndsAreAllowed", () => {
    expect(standingOf(300, band)).toEqual({ kind: "within", by: 0 });
    expect(standingOf(500, band)).toEqual({ kind: "within", by: 0 });
    expect(standingOf(299, band)).toEqual({ kind: "under", by: 1 });
    expect(standingOf(501, band)).toEqual({ kind: "over", by: 1 });
  });

  it("TheBarHoldsTheBandAndNeverLeavesItsFrame", () => {
    expect(barOf(350, band)).toEqual({ from: 300 / 700, to: 500 / 700, length: 0.5 });
    expect(barOf(2000, band).length).toBe(1);
  });

  it("AMoveIsCountedOnBothSidesBeforeItIsMade", () =>
    expect(consequencesOf(new Set([12]), today, 1, band)).toEqual([
      { grid: 0, households: 200, kind: "under", by: 100 },
      { grid: 1, households: 520, kind: "over", by: 20 },
    ]));

  it("BuildingsOfSeveralGridsAreTakenFromEachAndThoseThereAlreadyFromNone", () =>
    expect(consequencesOf(new Set([12, 14, 15]), today, 1, band)).toEqual([
      { grid: 0, households: 200, kind: "under", by: 100 },
      { grid: 2, households: 120, kind: "under", by: 180 },
      { grid: 1, households: 760, kind: "over", by: 260 },
    ]));

  it("WithoutAGridToGoToOnlyTheLossIsCounted", () => {
    expect(consequencesOf(new Set([12]), today, null, band)).toHaveLength(1);
    expect(householdsOf(new Set([12, 13]), today)).toBe(350);
  });

  it("TheGravestComesFirst", () => {
    const fault = (grid: number, amount: number) =>
      ({ fault: "too_few_households", grid, building: null, amount }) as const;
    expect(gravestFirst([fault(1, 5), fault(2, 50), fault(0, 5)]).map((one) => one.grid)).toEqual([2, 0, 1]);
  });
});
