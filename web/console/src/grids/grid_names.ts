// The names that stand on the map in the middle of each grid, with its households; what lies outside the band says so. Pure.
import type { Name } from "../map/labels";
import { standingOf, type Band } from "./band";
import { shortName, type Division } from "./division";

/** Farther away there is room for communities' names alone. */
const kFrom = 13.6;

export interface NameWords {
  households: (value: number) => string;
  off: (standing: ReturnType<typeof standingOf>) => string;
}

export function gridNames(
  division: Division,
  communities: readonly { name: string }[],
  band: Band,
  open: number | null,
  words: NameWords,
): Name[] {
  return division.grids.map((grid) => {
    const standing = standingOf(grid.households, band);
    const isOff = standing.kind !== "within";
    const name = `${shortName(grid.name, communities)} ${words.households(grid.households)}`;
    const isOpen = grid.number === open;
    return {
      text: isOff ? `${name} · ${words.off(standing)}` : name,
      lon: grid.middle.lon,
      lat: grid.middle.lat,
      from: isOpen || isOff ? 0 : kFrom,
      upTo: 24,
      weight: (isOpen ? 2e6 : isOff ? 1e6 : 0) + grid.households,
      ...(isOpen ? { tone: "chosen" } : isOff ? { tone: "needs" } : {}),
    };
  });
}
