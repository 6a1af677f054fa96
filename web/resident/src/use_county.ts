// What the county says of itself: emergency numbers, and how long a reporter is waited for. Asked once a page.
import { shallowRef } from "vue";
import { answerOf, type Answer } from "@shared/api/answer";
import type { County } from "@shared/api/types";
import { api } from "./api";

const county = shallowRef<County | null>(null);
let asking: Promise<Answer<County>> | undefined;

/** The same answer for whoever asks; after a failure the next one asks anew. */
export async function askCounty(): Promise<Answer<County>> {
  asking ??= answerOf(api.GET("/api/v1/county"));
  const answer = await asking;
  if (answer.ok) county.value = answer.value;
  else asking = undefined;
  return answer;
}

export function useCounty() {
  if (!asking) void askCounty();
  return county;
}
