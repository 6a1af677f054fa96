// The case behind a private link: loaded, kept fresh while somebody looks, and acted on.
import { onScopeDispose, ref } from "vue";
import { answerOf, mayTryAgain, type Failure } from "@shared/api/answer";
import type { Action, LinkedCase } from "@shared/api/types";
import { useOnline } from "@shared/composables/use_online";
import { useTryAgain } from "@shared/composables/use_try_again";
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
  const loading = ref(false);
  const online = useOnline();
  const again = useTryAgain(() => void load());
  const path = { token };

  function take(value: LinkedCase): void {
    moved.value = found.value !== null && found.value.version !== value.version;
    found.value = value;
    staleSince.value = null;
    problem.value = null;
    again.stop();
    rememberSeen(token, value);
  }

  async function load(): Promise<void> {
    loading.value = true;
    const answer = await answerOf(api.GET("/api/v1/links/{token}", { params: { path } }));
    loading.value = false;
    if (answer.ok) return take(answer.value);
    problem.value = answer.problem;
    if (mayTryAgain(answer.problem)) again.later();
    else again.stop();
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

  /** A problem is tried again by itself. */
  const refresh = () => {
    if (!document.hidden && online.value && !problem.value) void load();
  };
  const timer = setInterval(refresh, kRefreshEveryMs);
  document.addEventListener("visibilitychange", refresh);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", refresh);
  });

  return { found, staleSince, problem, loading, moved, load, act, revoke };
}
