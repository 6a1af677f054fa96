// The rows of the case table: pages by cursor, read again quietly when something changes.
import { computed, ref, shallowRef, watch, type Ref } from "vue";
import { answerOf, type Failure } from "@shared/api/answer";
import type { CaseSummary } from "@shared/api/types";
import { afterBurst, useLive } from "@shared/work/live";
import { api } from "@shared/work/session";
import { askFor, type CaseFilters } from "./filters";

const kPage = 50;
/** The server gives at most this many at once; a longer table is not re-read under the reader's eyes. */
const kMost = 100;

export function useCaseList(filters: Ref<CaseFilters>) {
  const items = shallowRef<CaseSummary[]>([]);
  const next = ref<string | null>(null);
  const problem = shallowRef<Failure | null>(null);
  const isLoading = ref(false);
  const isLoaded = ref(false);
  const hasNews = ref(false);
  const asked = computed(() => JSON.stringify(askFor(filters.value)));

  async function read(limit: number, cursor?: string) {
    const before = asked.value;
    const query = { ...askFor(filters.value), limit, ...(cursor ? { cursor } : {}) };
    const answer = await answerOf(api.GET("/api/v1/cases", { params: { query } }));
    return before === asked.value ? answer : null;
  }

  async function load(): Promise<void> {
    isLoading.value = true;
    const answer = await read(Math.min(kMost, Math.max(kPage, items.value.length)));
    if (!answer) return;
    isLoading.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    items.value = answer.value.items;
    next.value = answer.value.next_cursor;
    isLoaded.value = true;
    hasNews.value = false;
  }

  async function loadMore(): Promise<void> {
    if (!next.value || isLoading.value) return;
    isLoading.value = true;
    const answer = await read(kPage, next.value);
    if (!answer) return;
    isLoading.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const known = new Set(items.value.map((one) => one.id));
    items.value = [...items.value, ...answer.value.items.filter((one) => !known.has(one.id))];
    next.value = answer.value.next_cursor;
  }

  const readAgain = afterBurst(
    () => {
      if (items.value.length <= kMost) void load();
      else hasNews.value = true;
    },
    600,
    3000,
  );
  useLive((event) => {
    if (event.type === "case" || event.type === "resync") readAgain();
  });

  watch(
    asked,
    () => {
      items.value = [];
      next.value = null;
      isLoaded.value = false;
      void load();
    },
    { immediate: true },
  );

  return { items, next, problem, isLoading, isLoaded, hasNews, load, loadMore };
}
