// The plans of grids, newest first: read, begun and dropped.
import { ref, shallowRef } from "vue";
import { answerOf, type Failure } from "@shared/api/answer";
import { newIdempotencyKey } from "@shared/api/idempotency";
import type { GridPlanHead } from "@shared/api/types";
import { api } from "@shared/work/session";

export function usePlans() {
  const plans = shallowRef<GridPlanHead[]>([]);
  const problem = shallowRef<Failure | null>(null);
  const isLoaded = ref(false);
  const isBusy = ref(false);

  async function load(): Promise<void> {
    const answer = await answerOf(api.GET("/api/v1/grid-plans"));
    problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    plans.value = answer.value.items;
    isLoaded.value = true;
  }

  /** One key for the words of one attempt, so that a second try after a lost answer begins no second plan. */
  let attempt = { of: "", key: "" };
  async function begin(name: string, copyOf: number | null): Promise<number | Failure> {
    const of = JSON.stringify([name, copyOf]);
    if (attempt.of !== of) attempt = { of, key: newIdempotencyKey() };
    isBusy.value = true;
    const answer = await answerOf(
      api.POST("/api/v1/grid-plans", {
        params: { header: { "Idempotency-Key": attempt.key } },
        body: { name, ...(copyOf === null ? {} : { copy_of: copyOf }) },
      }),
    );
    isBusy.value = false;
    if (!answer.ok) return answer.problem;
    attempt = { of: "", key: "" };
    return answer.value.head.id;
  }

  async function drop(id: number): Promise<Failure | null> {
    isBusy.value = true;
    const answer = await answerOf(api.DELETE("/api/v1/grid-plans/{id}", { params: { path: { id } } }));
    isBusy.value = false;
    if (!answer.ok) return answer.problem;
    plans.value = plans.value.filter((one) => one.id !== id);
    return null;
  }

  void load();
  return { plans, problem, isLoaded, isBusy, load, begin, drop };
}
