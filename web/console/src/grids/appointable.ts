// Who may be given a new grid: those of the grids that its buildings lie in today stand first. Pure.
import type { GridStaff } from "@shared/api/types";

export interface Choice {
  account: number;
  name: string;
  /** Names of the grids they lead or work in today. */
  grids: string[];
}
export interface Choices {
  near: Choice[];
  others: Choice[];
}

export function choicesFor(staff: readonly GridStaff[], near: ReadonlySet<number>): Choices {
  const people = new Map<number, Choice & { isNear: boolean }>();
  for (const one of staff) {
    const known = people.get(one.account) ?? {
      account: one.account,
      name: one.name,
      grids: [],
      isNear: false,
    };
    if (!known.grids.includes(one.grid)) known.grids.push(one.grid);
    known.isNear ||= near.has(one.grid_id);
    people.set(one.account, known);
  }
  const choices: Choices = { near: [], others: [] };
  for (const { isNear, ...choice } of people.values()) (isNear ? choices.near : choices.others).push(choice);
  return choices;
}
