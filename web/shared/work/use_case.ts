// One case with its history: read, kept fresh, and acted on; a stale version reads it again and says so.
import { ref, shallowRef, watch, type Ref } from "vue";
import { answerOf, mayTryAgain, type Answer, type Failure } from "../api/answer";
import type { ActionRequest, Case, Step } from "../api/types";
import { useOnline } from "../composables/use_online";
import { afterBurst, useLive } from "./live";
import { api } from "./session";

/** changed: somebody else was quicker, the case on the screen is the new one. */
export type ActOutcome = { kind: "done" } | { kind: "changed" } | { kind: "refused"; problem: Failure };

export function useCase(id: Ref<number | null>) {
  const value = shallowRef<Case | null>(null);
  const history = shallowRef<Step[]>([]);
  const problem = shallowRef<Failure | null>(null);
  const isLoading = ref(false);
  /** What my own step made of it. A step may hand the case to others: then it stays as I left it. */
  let ownVersion = 0;

  async function load(): Promise<void> {
    const wanted = id.value;
    if (wanted === null) return;
    isLoading.value = true;
    const path = { params: { path: { id: wanted } } };
    const [found, steps] = await Promise.all([
      answerOf(api.GET("/api/v1/cases/{id}", path)),
      answerOf(api.GET("/api/v1/cases/{id}/history", path)),
    ]);
    if (wanted !== id.value) return;
    isLoading.value = false;
    const isHandedOver = !found.ok && found.problem.status === 404 && value.value?.version === ownVersion;
    if (!isHandedOver) show(found, steps);
  }

  function show(found: Answer<Case>, steps: Answer<{ items: Step[] }>): void {
    if (found.ok) value.value = found.value;
    if (steps.ok) history.value = steps.value.items;
    problem.value = !found.ok ? found.problem : !steps.ok ? steps.problem : null;
  }

  async function act(request: ActionRequest): Promise<ActOutcome> {
    if (id.value === null) return { kind: "changed" };
    const answer = await answerOf(
      api.POST("/api/v1/cases/{id}/actions", { params: { path: { id: id.value } }, body: request }),
    );
    if (answer.ok) {
      value.value = answer.value;
      ownVersion = answer.value.version;
      void load();
      return { kind: "done" };
    }
    if (answer.problem.status === 409) await load();
    if (value.value && value.value.version !== request.version) return { kind: "changed" };
    return { kind: "refused", problem: answer.problem };
  }

  const readAgain = afterBurst(() => void load(), 200);
  useLive((event) => {
    if (event.type === "resync") readAgain();
    if (event.type !== "case") return;
    const news = JSON.parse(event.data) as { id: number; version: number };
    if (news.id === id.value && news.version !== value.value?.version) readAgain();
  });

  watch(useOnline(), (is) => is && problem.value && mayTryAgain(problem.value) && readAgain());
  watch(
    id,
    () => {
      value.value = null;
      history.value = [];
      problem.value = null;
      ownVersion = 0;
      void load();
    },
    { immediate: true },
  );

  return { value, history, problem, isLoading, load, act };
}
