// Keeps drafts and their files in IndexedDB; where it is refused (private mode) or does not answer, in memory as long as
// the page lives. Nobody waits for it longer than a moment.
import type { Draft, DraftFile } from "./draft";

const kName = "mashang";
const kVersion = 1;
const kKeepDays = 14;
const kMomentMs = 1000;

const memory = { drafts: new Map<string, Draft>(), files: new Map<string, DraftFile>() };
/** What this page has dropped, also when the store could not be told. */
const dropped = new Set<string>();
let db: IDBDatabase | null = null;
let opening: Promise<void> | undefined;

type StoreName = keyof typeof memory;

/** Undefined when `answer` does not come within a moment. */
function soon<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout>;
  const moment = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), kMomentMs);
  });
  return Promise.race([answer, moment]).finally(() => clearTimeout(timer));
}

/** Only the first callers wait; a database that opens later is used from then on. */
async function database(): Promise<IDBDatabase | null> {
  if (db) return db;
  await (opening ??= soon(open()));
  return db;
}

function open(): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(kName, kVersion);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("drafts", { keyPath: "id" });
        request.result.createObjectStore("files", { keyPath: "id" });
      };
      request.onsuccess = () => {
        take(request.result);
        resolve();
      };
      request.onerror = () => resolve();
    } catch {
      resolve();
    }
  });
}

/** A database that the browser closes (cleared storage, a newer page) is opened anew by the next caller. */
function take(opened: IDBDatabase): void {
  db = opened;
  const lose = () => {
    db = null;
    opening = undefined;
  };
  opened.onclose = lose;
  opened.onversionchange = () => {
    opened.close();
    lose();
  };
}

async function run<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  const from = await database();
  if (!from) return undefined;
  return soon(
    new Promise<T | undefined>((resolve) => {
      try {
        const transaction = from.transaction(store, mode);
        const request = work(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = transaction.onabort = () => resolve(undefined);
      } catch {
        resolve(undefined);
      }
    }),
  );
}

async function all<T extends Draft | DraftFile>(store: StoreName): Promise<T[]> {
  const kept = ((await run(store, "readonly", (one) => one.getAll())) ?? []) as T[];
  const held = [...memory[store].values()] as T[];
  const isHeld = (one: T) => held.some((other) => other.id === one.id);
  return [...kept.filter((one) => !isHeld(one)), ...held].filter((one) => !dropped.has(one.id));
}

/** In memory until the store has it. */
async function put(store: StoreName, value: Draft | DraftFile): Promise<void> {
  const held = memory[store] as Map<string, Draft | DraftFile>;
  dropped.delete(value.id);
  held.set(value.id, value);
  const key = await run(store, "readwrite", (one) => one.put(value));
  if (key !== undefined && held.get(value.id) === value) held.delete(value.id);
}

async function drop(store: StoreName, id: string): Promise<void> {
  memory[store].delete(id);
  dropped.add(id);
  await run(store, "readwrite", (one) => one.delete(id));
}

export async function allDrafts(): Promise<Draft[]> {
  const drafts = await all<Draft>("drafts");
  return drafts.sort((a, b) => b.changedAt - a.changedAt);
}

export const saveDraft = (draft: Draft): Promise<void> => put("drafts", draft);
export const saveFile = (file: DraftFile): Promise<void> => put("files", file);
export const dropFile = (id: string): Promise<void> => drop("files", id);

export async function filesOf(draft: string): Promise<DraftFile[]> {
  return (await all<DraftFile>("files")).filter((file) => file.draft === draft);
}

/** The draft goes first: what is saved after this call, stays. */
export async function dropDraft(id: string): Promise<void> {
  const [files] = await Promise.all([filesOf(id), drop("drafts", id)]);
  await Promise.all(files.map((file) => dropFile(file.id)));
}

/** Unsent drafts older than two weeks go; what waits to be sent stays. */
export async function dropOldDrafts(now: number): Promise<void> {
  for (const draft of await allDrafts())
    if (draft.state === "draft" && now - draft.changedAt > kKeepDays * 86_400_000) await dropDraft(draft.id);
}
