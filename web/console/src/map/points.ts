// Cases as points: what the server gives, ordered by how much they need somebody. Pure.
import type { CaseState, Urgency } from "@shared/api/types";

export interface CasePoint {
  id: number;
  number: string;
  state: CaseState;
  category: string | null;
  urgency: Urgency;
  overdue: boolean;
  lon: number;
  lat: number;
}

export type Bounds = [west: number, south: number, east: number, north: number];

export interface Feature {
  type?: string;
  geometry?: unknown;
  properties?: unknown;
}

export function pointsOf(features: readonly Feature[]): CasePoint[] {
  return features.flatMap((feature) => {
    const coordinates = (feature.geometry as { coordinates?: unknown } | null)?.coordinates;
    if (!Array.isArray(coordinates)) return [];
    const [lon, lat] = coordinates as number[];
    if (typeof lon !== "number" || typeof lat !== "number") return [];
    return [{ ...(feature.properties as Omit<CasePoint, "lon" | "lat">), lon, lat }];
  });
}

const kRank: Record<Urgency, number> = { low: 0, normal: 1, urgent: 2, emergency: 3 };

/** Overdue before urgent before the rest: drawn on top, listed first. */
export function weightOf(point: Pick<CasePoint, "urgency" | "overdue">): number {
  return kRank[point.urgency] + (point.overdue ? 10 : 0);
}

export function mostPressingFirst(points: readonly CasePoint[]): CasePoint[] {
  return [...points].sort((a, b) => weightOf(b) - weightOf(a) || b.id - a.id);
}

export function isWithin(point: Pick<CasePoint, "lon" | "lat">, [west, south, east, north]: Bounds): boolean {
  return point.lon >= west && point.lon <= east && point.lat >= south && point.lat <= north;
}

export function collectionOf(points: readonly CasePoint[]) {
  return {
    type: "FeatureCollection" as const,
    features: points.map((point) => ({
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates: [point.lon, point.lat] },
      properties: { id: point.id, urgency: point.urgency, overdue: point.overdue, weight: weightOf(point) },
    })),
  };
}

/** Where most of them lie: the outermost twentieth on each side does not stretch the view. */
export function whereMostLie(points: readonly Pick<CasePoint, "lon" | "lat">[]): Bounds | null {
  if (points.length === 0) return null;
  const at = (values: number[], share: number) => values[Math.round((values.length - 1) * share)] ?? 0;
  const lons = points.map((point) => point.lon).sort((a, b) => a - b);
  const lats = points.map((point) => point.lat).sort((a, b) => a - b);
  return [at(lons, 0.05), at(lats, 0.05), at(lons, 0.95), at(lats, 0.95)];
}

/** The box around any GeoJSON geometry. */
export function boxAround(features: readonly Feature[]): Bounds | null {
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [x, y] = value as unknown[];
    if (typeof x === "number" && typeof y === "number") {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    } else value.forEach(take);
  };
  features.forEach((feature) => take((feature.geometry as { coordinates?: unknown } | null)?.coordinates));
  return box[0] === Infinity ? null : box;
}
