// Who is signed in, and the typed client that speaks for her.
import { computed, shallowRef } from "vue";
import { answerOf, type Failure } from "../api/answer";
import { createApi } from "../api/client";
import type { Role, Session } from "../api/types";
import { currentLanguage } from "../i18n";

const session = shallowRef<Session | null>(null);
const isKnown = shallowRef(false);

export const api = createApi({
  language: currentLanguage,
  csrf: () => session.value?.csrf_token,
  onSignedOut: () => (session.value = null),
});

export function csrfHeaders(): Record<string, string> {
  return session.value ? { "X-CSRF-Token": session.value.csrf_token } : {};
}

let asking: Promise<Failure | null> | undefined;

/** Asks the server once who is signed in; a failure other than 401 is returned, and the next call asks again. */
export async function loadSession(): Promise<Failure | null> {
  if (isKnown.value) return null;
  asking ??= askForSession().finally(() => (asking = undefined));
  return asking;
}

async function askForSession(): Promise<Failure | null> {
  const answer = await answerOf(api.GET("/api/v1/session"));
  if (!answer.ok && answer.problem.status !== 401) return answer.problem;
  session.value = answer.ok ? answer.value : null;
  isKnown.value = true;
  return null;
}

async function signIn(login: string, password: string): Promise<Failure | null> {
  const answer = await answerOf(api.POST("/api/v1/session", { body: { login, password } }));
  if (!answer.ok) return answer.problem;
  session.value = answer.value;
  isKnown.value = true;
  return null;
}

async function signOut(): Promise<Failure | null> {
  const answer = await answerOf(api.DELETE("/api/v1/session"));
  if (!answer.ok && answer.problem.status !== 401) return answer.problem;
  session.value = null;
  return null;
}

/** The line was refused: the session ended somewhere else. */
export function endSession(): void {
  session.value = null;
}

export function useSession() {
  const roles = computed(() => new Set<Role>(session.value?.grants.map((grant) => grant.role)));
  return { session: computed(() => session.value), roles, signIn, signOut };
}
