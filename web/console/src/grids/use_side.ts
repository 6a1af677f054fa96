// One side of a comparison: today, or a plan that is read when it is chosen.
import { computed, shallowRef, watch, type Ref } from "vue";
import { answerOf, type Failure } from "@shared/api/answer";
import type { GridPlan, PlanGround } from "@shared/api/types";
import { api } from "@shared/work/session";
import { divisionOfPlan, divisionOfToday } from "./division";

/** A plan's id, or today. */
export type Choice = number | "today";

export function choiceOf(word: unknown): Choice {
  return typeof word === "string" && /^[1-9][0-9]{0,15}$/.test(word) ? Number(word) : "today";
}

export function useSide(choice: Ref<Choice>, ground: Ref<PlanGround | null>) {
  const plan = shallowRef<GridPlan | null>(null);
  const problem = shallowRef<Failure | null>(null);

  async function load(): Promise<void> {
    const id = choice.value;
    problem.value = null;
    if (plan.value?.head.id !== id) plan.value = null;
    if (id === "today") return;
    const answer = await answerOf(api.GET("/api/v1/grid-plans/{id}", { params: { path: { id } } }));
    if (id !== choice.value) return;
    if (answer.ok) plan.value = answer.value;
    else problem.value = answer.problem;
  }
  const division = computed(() => {
    if (!ground.value) return null;
    if (choice.value === "today") return divisionOfToday(ground.value);
    return plan.value && divisionOfPlan(ground.value, plan.value);
  });
  watch(choice, load, { immediate: true });
  return { division, problem, load };
}
