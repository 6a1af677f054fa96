// The county's own map: paper, lines and houses from our geometry; no tiles, glyphs or sprites from anywhere. Pure.
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";

export const kLayers = ["county", "community", "grid", "compound", "building"] as const;
export type BaseLayer = (typeof kLayers)[number];

/** Houses are many and small: they are asked for only when one looks that close. */
export const kBuildingsFrom = 14;

const nothing = { type: "FeatureCollection" as const, features: [] };

const paint: LayerSpecification[] = [
  { id: "paper", type: "background", paint: { "background-color": "#efeae2" } },
  { id: "county", type: "fill", source: "county", paint: { "fill-color": "#fdfcfa" } },
  {
    id: "compound",
    type: "fill",
    source: "compound",
    minzoom: 11,
    paint: { "fill-color": "#f1ece3", "fill-outline-color": "#cfc6ba" },
  },
  {
    id: "building",
    type: "fill",
    source: "building",
    minzoom: kBuildingsFrom,
    paint: { "fill-color": "#ddd4c7", "fill-outline-color": "#b9aea0" },
  },
  {
    id: "grid",
    type: "line",
    source: "grid",
    minzoom: 12,
    paint: { "line-color": "#8d857c", "line-width": 1, "line-dasharray": [3, 2] },
  },
  { id: "community", type: "line", source: "community", paint: { "line-color": "#b3a99d", "line-width": 1 } },
  { id: "county-edge", type: "line", source: "county", paint: { "line-color": "#55504c", "line-width": 2 } },
  {
    id: "cases",
    type: "symbol",
    source: "cases",
    layout: {
      "icon-image": ["concat", ["get", "urgency"], ["case", ["get", "overdue"], "-overdue", ""]],
      "icon-allow-overlap": true,
      "symbol-sort-key": ["get", "weight"],
    },
  },
  {
    id: "chosen",
    type: "circle",
    source: "chosen",
    paint: {
      "circle-radius": 17,
      "circle-opacity": 0,
      "circle-stroke-color": "#1d1b1a",
      "circle-stroke-width": 3,
    },
  },
];

export function emptyStyle(): StyleSpecification {
  const sources = [...kLayers, "cases", "chosen"].map((id) => [
    id,
    { type: "geojson" as const, data: nothing },
  ]);
  return { version: 8, sources: Object.fromEntries(sources), layers: paint };
}
