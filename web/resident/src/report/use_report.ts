// The report of one screen: taken up where it was left, followed until it is sent, then shown as a case.
import { computed, onScopeDispose, shallowRef, watch } from "vue";
import { useRouter } from "vue-router";
import { anotherSessionAt, closeSession, sessionAt } from "./outbox";
import type { Session } from "./session";

/** `door`: the code's token, "" without a code. */
export function useReport(door: string) {
  const router = useRouter();
  const session = shallowRef<Session | null>(null);
  const isQueued = computed(() => session.value?.draft.state === "queued");
  let left = false;

  // The next screen's code, before the signal may go.
  watch(isQueued, (is) => is && void import("../views/CaseView.vue").catch(() => undefined));
  watch(
    () => session.value?.receipt.value,
    (receipt) => {
      if (!receipt || !session.value) return;
      closeSession(session.value);
      void router.replace({ name: "case", params: { token: receipt.link_token }, state: { sent: true } });
    },
  );
  onScopeDispose(() => (left = true));
  void sessionAt(door).then((found) => {
    if (!left) session.value = found;
  });

  return {
    session,
    isQueued,
    /** Another matter while the one before still waits for the signal. */
    another: (address: string) => (session.value = anotherSessionAt(door, address)),
  };
}
