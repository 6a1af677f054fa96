// What adopting a plan would change, and until when it can be undone. Pure; the county's day is China's.
import type { GridPlan, GridPlanHead, PlanGround } from "@shared/api/types";
import { changingHouseholds } from "./comparison";
import { divisionOfPlan } from "./division";

export interface Effects {
  changing: number;
  households: number;
  /** Names of grids that begin and that end. */
  begin: string[];
  end: string[];
  /** How many of those that begin have nobody to lead them. */
  leaderless: number;
  outside: number;
}

export function effectsOf(ground: PlanGround, plan: GridPlan): Effects {
  const today = new Map(ground.buildings.map((one) => [one.id, one.grid_id]));
  const goOn = new Set(plan.grids.map((grid) => grid.id));
  return {
    changing: changingHouseholds(divisionOfPlan(ground, plan), (id) => today.get(id)),
    households: ground.buildings.reduce((total, one) => total + one.households, 0),
    begin: plan.grids.filter((grid) => grid.id === null).map((grid) => grid.name),
    leaderless: plan.grids.filter((grid) => grid.id === null && grid.leader === null).length,
    end: ground.grids.filter((grid) => !goOn.has(grid.id)).map((grid) => grid.name),
    outside: new Set(plan.violations.map((one) => one.grid)).size,
  };
}

/** The day at UTC+8: 2026-11-26. */
export function dayOfCounty(now: number): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Whether an adoption can still be taken back: a scheduled one, or one of today. */
export function mayUndo(head: GridPlanHead, now: number): boolean {
  if (head.state === "scheduled") return true;
  return head.state === "adopted" && head.undo_until !== null && Date.parse(head.undo_until) > now;
}
