// How a division looks on the map: grounds of grids, their borders, buildings sized by households. Pure.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";

export const kPlanSources = [
  "county",
  "ground",
  "community",
  "barriers",
  "borders",
  "grid",
  "buildings",
  "differ",
  "chosen",
  "place",
] as const;
export type PlanSource = (typeof kPlanSources)[number];

/** The name of the mark of an imagined compound. */
export const kImaginedMark = "imagined";

const nothing = { type: "FeatureCollection" as const, features: [] };

/** The disc's area grows with the households; `more` pixels of radius for a ring around it. */
const radius = (more: number): ExpressionSpecification => {
  const at = (scale: number): ExpressionSpecification => [
    "+",
    more,
    ["*", scale, ["sqrt", ["max", 4, ["get", "households"]]]],
  ];
  return [
    "interpolate",
    ["exponential", 1.6],
    ["zoom"],
    11,
    at(0.12),
    13,
    at(0.35),
    15,
    at(0.9),
    18,
    at(2.6),
  ];
};

const layers: LayerSpecification[] = [
  { id: "paper", type: "background", paint: { "background-color": "#efeae2" } },
  { id: "county", type: "fill", source: "county", paint: { "fill-color": "#fdfcfa" } },
  {
    id: "ground",
    type: "fill",
    source: "ground",
    paint: { "fill-color": ["get", "ground"], "fill-opacity": 0.75, "fill-antialias": false },
  },
  {
    id: "community",
    type: "line",
    source: "community",
    paint: { "line-color": "#8d857c", "line-width": 1.5, "line-dasharray": [4, 3] },
  },
  {
    id: "borders",
    type: "line",
    source: "borders",
    layout: { "line-cap": "round" },
    paint: { "line-color": "#55504c", "line-width": ["interpolate", ["linear"], ["zoom"], 13, 0.8, 17, 2] },
  },
  {
    id: "barriers",
    type: "line",
    source: "barriers",
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": "#1d4f73", "line-width": ["interpolate", ["linear"], ["zoom"], 13, 2, 17, 5] },
  },
  {
    id: "grid",
    type: "line",
    source: "grid",
    layout: { "line-cap": "round" },
    paint: { "line-color": "#1d1b1a", "line-width": 3.5 },
  },
  {
    id: "buildings",
    type: "circle",
    source: "buildings",
    filter: ["!", ["get", "is_imagined"]],
    paint: {
      "circle-radius": radius(0),
      "circle-color": ["get", "mark"],
      "circle-stroke-color": "#ffffff",
      "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 14, 0, 15, 1],
    },
  },
  {
    id: "imagined",
    type: "symbol",
    source: "buildings",
    filter: ["get", "is_imagined"],
    layout: { "icon-image": kImaginedMark, "icon-allow-overlap": true },
  },
  {
    id: "differ",
    type: "circle",
    source: "differ",
    paint: {
      "circle-radius": radius(2),
      "circle-opacity": 0,
      "circle-stroke-color": "#1d1b1a",
      "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 13, 0.75, 16, 2.25],
    },
  },
  {
    id: "chosen",
    type: "circle",
    source: "chosen",
    paint: {
      "circle-radius": radius(3),
      "circle-color": "#ffffff",
      "circle-opacity": 0.35,
      "circle-stroke-color": "#1d1b1a",
      "circle-stroke-width": 3,
    },
  },
  {
    id: "place",
    type: "symbol",
    source: "place",
    layout: { "icon-image": kImaginedMark, "icon-allow-overlap": true },
  },
];

/** Nothing is simplified: grounds that touch would come apart. */
export function planStyle(): StyleSpecification {
  const sources = kPlanSources.map((id) => [id, { type: "geojson" as const, data: nothing, tolerance: 0 }]);
  return { version: 8, sources: Object.fromEntries(sources), layers };
}
