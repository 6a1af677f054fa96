// Names on the map do not cover one another.
import { describe, expect, it } from "vitest";
import { namesOf, placeNames } from "./labels";

describe("labels", () => {
  it("WhereTwoNamesWouldTouchTheLargerPlaceIsNamed", () => {
    const names = [
      { text: "小村", x: 100, y: 100, weight: 10 },
      { text: "飞山社区", x: 110, y: 105, weight: 900 },
      { text: "梅林", x: 100, y: 140, weight: 5 },
    ];
    expect(placeNames(names).map((one) => one.text)).toEqual(["飞山社区", "梅林"]);
  });

  it("ANameStandsInTheMiddleOfItsPlaceAndANamelessPlaceHasNone", () => {
    const square = {
      geometry: {
        coordinates: [
          [
            [0, 0],
            [4, 0],
            [4, 2],
            [0, 2],
          ],
        ],
      },
    };
    expect(
      namesOf(
        [
          { ...square, properties: { name: "新城小区", households: 7 } },
          { ...square, properties: {} },
        ],
        12,
        20,
      ),
    ).toEqual([{ text: "新城小区", lon: 2, lat: 1, from: 12, upTo: 20, weight: 7 }]);
  });
});
