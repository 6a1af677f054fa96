// Two divisions side by side: which grids are the same, which buildings differ, and which figures are better. Pure.
import { standingOf, type Band } from "./band";
import { isImagined, type Division } from "./division";

export interface Figures {
  grids: number;
  outside: number;
  changing: number;
  radius: number;
  farthest: number;
  imbalance: number;
  cut_compounds: number;
}
export type Figure = keyof Figures;

/** In the order of the table; of all but the number of grids less is better. */
export const kFigures = [
  "outside",
  "changing",
  "radius",
  "farthest",
  "imbalance",
  "cut_compounds",
  "grids",
] as const satisfies readonly Figure[];

type IdOf = (building: number) => number | null | undefined;

/** `idToday` is the grid of a building as of today, by id. */
export function figuresOf(division: Division, idToday: IdOf, band: Band): Figures {
  const { grids } = division;
  const households = grids.reduce((total, grid) => total + grid.households, 0);
  const mean = grids.reduce((total, grid) => total + grid.cases, 0) / (grids.length || 1);
  const off = grids.reduce((total, grid) => total + Math.abs(grid.cases - mean), 0) / (grids.length || 1);
  return {
    grids: grids.length,
    outside: grids.filter((grid) => standingOf(grid.households, band).kind !== "within").length,
    changing: changingHouseholds(division, idToday),
    radius: grids.reduce((total, grid) => total + grid.radius * grid.households, 0) / (households || 1),
    farthest: Math.max(0, ...grids.map((grid) => grid.farthest)),
    imbalance: mean > 0 ? off / mean : 0,
    cut_compounds: cutCompounds(division),
  };
}

/** Households that get another worker: their building's grid would not be the one that it is in today. */
export function changingHouseholds(division: Division, idToday: IdOf): number {
  const idOf = new Map(division.grids.map((grid) => [grid.number, grid.id]));
  return division.buildings.reduce((total, one) => {
    const today = idToday(one.id);
    const number = division.gridOf.get(one.id);
    if (today === null || today === undefined || number === undefined) return total;
    return idOf.get(number) === today ? total : total + one.households;
  }, 0);
}

function cutCompounds(division: Division): number {
  const grids = new Map<number, Set<number>>();
  for (const one of division.buildings) {
    const grid = division.gridOf.get(one.id);
    if (one.compoundId === null || grid === undefined) continue;
    grids.set(one.compoundId, (grids.get(one.compoundId) ?? new Set()).add(grid));
  }
  return [...grids.values()].reduce((total, one) => total + one.size - 1, 0);
}

/** The grid of `left` that goes on in each grid of `right`: by id, and new ones by most households in common. */
export function sameGrids(left: Division, right: Division): Map<number, number> {
  const same = new Map<number, number>();
  const numberOf = new Map(left.grids.flatMap((grid) => (grid.id === null ? [] : [[grid.id, grid.number]])));
  for (const grid of right.grids) {
    const number = grid.id === null ? undefined : numberOf.get(grid.id);
    if (number !== undefined) same.set(grid.number, number);
  }
  const taken = new Set(same.values());
  for (const { from, to } of sharedMostFirst(left, right)) {
    if (same.has(to) || taken.has(from)) continue;
    same.set(to, from);
    taken.add(from);
  }
  return same;
}

function sharedMostFirst(left: Division, right: Division) {
  const shared = new Map<string, { from: number; to: number; households: number }>();
  for (const one of left.buildings) {
    const from = left.gridOf.get(one.id);
    const to = right.gridOf.get(one.id);
    if (from === undefined || to === undefined) continue;
    const pair = shared.get(`${from}-${to}`) ?? { from, to, households: 0 };
    pair.households += one.households;
    shared.set(`${from}-${to}`, pair);
  }
  return [...shared.values()].sort((a, b) => b.households - a.households || a.from - b.from || a.to - b.to);
}

/** Ids of the real buildings that lie in another grid on the right than on the left. */
export function differingBuildings(left: Division, right: Division): Set<number> {
  const same = sameGrids(left, right);
  const differ = left.buildings.filter((one) => {
    const to = right.gridOf.get(one.id);
    return !isImagined(one) && (to === undefined ? undefined : same.get(to)) !== left.gridOf.get(one.id);
  });
  return new Set(differ.map((one) => one.id));
}

/** What would be shown as the same number is the same. */
export function betterOf(figure: Figure, left: Figures, right: Figures): "left" | "right" | "same" | null {
  if (figure === "grids") return null;
  const step = figure === "imbalance" ? 0.001 : 1;
  const [a, b] = [Math.round(left[figure] / step), Math.round(right[figure] / step)];
  return a === b ? "same" : a < b ? "left" : "right";
}
