// Names in the middle of grids.
import { describe, expect, it } from "vitest";
import { divisionOfToday } from "./division";
import { gridNames } from "./grid_names";
import { ground } from "./small_county";

const words = {
  households: (n: number) => `${n} 户`,
  off: ({ kind, by }: { kind: string; by: number }) => `${kind} ${by}`,
};
const crowded = {
  ...ground,
  buildings: ground.buildings.map((one) => ({ ...one, households: one.households * 2 })),
};

describe("grid names", () => {
  it("ANameSaysItsHouseholdsAndWhatIsWrongInWords", () => {
    const texts = gridNames(divisionOfToday(crowded), ground.communities, ground.band, null, words);
    expect(texts.map((one) => [one.text, one.tone])).toEqual([
      ["第1网格 800 户 · over 300", "needs"],
      ["第2网格 640 户 · over 140", "needs"],
      ["第1网格 720 户 · over 220", "needs"],
    ]);
  });

  it("TheOpenGridIsNamedFromAnywhere", () => {
    const [first, second] = gridNames(divisionOfToday(ground), ground.communities, ground.band, 0, words);
    expect(first).toMatchObject({ text: "第1网格 400 户", tone: "chosen", from: 0 });
    expect(second?.from).toBeGreaterThan(0);
    expect(second?.weight).toBeLessThan(first?.weight ?? 0);
  });
});
