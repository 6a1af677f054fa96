// A division as GeoJSON: ground and borders of the grids, and their buildings. Pure.
import { kOpen } from "./cells";
import { kPalette } from "./colours";
import { isImagined, type Building, type Division } from "./division";
import type { GroundShape } from "./ground_shape";
import type { Point, Spot } from "./plane";

type Position = [lon: number, lat: number];

const feature = (geometry: object, properties: object = {}) => ({
  type: "Feature" as const,
  geometry,
  properties,
});
export const collectionOf = (features: object[]) => ({ type: "FeatureCollection" as const, features });

const positionIn =
  (shape: GroundShape) =>
  (spot: Spot): Position => {
    const { lon, lat } = shape.plane.pointOf(spot);
    return [lon, lat];
  };

/** One area for each grid, with its number and colour. */
export function groundFeatures(
  shape: GroundShape,
  gridOf: Division["gridOf"],
  colours: ReadonlyMap<number, number>,
) {
  const position = positionIn(shape);
  const areas = new Map<number, Position[][][]>();
  shape.cells.forEach((cell, at) => {
    const grid = gridOf.get((shape.buildings[at] as Building).id);
    if (grid === undefined || cell.corners.length === 0) return;
    const ring = cell.corners.map(position);
    const area = areas.get(grid) ?? [];
    area.push([[...ring, ring[0] as Position]]);
    areas.set(grid, area);
  });
  return collectionOf(
    [...areas].map(([grid, coordinates]) =>
      feature(
        { type: "MultiPolygon", coordinates },
        { grid, ground: kPalette[colours.get(grid) ?? 0]?.ground },
      ),
    ),
  );
}

/** The lines around all grids, or around one. */
export function borderFeatures(shape: GroundShape, gridOf: Division["gridOf"], only?: number | null) {
  const position = positionIn(shape);
  const gridAt = (at: number) =>
    at === kOpen ? undefined : gridOf.get((shape.buildings[at] as Building).id);
  const lines: Position[][] = [];
  shape.cells.forEach((cell, at) => {
    const mine = gridAt(at);
    if (mine === undefined || (only !== undefined && mine !== only)) return;
    cell.beyond.forEach((beyond, edge) => {
      // A border between two is drawn from one side, unless only that side is asked for.
      if (gridAt(beyond) === mine || (only === undefined && beyond !== kOpen && beyond < at)) return;
      const from = cell.corners[edge] as Spot;
      const to = cell.corners[(edge + 1) % cell.corners.length] as Spot;
      lines.push([position(from), position(to)]);
    });
  });
  return collectionOf(lines.length ? [feature({ type: "MultiLineString", coordinates: lines })] : []);
}

const pointOf = (building: Building, properties: object) =>
  feature({ type: "Point", coordinates: [building.lon, building.lat] }, { id: building.id, ...properties });

export function buildingFeatures(division: Division, colours: ReadonlyMap<number, number>) {
  return collectionOf(
    division.buildings.map((one) => {
      const grid = division.gridOf.get(one.id);
      const colour = grid === undefined ? undefined : kPalette[colours.get(grid) ?? 0]?.mark;
      return pointOf(one, {
        households: one.households,
        is_imagined: isImagined(one),
        mark: colour ?? "#ffffff",
        ...(grid === undefined ? {} : { grid }),
      });
    }),
  );
}

/** Those of some buildings, to be ringed. */
export function ringFeatures(buildings: readonly Building[], ids: ReadonlySet<number>) {
  return collectionOf(
    buildings.filter((one) => ids.has(one.id)).map((one) => pointOf(one, { households: one.households })),
  );
}

/** One place that is no building yet. */
export function placeFeatures(place: Point | null) {
  return collectionOf(place ? [feature({ type: "Point", coordinates: [place.lon, place.lat] })] : []);
}

export function barrierFeatures(barriers: readonly (readonly number[][])[]) {
  return collectionOf(barriers.map((coordinates) => feature({ type: "LineString", coordinates })));
}

/** The box around some buildings: west, south, east, north. */
export function boxOf(buildings: readonly Pick<Building, "lon" | "lat">[]) {
  if (buildings.length === 0) return null;
  const lons = buildings.map((one) => one.lon);
  const lats = buildings.map((one) => one.lat);
  const box: [number, number, number, number] = [
    Math.min(...lons),
    Math.min(...lats),
    Math.max(...lons),
    Math.max(...lats),
  ];
  return box;
}
