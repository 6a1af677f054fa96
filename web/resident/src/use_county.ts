// What the county says of itself: emergency numbers, and how long a reporter is waited for. Asked once a page.
import { shallowRef } from "vue";
import { answerOf } from "@shared/api/answer";
import type { components } from "@shared/api/schema";
import { api } from "./api";

type County = components["schemas"]["County"];

const county = shallowRef<County | null>(null);
let isAsked = false;

async function ask(): Promise<void> {
  isAsked = true;
  const answer = await answerOf(api.GET("/api/v1/county"));
  if (answer.ok) county.value = answer.value;
  else isAsked = false;
}

export function useCounty() {
  if (!isAsked) void ask();
  return county;
}
