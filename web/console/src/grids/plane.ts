// Metres on a plane that touches the earth in the middle of a town: good to a thousandth over some tens of kilometres. Pure.
export type Spot = [x: number, y: number];

export interface Point {
  lon: number;
  lat: number;
}

export interface Plane {
  spotOf: (point: Point) => Spot;
  pointOf: (spot: Spot) => Point;
}

const kMetresPerDegree = 111_195;

export function planeOf(points: readonly Point[]): Plane {
  const mean = (values: number[]) => values.reduce((total, one) => total + one, 0) / (values.length || 1);
  const lon = mean(points.map((one) => one.lon));
  const lat = mean(points.map((one) => one.lat));
  const perLon = kMetresPerDegree * Math.cos((lat * Math.PI) / 180);
  return {
    spotOf: (point) => [(point.lon - lon) * perLon, (point.lat - lat) * kMetresPerDegree],
    pointOf: ([x, y]) => ({ lon: lon + x / perLon, lat: lat + y / kMetresPerDegree }),
  };
}

export function distance([ax, ay]: Spot, [bx, by]: Spot): number {
  return Math.hypot(ax - bx, ay - by);
}
