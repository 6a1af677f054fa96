// Keeps drafts and their files in IndexedDB; where that is refused (private mode), in memory as long as the page lives.
import type { Draft, DraftFile } from "./draft";

const kName = "mashang";
const kVersion = 1;
const kKeepDays = 14;
const kPatienceMs = 2_000;

let opened: Promise<IDBDatabase | null> | undefined;
const memory = { drafts: new Map<string, Draft>(), files: new Map<string, DraftFile>() };

type StoreName = keyof typeof memory;

/** A store that does not open within a moment must not keep the form from showing. */
function database(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    setTimeout(() => resolve(null), kPatienceMs);
    try {
      const request = indexedDB.open(kName, kVersion);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("drafts", { keyPath: "id" });
        request.result.createObjectStore("files", { keyPath: "id" });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

async function run<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
) {
  const db = await database();
  if (!db) return undefined;
  return new Promise<T | undefined>((resolve) => {
    try {
      const transaction = db.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}

async function all<T extends Draft | DraftFile>(store: StoreName): Promise<T[]> {
  const kept = ((await run(store, "readonly", (one) => one.getAll())) ?? []) as T[];
  const held = [...memory[store].values()] as T[];
  return [...kept, ...held.filter((one) => !kept.some((other) => other.id === one.id))];
}

async function put(store: StoreName, value: Draft | DraftFile): Promise<void> {
  const key = await run(store, "readwrite", (one) => one.put(value));
  if (key === undefined) (memory[store] as Map<string, Draft | DraftFile>).set(value.id, value);
}

async function drop(store: StoreName, id: string): Promise<void> {
  memory[store].delete(id);
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

export async function dropDraft(id: string): Promise<void> {
  for (const file of await filesOf(id)) await dropFile(file.id);
  await drop("drafts", id);
}

/** Unsent drafts older than two weeks go; what waits to be sent stays. */
export async function dropOldDrafts(now: number): Promise<void> {
  for (const draft of await allDrafts())
    if (draft.state === "draft" && now - draft.changedAt > kKeepDays * 86_400_000) await dropDraft(draft.id);
}
