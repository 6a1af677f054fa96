// My open to-dos, live: the list, the line it opens, and a call for each new one.
import { onScopeDispose, ref, shallowRef, watch } from "vue";
import { answerOf, mayTryAgain, type Failure } from "../api/answer";
import type { Todo } from "../api/types";
import { useOnline } from "../composables/use_online";
import { afterBurst, startLive, useLive } from "./live";
import type { StreamEvent } from "./event_reader";
import { api } from "./session";
import { withoutTodo, withPage, withTodo } from "./todo_list";

const kPage = 50;

const items = shallowRef<Todo[]>([]);
const next = ref<string | null>(null);
const isLoaded = ref(false);
const isLoading = ref(false);
const problem = shallowRef<Failure | null>(null);
/** Ids that came in while the person was looking: the list lets them slide in. */
const fresh = shallowRef<ReadonlySet<number>>(new Set());

/** Counts who signed out: an answer that comes after that is nobody's, and opens no line. */
let leavings = 0;

async function load(): Promise<void> {
  if (isLoading.value) return;
  isLoading.value = true;
  const before = leavings;
  const answer = await answerOf(
    api.GET("/api/v1/todos", { params: { query: { state: "open", limit: kPage } } }),
  );
  if (before !== leavings) return;
  isLoading.value = false;
  problem.value = answer.ok ? null : answer.problem;
  if (!answer.ok) return;
  items.value = answer.value.items;
  next.value = answer.value.next_cursor;
  isLoaded.value = true;
  startLive(answer.value.last_event_id);
}

async function loadMore(): Promise<void> {
  if (isLoading.value || !next.value) return;
  isLoading.value = true;
  const before = leavings;
  const query = { state: "open" as const, limit: kPage, cursor: next.value };
  const answer = await answerOf(api.GET("/api/v1/todos", { params: { query } }));
  if (before !== leavings) return;
  isLoading.value = false;
  problem.value = answer.ok ? null : answer.problem;
  if (!answer.ok) return;
  items.value = withPage(items.value, answer.value.items);
  next.value = answer.value.next_cursor;
}

/** A flag or a deadline of a listed case may have changed: the list is read again, quietly. */
const readAgain = afterBurst(() => void load());

function take(event: StreamEvent, onArrival: (todo: Todo) => void): void {
  if (event.type === "resync") return void load();
  if (event.type === "todo") {
    const todo = JSON.parse(event.data) as Todo;
    const isNew = !todo.done_at && !items.value.some((one) => one.id === todo.id);
    items.value = withTodo(items.value, todo);
    if (!isNew) return;
    fresh.value = new Set([...fresh.value, todo.id]);
    onArrival(todo);
  } else if (event.type === "todo_done") {
    items.value = withoutTodo(items.value, (JSON.parse(event.data) as { id: number }).id);
  } else if (event.type === "case") {
    const id = (JSON.parse(event.data) as { id: number }).id;
    if (items.value.some((one) => one.case_id === id)) readAgain();
  }
}

const kTryAgainMs = 10_000;

/** Call once, in the component that lives as long as the person is signed in. A first try without signal is repeated. */
export function keepTodos(onArrival: (todo: Todo) => void): void {
  useLive((event) => take(event, onArrival));
  const tryAgain = () => {
    if (!isLoaded.value && (!problem.value || mayTryAgain(problem.value))) void load();
  };
  const timer = setInterval(tryAgain, kTryAgainMs);
  onScopeDispose(() => clearInterval(timer));
  watch(useOnline(), (is) => is && tryAgain());
  void load();
}

export function forgetTodos(): void {
  leavings++;
  isLoading.value = false;
  problem.value = null;
  items.value = [];
  next.value = null;
  isLoaded.value = false;
  fresh.value = new Set();
}

export function useTodos() {
  return { items, next, isLoaded, isLoading, problem, fresh, load, loadMore };
}
