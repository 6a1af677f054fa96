// Open cases that may be the same matter as this one, and how such matters were solved before.
import { shallowRef } from "vue";
import { answerOf } from "../api/answer";
import type { SimilarCases } from "../api/types";
import { api } from "./session";

/** None while they are asked for, and when they cannot be had: every form works without. */
export function useSimilar(caseId: number) {
  const similar = shallowRef<SimilarCases | null>(null);
  void answerOf(api.GET("/api/v1/cases/{id}/similar", { params: { path: { id: caseId } } })).then(
    (answer) => {
      if (answer.ok) similar.value = answer.value;
    },
  );
  return similar;
}
