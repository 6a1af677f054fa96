// The address behind a door code: asked for until it is known or certainly gone. A weak signal does not stop the form.
import { computed, onScopeDispose, ref } from "vue";
import { answerOf, mayTryAgain, type Failure } from "@shared/api/answer";
import type { Door } from "@shared/api/types";
import { useTryAgain } from "@shared/composables/use_try_again";
import { api } from "../api";

/** After this long without an answer the form is shown without the address. */
const kSlowMs = 3000;

export function useDoor(token: string) {
  const door = ref<Door | null>(null);
  const problem = ref<Failure | null>(null);
  const isAsking = ref(false);
  const isSlow = ref(false);
  const again = useTryAgain(() => void load());
  const slow = setTimeout(() => (isSlow.value = true), kSlowMs);

  async function load(): Promise<void> {
    if (isAsking.value) return;
    isAsking.value = true;
    const answer = await answerOf(api.GET("/api/v1/door/{token}", { params: { path: { token } } }));
    isAsking.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) door.value = answer.value;
    if (problem.value && mayTryAgain(problem.value)) again.later();
    else again.stop();
  }

  onScopeDispose(() => {
    clearTimeout(slow);
    again.stop();
  });
  return {
    door,
    problem,
    isAsking,
    load,
    /** The code is not valid (any more): there is nothing to report behind it. */
    isGone: computed(() => problem.value !== null && !mayTryAgain(problem.value)),
    /** Nothing more to wait for before the person may begin to write. */
    mayWrite: computed(() => door.value !== null || problem.value !== null || isSlow.value),
  };
}
