// Which buildings are chosen, and which grid is open beside the map; both survive an edit that leaves them there.
import { computed, ref, shallowRef, watch, type Ref } from "vue";
import { consequencesOf, householdsOf, type Band } from "./band";
import type { Division } from "./division";

export function useSelection(division: Ref<Division | null>, band: Ref<Band | null>) {
  const chosen = shallowRef<ReadonlySet<number>>(new Set());
  const grid = ref<number | null>(null);
  /** Where the chosen would go. */
  const target = ref<number | null>(null);

  const households = computed(() => (division.value ? householdsOf(chosen.value, division.value) : 0));
  const consequences = computed(() => {
    if (!division.value || !band.value || chosen.value.size === 0) return [];
    return consequencesOf(chosen.value, division.value, target.value, band.value);
  });
  const from = computed(
    () =>
      new Set(
        [...chosen.value].map((id) => division.value?.gridOf.get(id)).filter((one) => one !== undefined),
      ),
  );

  function choose(ids: readonly number[], isMore: boolean): void {
    const next = new Set(isMore ? chosen.value : []);
    // One that is chosen alone and tapped again is let go.
    for (const id of ids)
      if (chosen.value.has(id) && (isMore || chosen.value.size === 1) && ids.length === 1) next.delete(id);
      else next.add(id);
    chosen.value = next;
  }
  function toggle(id: number, isOn: boolean): void {
    const next = new Set(chosen.value);
    if (isOn) next.add(id);
    else next.delete(id);
    chosen.value = next;
  }
  function clear(): void {
    chosen.value = new Set();
    target.value = null;
  }

  /** An edit may number grids anew: what is open is found again by its name. */
  watch(division, (now, before) => {
    const found = (number: number | null) => {
      const name = before?.grids.find((one) => one.number === number)?.name;
      return now?.grids.find((one) => one.name === name)?.number ?? null;
    };
    if (!before) return;
    grid.value = found(grid.value);
    target.value = found(target.value);
    const known = new Set(now?.buildings.map((one) => one.id));
    if ([...chosen.value].some((id) => !known.has(id)))
      chosen.value = new Set([...chosen.value].filter((id) => known.has(id)));
  });
  return { chosen, grid, target, from, households, consequences, choose, toggle, clear };
}

export type Selection = ReturnType<typeof useSelection>;
