// What is understood of a report's text: asked for once somebody may decide on its kind.
import { shallowRef } from "vue";
import { answerOf } from "../api/answer";
import type { Understanding } from "../api/types";
import { api } from "./session";

/** None while it is asked for, and when it cannot be had: the picker works without. */
export function useSuggestions(caseId: number | undefined) {
  const understood = shallowRef<Understanding | null>(null);
  if (caseId === undefined) return understood;
  void answerOf(api.GET("/api/v1/cases/{id}/suggestions", { params: { path: { id: caseId } } })).then(
    (answer) => {
      if (answer.ok) understood.value = answer.value;
    },
  );
  return understood;
}
