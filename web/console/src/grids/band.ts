// Households of grids against the band, and what moving some buildings would make of it. Pure.
import type { GridPlan, PlanGround } from "@shared/api/types";
import type { Division } from "./division";

export type Band = PlanGround["band"];

export interface Standing {
  kind: "within" | "under" | "over";
  /** Households short or over; 0 within. */
  by: number;
}

export function standingOf(households: number, band: Band): Standing {
  if (households < band.fewest) return { kind: "under", by: band.fewest - households };
  if (households > band.most) return { kind: "over", by: households - band.most };
  return { kind: "within", by: 0 };
}

/** Where the band begins and ends on a bar, and how long the bar is: shares of its width. */
export function barOf(households: number, band: Band) {
  const whole = Math.max(band.most * 1.4, households);
  const share = (value: number) => Math.min(1, value / whole);
  return { from: share(band.fewest), to: share(band.most), length: share(households) };
}

export interface Consequence extends Standing {
  grid: number;
  households: number;
}

export function householdsOf(ids: ReadonlySet<number>, division: Division): number {
  return division.buildings.reduce((total, one) => total + (ids.has(one.id) ? one.households : 0), 0);
}

/** What the grids that lose buildings would have then, and the one they go to, last. */
export function consequencesOf(
  chosen: ReadonlySet<number>,
  division: Division,
  to: number | null,
  band: Band,
): Consequence[] {
  const leaving = new Map<number, number>();
  for (const one of division.buildings) {
    const grid = division.gridOf.get(one.id);
    if (!chosen.has(one.id) || grid === undefined || grid === to) continue;
    leaving.set(grid, (leaving.get(grid) ?? 0) + one.households);
  }
  const now = new Map(division.grids.map((grid) => [grid.number, grid.households]));
  const arriving = [...leaving.values()].reduce((total, one) => total + one, 0);
  const after = [...leaving].map(([grid, less]) => ({ grid, households: (now.get(grid) ?? 0) - less }));
  if (to !== null) after.push({ grid: to, households: (now.get(to) ?? 0) + arriving });
  return after.map((one) => ({ ...one, ...standingOf(one.households, band) }));
}

/** Largest trouble first: what lies farthest from the band, then what is in pieces. */
export function gravestFirst(violations: GridPlan["violations"]): GridPlan["violations"] {
  return [...violations].sort((a, b) => b.amount - a.amount || (a.grid ?? 0) - (b.grid ?? 0));
}
