// The editor of a plan: the plan, its ground, what is chosen, and the edits that the page offers.
import { computed, ref } from "vue";
import { useSession } from "@shared/work/session";
import type { Bounds } from "../map/points";
import { divisionOfPlan, type Building } from "./division";
import { boxOf } from "./features";
import { gridNames } from "./grid_names";
import type { Point } from "./plane";
import { useColours } from "./use_colours";
import { useGridWords } from "./use_grid_words";
import { useGround } from "./use_ground";
import { usePlan } from "./use_plan";
import { useProposal } from "./use_proposal";
import { useSelection } from "./use_selection";

export function usePlanPage(id: number) {
  const { roles } = useSession();
  const { householdsAlone, standing } = useGridWords();
  const ground = useGround();
  const desk = usePlan(id);
  const { plan, edit, isBusy } = desk;
  const proposal = useProposal(id, () => void desk.load());

  const division = computed(() =>
    ground.ground.value && plan.value ? divisionOfPlan(ground.ground.value, plan.value) : null,
  );
  const band = computed(() => ground.ground.value?.band ?? null);
  const look = useColours(division);
  const selection = useSelection(division, band);
  const box = ref<Bounds | null>(null);

  const mayWrite = computed(() => roles.value.has("county_officer"));
  const mayEdit = computed(
    () => mayWrite.value && plan.value?.head.state === "draft" && !proposal.isRunning.value,
  );
  const nameOf = (number: number) => plan.value?.grids[number]?.name ?? String(number);
  const byId = computed(() => new Map(division.value?.buildings.map((one) => [one.id, one])));
  const buildingName = (building: number) => byId.value.get(building)?.label ?? String(building);
  const idsToday = computed(
    () => new Map(ground.ground.value?.buildings.map((one) => [one.id, one.grid_id])),
  );
  const gridToday = (building: number) => idsToday.value.get(building);
  const openGrid = computed(() =>
    selection.grid.value === null ? null : (plan.value?.grids[selection.grid.value] ?? null),
  );
  const buildingsIn = (number: number): Building[] =>
    division.value?.buildings.filter((one) => division.value?.gridOf.get(one.id) === number) ?? [];
  const openBuildings = computed(() => (openGrid.value ? buildingsIn(openGrid.value.number) : []));
  const neighboursOf = (number: number) =>
    [...(look.value?.touching.get(number) ?? [])]
      .sort((a, b) => a - b)
      .map((one) => ({ number: one, name: nameOf(one) }));
  const names = computed(() => {
    const on = ground.ground.value;
    if (!division.value || !on) return [];
    const words = { households: householdsAlone, off: standing };
    return gridNames(division.value, on.communities, on.band, selection.grid.value, words);
  });
  /** Where the chosen may go: neighbours of the grids they are in stand first. */
  const targets = computed(() => {
    const near = new Set(
      [...selection.from.value].flatMap((one) => [...(look.value?.touching.get(one) ?? [])]),
    );
    const isAlone = selection.from.value.size === 1;
    return (plan.value?.grids ?? [])
      .filter((grid) => !(isAlone && selection.from.value.has(grid.number)))
      .map((grid) => ({ number: grid.number, name: grid.name, isNear: near.has(grid.number) }));
  });

  function open(number: number | null): void {
    selection.grid.value = number;
    if (number !== null) box.value = boxOf(buildingsIn(number));
  }
  function show(building: number): void {
    const number = division.value?.gridOf.get(building);
    if (number !== undefined) open(number);
    selection.choose([building], false);
  }

  async function move(): Promise<void> {
    const grid = selection.target.value;
    if (grid === null) return;
    if (await edit("selection", { edit: "move", buildings: [...selection.chosen.value], grid }))
      selection.clear();
  }
  async function draw(): Promise<void> {
    const buildings = [...selection.chosen.value];
    if (!(await edit("selection", { edit: "draw", buildings }))) return;
    selection.clear();
    selection.grid.value = division.value?.gridOf.get(buildings[0] ?? 0) ?? null;
  }
  const split = (grid: number) => edit("grid", { edit: "split", grid });
  const merge = (grid: number, other: number) => edit("grid", { edit: "merge", grid, other });
  const appoint = (grid: number, role: "grid_leader" | "grid_worker", account: number | null) =>
    edit("grid", { edit: "appoint", grid, role, account });
  const imagine = (compound: Point & { name: string; households: number }) =>
    edit("what_if", { edit: "imagine", ...compound });
  const forget = (building: number) => edit("what_if", { edit: "forget", buildings: [building] });
  const takeIn = () => edit("head", { edit: "take_in" });
  const takeBack = () => edit("head", { edit: "take_back" });

  return {
    ground,
    desk,
    proposal,
    division,
    look,
    selection,
    box,
    mayWrite,
    mayEdit,
    isBusy,
    byId,
    openGrid,
    openBuildings,
    names,
    targets,
    nameOf,
    buildingName,
    gridToday,
    neighboursOf,
    open,
    show,
    steps: { move, draw, split, merge, appoint, imagine, forget, takeIn, takeBack },
  };
}
