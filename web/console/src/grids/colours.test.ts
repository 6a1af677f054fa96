// Neighbours never look alike, and what was one colour stays it.
import { describe, expect, it } from "vitest";
import { coloursFor, kPalette } from "./colours";

const edges: [number, number][] = [
  [0, 1],
  [1, 2],
  [2, 0],
  [2, 3],
  [3, 4],
  [4, 0],
];
function touchingOf(pairs: [number, number][]) {
  const touching = new Map<number, Set<number>>();
  for (const [a, b] of pairs) {
    touching.set(a, (touching.get(a) ?? new Set()).add(b));
    touching.set(b, (touching.get(b) ?? new Set()).add(a));
  }
  return touching;
}

describe("colours", () => {
  it("NeighboursDiffer", () => {
    const colours = coloursFor([0, 1, 2, 3, 4], touchingOf(edges));
    for (const [a, b] of edges) expect(colours.get(a)).not.toBe(colours.get(b));
  });

  it("AGridKeepsItsColourUnlessANeighbourHasIt", () => {
    const kept = coloursFor([0, 1, 2, 3, 4], touchingOf(edges), (grid) => [5, 4, 3, 5, 2][grid]);
    expect([...kept].sort()).toEqual([
      [0, 5],
      [1, 4],
      [2, 3],
      [3, 5],
      [4, 2],
    ]);
    const clash = coloursFor([0, 1], touchingOf([[0, 1]]), () => 6);
    expect(clash.get(0)).toBe(6);
    expect(clash.get(1)).not.toBe(6);
  });

  it("WithMoreNeighboursThanColoursEveryGridStillHasOne", () => {
    const all = Array.from({ length: kPalette.length + 2 }, (_, at) => at);
    const pairs = all.flatMap((a) => all.filter((b) => b < a).map((b): [number, number] => [a, b]));
    for (const colour of coloursFor(all, touchingOf(pairs)).values()) expect(kPalette[colour]).toBeDefined();
  });
});
