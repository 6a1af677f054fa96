// Two divisions side by side.
import { describe, expect, it } from "vitest";
import { betterOf, changingHouseholds, differingBuildings, figuresOf, sameGrids } from "./comparison";
import { divisionOfPlan, divisionOfToday } from "./division";
import { asToday, ground, planOf } from "./small_county";

const today = divisionOfToday(ground);
const idToday = (id: number) => ground.buildings.find((one) => one.id === id)?.grid_id;
const moved = divisionOfPlan(
  ground,
  planOf(
    ground.grids.map(({ id, name }) => ({ id, name })),
    [0, 1, 1, 1, 2, 2],
  ),
);

describe("comparison", () => {
  it("ACopyOfTodayDiffersInNothing", () => {
    const copy = divisionOfPlan(ground, asToday());
    expect(differingBuildings(today, copy).size).toBe(0);
    expect(changingHouseholds(copy, idToday)).toBe(0);
  });

  it("WhatMovedIsCountedInHouseholdsAndNamed", () => {
    expect([...differingBuildings(today, moved)]).toEqual([12]);
    expect(figuresOf(moved, idToday, ground.band)).toMatchObject({
      grids: 3,
      outside: 2,
      changing: 200,
      radius: 30,
      farthest: 60,
      cut_compounds: 1,
    });
  });

  it("ANewNumberForTheSameGridIsNoDifference", () => {
    const [first, second, third] = ground.grids.map(({ id, name }) => ({ id, name }));
    const turned = divisionOfPlan(ground, planOf([third!, first!, second!], [1, 1, 2, 2, 0, 0]));
    expect(differingBuildings(today, turned).size).toBe(0);
    expect(sameGrids(today, turned).get(0)).toBe(2);
  });

  it("NewGridsOfTwoPlansAreTheSameWhereTheyShareMost", () => {
    const [first, second] = ground.grids.map(({ id, name }) => ({ id, name }));
    const one = divisionOfPlan(
      ground,
      planOf([first!, second!, { id: null, name: "新1" }], [0, 0, 1, 1, 2, 2]),
    );
    const other = divisionOfPlan(
      ground,
      planOf([first!, second!, { id: null, name: "新2" }], [0, 0, 1, 2, 2, 2]),
    );
    expect([...differingBuildings(one, other)]).toEqual([14]);
  });

  it("ANewGridsHouseholdsAllGetAnotherWorker", () => {
    const [first, second] = ground.grids.map(({ id, name }) => ({ id, name }));
    const drawn = divisionOfPlan(
      ground,
      planOf([first!, second!, { id: null, name: "新1" }], [0, 0, 1, 1, 2, 2]),
    );
    expect(changingHouseholds(drawn, idToday)).toBe(360);
  });

  it("LessIsBetterButMoreGridsAreNeither", () => {
    const figures = figuresOf(today, idToday, ground.band);
    expect(betterOf("outside", figures, { ...figures, outside: figures.outside + 1 })).toBe("left");
    expect(betterOf("radius", { ...figures, radius: 80.4 }, { ...figures, radius: 80.1 })).toBe("same");
    expect(betterOf("imbalance", { ...figures, imbalance: 0.2 }, { ...figures, imbalance: 0.1 })).toBe(
      "right",
    );
    expect(betterOf("grids", figures, { ...figures, grids: 4 })).toBeNull();
  });
});
