// Inside a drawn line.
import { describe, expect, it } from "vitest";
import { isWithinLine } from "./lasso";
import type { Spot } from "./plane";

/** Like the letter C, open to the right. */
const bay: Spot[] = [
  [0, 0],
  [30, 0],
  [30, 10],
  [10, 10],
  [10, 20],
  [30, 20],
  [30, 30],
  [0, 30],
];

describe("lasso", () => {
  it("ABayInTheLineIsOutside", () => {
    expect(isWithinLine([5, 15], bay)).toBe(true);
    expect(isWithinLine([20, 15], bay)).toBe(false);
    expect(isWithinLine([20, 5], bay)).toBe(true);
    expect(isWithinLine([40, 5], bay)).toBe(false);
  });
  it("NothingIsWithinAPoint", () => expect(isWithinLine([0, 0], [[0, 0]])).toBe(false));
});
