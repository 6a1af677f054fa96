// Who leads today's grids and works there: read once, when a new grid is looked at.
import { shallowRef } from "vue";
import { answerOf, type Failure } from "@shared/api/answer";
import type { GridStaff } from "@shared/api/types";
import { api } from "@shared/work/session";

export function useStaff() {
  const staff = shallowRef<GridStaff[]>([]);
  const problem = shallowRef<Failure | null>(null);

  async function load(): Promise<void> {
    const answer = await answerOf(api.GET("/api/v1/grid-plans/staff"));
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) staff.value = answer.value.items;
  }
  void load();
  return { staff, problem, load };
}
