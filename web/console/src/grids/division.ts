// A division of the ground into grids, a plan's or today's, as maps, lists and comparisons ask for it. Pure.
import type { GridPlan, PlanGround, PlannedGrid } from "@shared/api/types";
import { distance, planeOf, type Plane, type Spot } from "./plane";

/** One building, real or imagined (its id is below 0). */
export interface Building {
  id: number;
  label: string;
  lon: number;
  lat: number;
  households: number;
  cases: number;
  communityId: number;
  compoundId: number | null;
}

export type DividedGrid = Pick<
  PlannedGrid,
  "number" | "id" | "name" | "buildings" | "households" | "cases" | "radius" | "farthest" | "middle"
>;

export interface Division {
  buildings: readonly Building[];
  grids: readonly DividedGrid[];
  /** Number of the grid of each building, by the building's id; a building without a grid is not in it. */
  gridOf: ReadonlyMap<number, number>;
}

export const isImagined = (building: Pick<Building, "id">) => building.id < 0;

export function buildingsOf(ground: PlanGround, imagined: GridPlan["imagined"] = []): Building[] {
  return [
    ...ground.buildings.map((one) => ({
      id: one.id,
      label: one.label,
      lon: one.lon,
      lat: one.lat,
      households: one.households,
      cases: one.cases,
      communityId: one.community_id,
      compoundId: one.compound_id,
    })),
    ...imagined.map((one) => ({
      id: one.id,
      label: one.name,
      lon: one.lon,
      lat: one.lat,
      households: one.households,
      cases: 0,
      communityId: one.community_id,
      compoundId: null,
    })),
  ];
}

export function divisionOfPlan(ground: PlanGround, plan: GridPlan): Division {
  return {
    buildings: buildingsOf(ground, plan.imagined),
    grids: plan.grids,
    gridOf: new Map([...plan.buildings, ...plan.imagined].map((one) => [one.id, one.grid])),
  };
}

/** Today's grids in the order of the ground, measured as the planner measures. */
export function divisionOfToday(ground: PlanGround): Division {
  const buildings = buildingsOf(ground);
  const numberOf = new Map(ground.grids.map((grid, number) => [grid.id, number]));
  const gridOf = new Map<number, number>();
  const within: Building[][] = ground.grids.map(() => []);
  ground.buildings.forEach((one, at) => {
    const number = one.grid_id === null ? undefined : numberOf.get(one.grid_id);
    const building = buildings[at];
    if (number === undefined || !building) return;
    gridOf.set(one.id, number);
    within[number]?.push(building);
  });
  const plane = planeOf(buildings);
  const grids = ground.grids.map((grid, number) => ({
    number,
    id: grid.id,
    name: grid.name,
    ...measure(within[number] ?? [], plane),
  }));
  return { buildings, grids, gridOf };
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);

function measure(buildings: readonly Building[], plane: Plane): Omit<DividedGrid, "number" | "id" | "name"> {
  const households = sum(buildings.map((one) => one.households));
  const spots = buildings.map((one) => plane.spotOf(one));
  const weights = buildings.map((one) =>
    households > 0 ? one.households / households : 1 / buildings.length,
  );
  const weighted = (values: readonly number[]) => sum(values.map((value, at) => value * (weights[at] ?? 0)));
  const middle: Spot = [weighted(spots.map(([x]) => x)), weighted(spots.map(([, y]) => y))];
  const away = spots.map((spot) => distance(spot, middle));
  return {
    buildings: buildings.length,
    households,
    cases: sum(buildings.map((one) => one.cases)),
    radius: weighted(away),
    farthest: Math.max(0, ...away),
    middle: plane.pointOf(middle),
  };
}

/** The name without its community's, which the map and the list already show. */
export function shortName(name: string, communities: readonly { name: string }[]): string {
  const prefix = communities.find((one) => name.startsWith(one.name) && name.length > one.name.length);
  return prefix ? name.slice(prefix.name.length) : name;
}
