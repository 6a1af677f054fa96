// A ground of six buildings in three grids of two communities, for tests.
import type { GridPlan, PlanGround } from "@shared/api/types";

type Ground = PlanGround["buildings"][number];
const building = (
  id: number,
  east: number,
  households: number,
  grid: number,
  more: Partial<Ground> = {},
): Ground => ({
  id,
  label: `${id}栋`,
  lon: 109.7 + east / 99_442,
  lat: 26.58,
  households,
  community_id: 1,
  compound_id: null,
  grid_id: grid,
  cases: 10,
  ...more,
});
const place = (id: number, kind: "grid" | "community" | "compound", name: string) => ({ id, kind, name });

export const ground: PlanGround = {
  revision: 1,
  band: { fewest: 300, most: 500 },
  buildings: [
    building(11, 0, 200, 71, { compound_id: 90 }),
    building(12, 50, 200, 71, { compound_id: 90 }),
    building(13, 100, 150, 72, { compound_id: 90 }),
    building(14, 150, 170, 72),
    building(15, 200, 240, 73, { community_id: 2 }),
    building(16, 250, 120, 73, { community_id: 2, cases: 40 }),
  ],
  communities: [place(1, "community", "飞山社区"), place(2, "community", "梅林社区")],
  compounds: [place(90, "compound", "新城小区")],
  grids: [
    place(71, "grid", "飞山社区第1网格"),
    place(72, "grid", "飞山社区第2网格"),
    place(73, "grid", "梅林社区第1网格"),
  ],
  barriers: [],
};

export const head: GridPlan["head"] = {
  id: 1,
  name: "冬季",
  state: "draft",
  version: 3,
  created_at: "2026-11-26T01:00:00Z",
  created_by: "张静",
  changed_at: "2026-11-26T02:00:00Z",
  adopts_on: null,
  adopted_at: null,
  undo_until: null,
  problem: null,
};

/** A plan with these grids (`id` null for a new one) and the grid's number for each of the six buildings. */
export function planOf(grids: { id: number | null; name: string }[], numbers: number[]): GridPlan {
  const within = (number: number) => ground.buildings.filter((_, at) => numbers[at] === number);
  const sum = (list: Ground[], key: "households" | "cases") =>
    list.reduce((total, one) => total + one[key], 0);
  return {
    head,
    grids: grids.map((grid, number) => ({
      number,
      ...grid,
      community_id: 1,
      buildings: within(number).length,
      households: sum(within(number), "households"),
      cases: sum(within(number), "cases"),
      radius: 30,
      farthest: 60,
      middle: { lon: 109.7, lat: 26.58 },
      leader: null,
      worker: null,
      appointed_leader: null,
      appointed_worker: null,
    })),
    buildings: ground.buildings.map((one, at) => ({ id: one.id, grid: numbers[at] ?? 0 })),
    imagined: [],
    violations: [],
    terms: [],
    cost: 0,
    lower_bound: 0,
    strangers: 0,
    can_take_back: false,
  };
}

/** Today's division as a plan. */
export const asToday = () =>
  planOf(
    ground.grids.map(({ id, name }) => ({ id, name })),
    [0, 0, 1, 1, 2, 2],
  );
