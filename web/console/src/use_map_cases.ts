// Open cases as points, kept fresh.
import { ref, shallowRef } from "vue";
import { answerOf, type Failure } from "@shared/api/answer";
import { afterBurst, useLive } from "@shared/work/live";
import { api } from "@shared/work/session";
import { pointsOf, type CasePoint } from "./map/points";

export function useMapCases() {
  const points = shallowRef<CasePoint[]>([]);
  const problem = shallowRef<Failure | null>(null);
  const isLoaded = ref(false);
  /** The county has more open cases than one map holds; the newest are here. */
  const isTruncated = ref(false);

  async function load(): Promise<void> {
    const answer = await answerOf(api.GET("/api/v1/map/cases"));
    problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    points.value = pointsOf(answer.value.features);
    isTruncated.value = answer.value.truncated;
    isLoaded.value = true;
  }
  const readAgain = afterBurst(() => void load(), 800, 3000);
  useLive((event) => {
    if (event.type === "case" || event.type === "resync") readAgain();
  });
  void load();
  return { points, problem, isLoaded, isTruncated, load };
}
