// The ground around each building: all that is nearer to it than to any other, but not far out into the open. Pure.
// Cells of Voronoi's diagram by cutting a polygon at one bisector after the other (Preparata, Shamos 1985, 5.5), nearest first.
import { distance, type Spot } from "./plane";

export interface Cell {
  corners: Spot[];
  /** Who lies beyond the edge from each corner to the next: a building's index, or kOpen. */
  beyond: number[];
  /** Buildings whose ground would touch if the open between them were divided too. */
  neighbours: number[];
}

export const kOpen = -1;

/** How far, in metres, a building's ground is drawn into the open, and how far its neighbours may be. */
const kDrawn = 60;
const kNear = 400;
const kBucket = 60;

type Shape = Pick<Cell, "corners" | "beyond">;

function circleAround([x, y]: Spot, radius: number, corners: number): Shape {
  const turn = (at: number) => (2 * Math.PI * at) / corners;
  const at = Array.from({ length: corners }, (_, n) => n);
  return {
    corners: at.map((n): Spot => [x + radius * Math.cos(turn(n)), y + radius * Math.sin(turn(n))]),
    beyond: at.map(() => kOpen),
  };
}

/** What of `shape` is nearer to `mine` than to `theirs`; the new edge has `label` beyond it. */
function cut(shape: Shape, mine: Spot, theirs: Spot, label: number): Shape {
  const [dx, dy] = [theirs[0] - mine[0], theirs[1] - mine[1]];
  const [mx, my] = [(theirs[0] + mine[0]) / 2, (theirs[1] + mine[1]) / 2];
  const over = shape.corners.map(([x, y]) => (x - mx) * dx + (y - my) * dy);
  if (over.every((one) => one <= 0)) return shape;
  const kept: Shape = { corners: [], beyond: [] };
  const keep = (corner: Spot, beyond: number) => {
    kept.corners.push(corner);
    kept.beyond.push(beyond);
  };
  shape.corners.forEach((from, at) => {
    const next = (at + 1) % shape.corners.length;
    const to = shape.corners[next] as Spot;
    const [here, there] = [over[at] as number, over[next] as number];
    const edge = shape.beyond[at] as number;
    if (here <= 0) keep(from, edge);
    if (here <= 0 === there <= 0) return;
    const share = here / (here - there);
    const crossing: Spot = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    keep(crossing, here <= 0 ? label : edge);
  });
  return kept;
}

/** Buildings by squares of the plane, so that near ones are found without looking at all. */
function bucketsOf(spots: readonly Spot[]) {
  const buckets = new Map<string, number[]>();
  const of = (value: number) => Math.floor(value / kBucket);
  spots.forEach(([x, y], at) => {
    const key = `${of(x)},${of(y)}`;
    const bucket = buckets.get(key);
    if (bucket) bucket.push(at);
    else buckets.set(key, [at]);
  });
  /** Those in the squares that lie `ring` squares away. */
  return ([x, y]: Spot, ring: number): number[] => {
    const found: number[] = [];
    for (let right = -ring; right <= ring; right++)
      for (let up = -ring; up <= ring; up += Math.abs(right) === ring || ring === 0 ? 1 : 2 * ring)
        found.push(...(buckets.get(`${of(x) + right},${of(y) + up}`) ?? []));
    return found;
  };
}

function cellOf(spots: readonly Spot[], at: number, inRing: ReturnType<typeof bucketsOf>): Cell {
  const mine = spots[at] as Spot;
  const atSameSpot: number[] = [];
  let wide = circleAround(mine, kNear, 16);
  for (let ring = 0; ; ring++) {
    const reach = Math.max(...wide.corners.map((corner) => distance(corner, mine)));
    if ((ring - 1) * kBucket > 2 * reach) break;
    for (const other of inRing(mine, ring)) {
      const theirs = spots[other] as Spot;
      if (other === at) continue;
      if (distance(mine, theirs) < 0.01) atSameSpot.push(other);
      else wide = cut(wide, mine, theirs, other);
    }
  }
  const touching = [...new Set(wide.beyond)].filter((one) => one !== kOpen);
  const drawn = touching.reduce(
    (shape, other) => cut(shape, mine, spots[other] as Spot, other),
    circleAround(mine, kDrawn, 12),
  );
  return { ...drawn, neighbours: [...touching, ...atSameSpot] };
}

export function cellsOf(spots: readonly Spot[]): Cell[] {
  const inRing = bucketsOf(spots);
  return spots.map((_, at) => cellOf(spots, at, inRing));
}

/** Which grids touch which, by number; `gridAt` gives the grid of the building at an index. */
export function touchingGrids(
  cells: readonly Cell[],
  gridAt: (at: number) => number | undefined,
): Map<number, Set<number>> {
  const touching = new Map<number, Set<number>>();
  cells.forEach((cell, at) => {
    const mine = gridAt(at);
    if (mine === undefined) return;
    const known = touching.get(mine) ?? new Set<number>();
    touching.set(mine, known);
    for (const other of cell.neighbours) {
      const theirs = gridAt(other);
      if (theirs !== undefined && theirs !== mine) known.add(theirs);
    }
  });
  // A circle's corners are few: what one side misses the other has seen.
  for (const [grid, others] of touching) for (const other of others) touching.get(other)?.add(grid);
  return touching;
}
