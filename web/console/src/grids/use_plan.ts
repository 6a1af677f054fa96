// One plan: read, edited and adopted; a refusal is kept with the place on the page where it happened.
import { computed, ref, shallowRef } from "vue";
import { answerOf, type Answer, type Failure } from "@shared/api/answer";
import type { AdoptionRequest, GridPlan, GridPlanEdit } from "@shared/api/types";
import { api } from "@shared/work/session";

/** Where on the page something was asked for. */
export type Spot = "selection" | "grid" | "what_if" | "head" | "propose" | "adopt";
export type Edit = Omit<GridPlanEdit, "version">;

export function usePlan(id: number) {
  const plan = shallowRef<GridPlan | null>(null);
  const problem = shallowRef<Failure | null>(null);
  const refusal = shallowRef<{ at: Spot; problem: Failure } | null>(null);
  const isBusy = ref(false);
  const version = computed(() => plan.value?.head.version ?? 0);
  const path = { params: { path: { id } } };

  async function load(): Promise<void> {
    const answer = await answerOf(api.GET("/api/v1/grid-plans/{id}", path));
    problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    plan.value = answer.value;
    refusal.value = null;
  }

  /** One thing at a time: true when it was done. */
  async function ask(at: Spot, call: () => Promise<Answer<GridPlan>>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    const answer = await call();
    isBusy.value = false;
    refusal.value = answer.ok ? null : { at, problem: answer.problem };
    if (answer.ok) plan.value = answer.value;
    return answer.ok;
  }

  const edit = (at: Spot, change: Edit) =>
    ask(at, () =>
      answerOf(
        api.POST("/api/v1/grid-plans/{id}/edits", { ...path, body: { version: version.value, ...change } }),
      ),
    );
  const adopt = (request: Omit<AdoptionRequest, "version">) =>
    ask("adopt", () =>
      answerOf(
        api.POST("/api/v1/grid-plans/{id}/adoption", {
          ...path,
          body: { version: version.value, ...request },
        }),
      ),
    );
  const undo = () => ask("adopt", () => answerOf(api.DELETE("/api/v1/grid-plans/{id}/adoption", path)));

  function refuse(at: Spot, failure: Failure | null): void {
    refusal.value = failure && { at, problem: failure };
  }
  void load();
  return { plan, problem, refusal, isBusy, load, edit, adopt, undo, refuse };
}

export type PlanDesk = ReturnType<typeof usePlan>;
