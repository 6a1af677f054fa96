// Ground around buildings: who touches whom, and whose it is.
import { describe, expect, it } from "vitest";
import { cellsOf, kOpen, touchingGrids, type Cell } from "./cells";
import { isWithinLine } from "./lasso";
import { distance, type Spot } from "./plane";

const lattice = (side: number, step: number): Spot[] =>
  Array.from({ length: side * side }, (_, at): Spot => [step * (at % side), step * Math.floor(at / side)]);

/** Spread without a pattern, the same every time. */
function scattered(count: number, size: number): Spot[] {
  let seed = 7;
  const next = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: count }, (): Spot => [next() * size, next() * size]);
}

const areaOf = ({ corners }: Cell) =>
  corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length] as Spot;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

describe("cells", () => {
  it("OnALatticeEveryInnerCellIsASquareBetweenFourNeighbours", () => {
    const cells = cellsOf(lattice(5, 30));
    const middle = cells[12] as Cell;
    expect(areaOf(middle)).toBeCloseTo(900, 5);
    expect(new Set(middle.beyond.filter((_, at) => edgeLength(middle, at) > 0.01))).toEqual(
      new Set([7, 11, 13, 17]),
    );
  });

  it("AnyPlaceNearBuildingsBelongsToTheNearestOne", () => {
    const spots = scattered(300, 900);
    const cells = cellsOf(spots);
    for (const place of scattered(400, 900).map(([x, y]): Spot => [x + 0.5, y + 0.5])) {
      const away = spots.map((spot) => distance(spot, place));
      const nearest = away.indexOf(Math.min(...away));
      if ((away[nearest] as number) > 50) continue;
      const owners = cells.flatMap((cell, at) => (isWithinLine(place, cell.corners) ? [at] : []));
      expect(owners).toEqual([nearest]);
    }
  });

  it("WhatLiesBeyondAnEdgeHasTheSameEdge", () => {
    const cells = cellsOf(scattered(300, 900));
    cells.forEach((cell, at) =>
      cell.beyond.forEach((other, edge) => {
        if (other === kOpen || edgeLength(cell, edge) < 0.5) return;
        expect(cells[other]?.beyond).toContain(at);
      }),
    );
  });

  it("ALoneBuildingsGroundEndsInTheOpen", () => {
    const [alone] = cellsOf([[0, 0]]) as [Cell];
    expect(new Set(alone.beyond)).toEqual(new Set([kOpen]));
    expect(alone.neighbours).toEqual([]);
  });

  it("BuildingsOnOneSpotAreNeighboursAndBreakNothing", () => {
    const cells = cellsOf([
      [0, 0],
      [0, 0],
      [40, 0],
    ]);
    expect(cells[0]?.neighbours).toEqual([2, 1]);
    expect(areaOf(cells[0] as Cell)).toBeGreaterThan(0);
  });

  it("GridsTouchAcrossTheOpenButNotAcrossAnother", () => {
    const cells = cellsOf([
      [0, 0],
      [200, 0],
      [400, 0],
    ]);
    const touching = touchingGrids(cells, (at) => at);
    expect([...(touching.get(0) ?? [])]).toEqual([1]);
    expect([...(touching.get(1) ?? [])].sort()).toEqual([0, 2]);
  });
});

function edgeLength(cell: Cell, at: number): number {
  return distance(cell.corners[at] as Spot, cell.corners[(at + 1) % cell.corners.length] as Spot);
}
