// Cases as points.
import { describe, expect, it } from "vitest";
import { boxAround, isWithin, mostPressingFirst, pointsOf, whereMostLie, type CasePoint } from "./points";

function point(id: number, urgency: CasePoint["urgency"], overdue = false, lon = 109, lat = 26): CasePoint {
  return { id, number: String(id), state: "submitted", category: null, urgency, overdue, lon, lat };
}

describe("points", () => {
  it("WhatIsOverdueComesBeforeWhatIsUrgent", () => {
    const points = [point(1, "low"), point(2, "emergency"), point(3, "low", true), point(4, "urgent", true)];
    expect(mostPressingFirst(points).map((one) => one.id)).toEqual([4, 3, 2, 1]);
  });

  it("AFeatureWithoutAPlaceIsLeftOut", () => {
    const properties = {
      id: 7,
      number: "n",
      state: "submitted",
      category: null,
      urgency: "low",
      overdue: false,
    };
    const features = [
      { geometry: null, properties },
      { geometry: { type: "Point", coordinates: [109.5, 26.5] }, properties },
    ];
    expect(pointsOf(features)).toEqual([{ ...properties, lon: 109.5, lat: 26.5 }]);
  });

  it("AFarCaseDoesNotStretchTheFirstView", () => {
    const town = Array.from({ length: 40 }, (_, at) => point(at + 1, "low", false, 109.6 + at / 1000, 26.5));
    const bounds = whereMostLie([...town, point(99, "low", false, 120, 40)]);
    expect(bounds?.[2]).toBeLessThan(109.7);
    expect(whereMostLie([])).toBeNull();
    expect(isWithin(town[20] as CasePoint, bounds ?? [0, 0, 0, 0])).toBe(true);
  });

  it("TheBoxHoldsEveryCornerOfNestedGeometry", () => {
    const many = {
      geometry: {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [1, 2],
              [5, 3],
              [4, 9],
            ],
          ],
          [
            [
              [-1, 4],
              [0, 0],
              [2, 2],
            ],
          ],
        ],
      },
    };
    expect(boxAround([many, { geometry: null }])).toEqual([-1, 0, 5, 9]);
    expect(boxAround([])).toBeNull();
  });
});
