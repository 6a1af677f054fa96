// What several different people report these weeks: read again quietly when cases change, and while the first look is under way.
import { ref, shallowRef } from "vue";
import { answerOf, mayTryAgain, type Failure } from "@shared/api/answer";
import type { HotMatters } from "@shared/api/types";
import { useTryAgain } from "@shared/composables/use_try_again";
import { afterBurst, useLive } from "@shared/work/live";
import { api } from "@shared/work/session";

export function useHotMatters() {
  const hot = shallowRef<HotMatters | null>(null);
  const problem = shallowRef<Failure | null>(null);
  const isLoading = ref(false);
  const again = useTryAgain(() => void load());

  async function load(): Promise<void> {
    isLoading.value = true;
    const answer = await answerOf(api.GET("/api/v1/hot-matters"));
    isLoading.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) hot.value = answer.value;
    const isUnderWay = answer.ok ? answer.value.found_at === null : mayTryAgain(answer.problem);
    if (isUnderWay) again.later();
    else again.stop();
  }

  const readAgain = afterBurst(() => void load(), 5000, 30_000);
  useLive((event) => {
    if (event.type === "case" || event.type === "resync") readAgain();
  });
  void load();
  return { hot, problem, isLoading, load };
}
