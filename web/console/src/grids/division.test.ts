// Today's grids are measured as the planner measures.
import { describe, expect, it } from "vitest";
import { divisionOfPlan, divisionOfToday, isImagined, shortName } from "./division";
import { boxOf, borderFeatures, buildingFeatures, groundFeatures } from "./features";
import { shapeOf, touchingIn } from "./ground_shape";
import { asToday, ground } from "./small_county";

describe("division", () => {
  it("AGridOfTodayHasItsHouseholdsMiddleAndRadius", () => {
    const [first] = divisionOfToday(ground).grids;
    expect(first).toMatchObject({ number: 0, id: 71, buildings: 2, households: 400, cases: 20 });
    expect(first?.radius).toBeCloseTo(25, 0);
    expect(first?.farthest).toBeCloseTo(25, 0);
    expect(first?.middle.lon).toBeCloseTo(109.7 + 25 / 99_442, 6);
  });

  it("ABuildingWithoutAGridIsInNone", () => {
    const [lost, ...rest] = ground.buildings;
    const division = divisionOfToday({ ...ground, buildings: [{ ...lost!, grid_id: null }, ...rest] });
    expect(division.gridOf.has(11)).toBe(false);
    expect(division.grids[0]?.households).toBe(200);
  });

  it("WhatIsImaginedIsABuildingOfItsGrid", () => {
    const imagined = {
      id: -1,
      name: "桂花苑",
      lon: 109.701,
      lat: 26.58,
      households: 60,
      community_id: 1,
      grid: 1,
    };
    const division = divisionOfPlan(ground, { ...asToday(), imagined: [imagined] });
    expect(division.gridOf.get(-1)).toBe(1);
    expect(division.buildings.filter(isImagined).map((one) => one.label)).toEqual(["桂花苑"]);
  });

  it("TheCommunityIsLeftOutOfANameOnTheMap", () => {
    expect(shortName("飞山社区第1网格", ground.communities)).toBe("第1网格");
    expect(shortName("飞山社区", ground.communities)).toBe("飞山社区");
    expect(shortName("新网格1", ground.communities)).toBe("新网格1");
  });
});

describe("features", () => {
  const division = divisionOfToday(ground);
  const shape = shapeOf(division.buildings);

  it("EveryGridHasOneGroundAndEveryBuildingAMark", () => {
    const grounds = groundFeatures(shape, division.gridOf, new Map()).features as {
      properties: { grid: number };
    }[];
    expect(grounds.map((one) => one.properties.grid)).toEqual([0, 1, 2]);
    expect(buildingFeatures(division, new Map()).features).toHaveLength(6);
  });

  it("ABorderBetweenTwoGridsIsDrawnOnceAndAroundOneGridWhole", () => {
    const lines = (only?: number) =>
      (borderFeatures(shape, division.gridOf, only).features[0] as { geometry: { coordinates: unknown[] } })
        .geometry.coordinates.length;
    const around = [0, 1, 2].map((grid) => lines(grid));
    // Two borders are shared: each is around two grids.
    expect(lines()).toBe(around[0]! + around[1]! + around[2]! - 2);
  });

  it("GridsInARowTouchTheirNeighboursAlone", () =>
    expect(touchingIn(shape, division.gridOf)).toEqual(
      new Map([
        [0, new Set([1])],
        [1, new Set([0, 2])],
        [2, new Set([1])],
      ]),
    ));

  it("TheBoxHoldsTheBuildings", () => {
    expect(boxOf([])).toBeNull();
    expect(boxOf(ground.buildings)?.slice(0, 2)).toEqual([109.7, 26.58]);
  });
});
