// Where the buildings of a division lie, worked out once for their places: cells, plane, and the index of each building. Pure.
import { cellsOf, touchingGrids, type Cell } from "./cells";
import type { Building, Division } from "./division";
import { planeOf, type Plane } from "./plane";

export interface GroundShape {
  buildings: readonly Building[];
  plane: Plane;
  cells: readonly Cell[];
}

export function shapeOf(buildings: readonly Building[]): GroundShape {
  const plane = planeOf(buildings);
  return { buildings, plane, cells: cellsOf(buildings.map(plane.spotOf)) };
}

/** Numbers of the grids that touch each grid. */
export function touchingIn(shape: GroundShape, gridOf: Division["gridOf"]): Map<number, Set<number>> {
  return touchingGrids(shape.cells, (at) => {
    const building = shape.buildings[at];
    return building && gridOf.get(building.id);
  });
}
