// The case behind a private link: loaded, kept fresh while somebody looks, and acted on.
import { onScopeDispose, ref } from "vue";
import { answerOf, mayTryAgain, type Failure } from "@shared/api/answer";
import type { Action, LinkedCase } from "@shared/api/types";
import { useRetry } from "@shared/composables/use_retry";
import { api } from "../api";
import { lastSeen, rememberSeen } from "../mine/my_reports";

const kRefreshEveryMs = 30_000;

export interface ActionWords {
  reason?: string;
  uploads?: string[];
}

export function useLinkedCase(token: string) {
  const seen = lastSeen(token);
  const found = ref<LinkedCase | null>(seen?.case ?? null);
  /** When what is shown was true, if it is not the present. */
  const staleSince = ref<number | null>(seen?.at ?? null);
  const problem = ref<Failure | null>(null);
  /** The case moved under the reader's hands: its new state is announced. */
  const moved = ref(false);
  const path = { token };

  function take(value: LinkedCase): void {
    moved.value = found.value !== null && found.value.version !== value.version;
    found.value = value;
    staleSince.value = null;
    problem.value = null;
    rememberSeen(token, value);
  }

  async function load(): Promise<void> {
    const answer = await answerOf(api.GET("/api/v1/links/{token}", { params: { path } }));
    if (answer.ok) return take(answer.value);
    problem.value = answer.problem;
    if (!mayTryAgain(answer.problem)) found.value = null;
    else if (found.value) staleSince.value ??= Date.now();
  }

  /** Gives the problem, or null when it is done. A stale screen is loaded again before the person decides anew. */
  async function act(action: Action, words: ActionWords = {}): Promise<Failure | null> {
    if (!found.value) return null;
    const body = { action, version: found.value.version, ...words };
    const answer = await answerOf(api.POST("/api/v1/links/{token}/actions", { params: { path }, body }));
    if (answer.ok) {
      take(answer.value);
      moved.value = false;
      return null;
    }
    if (answer.problem.status === 409 || answer.problem.status === 412) await load();
    return answer.problem;
  }

  async function revoke(): Promise<Failure | null> {
    const answer = await answerOf(api.DELETE("/api/v1/links/{token}", { params: { path } }));
    return answer.ok ? null : answer.problem;
  }

  const refresh = () => {
    if (!document.hidden && (!problem.value || mayTryAgain(problem.value))) void load();
  };
  const timer = setInterval(refresh, kRefreshEveryMs);
  document.addEventListener("visibilitychange", refresh);
  useRetry(problem, () => void load());
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", refresh);
  });

  return { found, staleSince, problem, moved, load, act, revoke };
}
