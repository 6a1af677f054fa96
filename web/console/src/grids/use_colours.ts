// The colour of each grid, kept from edit to edit by its name, and who its neighbours are.
import { shallowRef, watch, type Ref } from "vue";
import { coloursFor } from "./colours";
import type { Building, Division } from "./division";
import { shapeOf, touchingIn, type GroundShape } from "./ground_shape";

export interface Look {
  shape: GroundShape;
  touching: ReadonlyMap<number, ReadonlySet<number>>;
  colours: ReadonlyMap<number, number>;
}

/** Cells depend on places alone: most edits leave them as they are. */
function isSamePlaces(before: readonly Building[], now: readonly Building[]): boolean {
  return (
    before.length === now.length &&
    before.every((one, at) => {
      const other = now[at];
      return other?.id === one.id && other.lon === one.lon && other.lat === one.lat;
    })
  );
}

/** `before` gives the colour a grid should keep if it can, by number; otherwise it keeps its own from the edit before. */
export function useColours(
  division: Ref<Division | null>,
  before?: Ref<(grid: number) => number | undefined>,
): Ref<Look | null> {
  const look = shallowRef<Look | null>(null);
  let shape: GroundShape | null = null;
  let byName = new Map<string, number>();
  watch(
    [division, before ?? division],
    () => {
      const now = division.value;
      if (!now) return void (look.value = null);
      shape = shape && isSamePlaces(shape.buildings, now.buildings) ? shape : shapeOf(now.buildings);
      const touching = touchingIn(shape, now.gridOf);
      const names = new Map(now.grids.map((grid) => [grid.number, grid.name]));
      const old = before?.value ?? ((grid: number) => byName.get(names.get(grid) ?? ""));
      const colours = coloursFor([...names.keys()], touching, old);
      byName = new Map(now.grids.map((grid) => [grid.name, colours.get(grid.number) ?? 0]));
      look.value = { shape, touching, colours };
    },
    { immediate: true },
  );
  return look;
}
