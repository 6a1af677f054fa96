// The ground that plans divide: read when a page needs it; the browser asks whether it changed.
import { shallowRef } from "vue";
import { answerOf, type Failure } from "@shared/api/answer";
import type { PlanGround } from "@shared/api/types";
import { api } from "@shared/work/session";

export function useGround() {
  const ground = shallowRef<PlanGround | null>(null);
  const problem = shallowRef<Failure | null>(null);

  async function load(): Promise<void> {
    const answer = await answerOf(api.GET("/api/v1/grid-plans/ground"));
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) ground.value = answer.value;
  }
  void load();
  return { ground, problem, load };
}
