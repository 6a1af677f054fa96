// What the server understands of the words so far: asked for when the typing pauses, never needed for sending.
import { onScopeDispose, shallowRef, watch } from "vue";
import { answerOf } from "@shared/api/answer";
import type { Category, Understanding } from "@shared/api/types";
import { api } from "../api";

const kPauseMs = 700;
const kShortest = 4;

export function useUnderstanding(door: string, text: () => string) {
  const understood = shallowRef<Understanding | null>(null);
  const categories = shallowRef<readonly Category[]>([]);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  async function ask(words: string): Promise<void> {
    const number = ++asked;
    const answer = await answerOf(
      api.POST("/api/v1/door/{token}/understanding", {
        params: { path: { token: door } },
        body: { text: words },
      }),
    );
    if (number !== asked) return;
    understood.value = answer.ok ? answer.value : null;
    if (!answer.ok || categories.value.length > 0) return;
    const names = await answerOf(api.GET("/api/v1/categories"));
    if (names.ok) categories.value = names.value.items;
  }

  watch(
    text,
    (now) => {
      clearTimeout(waiting);
      const words = now.trim();
      if (words.length >= kShortest) waiting = setTimeout(() => void ask(words), kPauseMs);
      else {
        asked += 1;
        understood.value = null;
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(waiting));
  return { understood, categories };
}
