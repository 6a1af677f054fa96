// Names on the map as plain HTML: glyph files would have to come from somewhere, the system's own fonts are here.
import type { Map as MapLibre } from "maplibre-gl";
import { boxAround, type Feature } from "./points";

export interface Name {
  text: string;
  lon: number;
  lat: number;
  from: number;
  upTo: number;
  weight: number;
  /** How it is drawn: as it is named in the board's styles. */
  tone?: string;
}

const kMost = 60;
const kHeight = 22;
const kPerLetter = 14;

/** Names of one layer, shown between two zooms; larger places win where two would touch. */
export function namesOf(features: readonly Feature[], from: number, upTo: number): Name[] {
  return features.flatMap((feature) => {
    const box = boxAround([feature]);
    const properties = feature.properties as { name?: string; households?: number } | undefined;
    if (!box || !properties?.name) return [];
    return [
      {
        text: properties.name,
        lon: (box[0] + box[2]) / 2,
        lat: (box[1] + box[3]) / 2,
        from,
        upTo,
        weight: properties.households ?? 0,
      },
    ];
  });
}

export interface Placed {
  text: string;
  x: number;
  y: number;
  tone?: string;
}

function withoutWeight({ text, x, y, tone }: Placed): Placed {
  return tone === undefined ? { text, x, y } : { text, x, y, tone };
}

/** The heaviest names first; a name that would touch one already placed is left out. */
export function placeNames(names: readonly (Placed & { weight: number })[]): Placed[] {
  const placed: Placed[] = [];
  const width = (one: Placed) => one.text.length * kPerLetter;
  const touches = (a: Placed, b: Placed) =>
    Math.abs(a.x - b.x) < (width(a) + width(b)) / 2 && Math.abs(a.y - b.y) < kHeight;
  for (const name of [...names].sort((a, b) => b.weight - a.weight)) {
    if (placed.length >= kMost) break;
    if (!placed.some((one) => touches(one, name))) placed.push(withoutWeight(name));
  }
  return placed;
}

/** Draws the names of this view into `board`, an element over the map. */
export function drawNames(map: MapLibre, board: HTMLElement, names: readonly Name[]): void {
  const zoom = map.getZoom();
  const { clientWidth, clientHeight } = map.getContainer();
  const inView = names
    .filter((name) => zoom >= name.from && zoom < name.upTo)
    .map((name) => ({
      ...map.project([name.lon, name.lat]),
      text: name.text,
      weight: name.weight,
      tone: name.tone,
    }))
    .filter((name) => name.x > 0 && name.y > 0 && name.x < clientWidth && name.y < clientHeight);
  board.replaceChildren(
    ...placeNames(inView).map((name) => {
      const label = document.createElement("span");
      label.textContent = name.text;
      if (name.tone) label.className = name.tone;
      label.style.transform = `translate(${Math.round(name.x)}px, ${Math.round(name.y)}px) translate(-50%, -50%)`;
      return label;
    }),
  );
}
