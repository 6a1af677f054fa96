// What the server understands of the words so far: asked for when the typing pauses, never needed for sending.
import { onScopeDispose, shallowRef, watch } from "vue";
import { answerOf, mayTryAgain } from "@shared/api/answer";
import type { Category, Understanding } from "@shared/api/types";
import { useTryAgain } from "@shared/composables/use_try_again";
import { api } from "../api";

const kPauseMs = 700;
const kShortest = 4;
/** Nobody who presses "send" waits longer than this for a question about her words. */
const kMomentMs = 2000;

/** `door`: the code's token, "" without a code. Without signal what was understood last stands. */
export function useUnderstanding(door: string, text: () => string) {
  const understood = shallowRef<Understanding | null>(null);
  const categories = shallowRef<readonly Category[]>([]);
  const again = useTryAgain(askNow);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asking: Promise<void> | undefined;
  let asked = 0;

  const call = (body: { text: string }) =>
    door
      ? api.POST("/api/v1/door/{token}/understanding", { params: { path: { token: door } }, body })
      : api.POST("/api/v1/understanding", { body });

  async function ask(words: string): Promise<void> {
    const number = ++asked;
    const answer = await answerOf(call({ text: words }));
    if (number !== asked) return;
    if (!answer.ok) return mayTryAgain(answer.problem) ? again.later() : again.stop();
    again.stop();
    understood.value = answer.value;
    if (categories.value.length > 0) return;
    const names = await answerOf(api.GET("/api/v1/categories"));
    if (names.ok) categories.value = names.value.items;
  }

  function askNow(): void {
    clearTimeout(waiting);
    waiting = undefined;
    asking = ask(text().trim());
  }

  /** The last words are asked about at once; over when they are understood, or after a moment. */
  function settle(): Promise<unknown> {
    if (waiting !== undefined) askNow();
    return Promise.race([asking, new Promise((resolve) => setTimeout(resolve, kMomentMs))]);
  }

  watch(
    text,
    (now) => {
      clearTimeout(waiting);
      waiting = undefined;
      again.stop();
      if (now.trim().length >= kShortest) waiting = setTimeout(askNow, kPauseMs);
      else {
        asked += 1;
        understood.value = null;
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(waiting));
  return { understood, categories, settle };
}
