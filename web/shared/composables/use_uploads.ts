// Photos and videos on their way to the server: resumable (tus 1.0), checked by checksum, patient with bad signal.
import { computed, onScopeDispose, reactive, watch } from "vue";
import type { Upload as TusUpload } from "tus-js-client";
import { failureOf, webFailure, type Failure } from "../api/answer";
import { newIdempotencyKey } from "../api/idempotency";
import { useOnline } from "./use_online";

/** waiting: not begun · sending · paused: no signal, goes on by itself · done: has a token · refused: the server said no. */
export type UploadState = "waiting" | "sending" | "paused" | "done" | "refused";

export interface UploadItem {
  id: string;
  name: string;
  type: string;
  bytes: number;
  sent: number;
  state: UploadState;
  /** The upload's address on the server, once it is open: an upload goes on there after the page was closed. */
  url: string | null;
  /** For `uploads` of a report or an action; null until done. */
  token: string | null;
  problem: Failure | null;
  /** An object URL to show the picture. */
  preview: string;
}

export interface UploadOptions {
  /** X-Door-Token, X-Link-Token or X-CSRF-Token, asked before each request. */
  headers: () => Record<string, string>;
  /** Called when an upload is opened, done or refused, to keep it across a closed page. */
  onChange?: (item: UploadItem) => void;
}

const kChunk = 512 * 1024;
const kRetryAfterMs = [0, 1000, 3000, 8000, 15000];
const kWakeEveryMs = 20_000;

/** 409: another offset · 423: locked · 460: broken on the way (tus checksum). The upload is looked up again and goes on. */
const kPassing = [408, 409, 423, 425, 429, 460];

/** Whether an upload that stopped with this status may go on later. */
export function mayGoOn(status: number): boolean {
  return status < 400 || status >= 500 || kPassing.includes(status);
}

/** The token that a report names: the last segment of the upload's address. */
export function tokenOf(url: string): string {
  return new URL(url, "http://localhost/").pathname.split("/").filter(Boolean).pop() ?? "";
}

export function useUploads(options: UploadOptions) {
  const items = reactive<UploadItem[]>([]);
  const running = new Map<string, TusUpload>();
  const files = new Map<string, Blob>();
  const online = useOnline();

  function add(file: Blob, kept: Partial<Pick<UploadItem, "id" | "name" | "url">> = {}): UploadItem {
    const id = kept.id ?? newIdempotencyKey();
    const name = kept.name ?? (file as File).name ?? "";
    files.set(id, file);
    items.push({
      id,
      name,
      type: file.type,
      bytes: file.size,
      sent: 0,
      state: "waiting",
      url: kept.url ?? null,
      token: null,
      problem: null,
      preview: URL.createObjectURL(file),
    });
    const item = items[items.length - 1] as UploadItem;
    void start(item);
    return item;
  }

  function remove(id: string): void {
    const at = items.findIndex((item) => item.id === id);
    if (at < 0) return;
    const [item] = items.splice(at, 1) as [UploadItem];
    URL.revokeObjectURL(item.preview);
    files.delete(id);
    const upload = running.get(id);
    running.delete(id);
    void upload?.abort(true).catch(() => undefined);
  }

  async function start(item: UploadItem): Promise<void> {
    const file = files.get(item.id);
    if (!file || item.state === "sending" || item.state === "done") return;
    item.state = "sending";
    item.problem = null;
    try {
      const { openUpload } = await import("./tus_upload");
      if (!files.has(item.id)) return;
      running.set(item.id, openUpload(file, item.url, { ...callbacks(item), ...tuning() }));
    } catch {
      pause(item, webFailure("offline"));
    }
  }

  const tuning = () => ({ headers: options.headers, chunk: kChunk, retryAfterMs: kRetryAfterMs });

  const callbacks = (item: UploadItem) => ({
    onUrl: (url: string) => {
      item.url = url;
      options.onChange?.(item);
    },
    onSent: (sent: number) => (item.sent = sent),
    onDone: (url: string) => {
      item.sent = item.bytes;
      item.url = url;
      item.token = tokenOf(url);
      item.state = "done";
      options.onChange?.(item);
    },
    onStopped: (status: number, body: unknown) => {
      const problem = status === 0 ? webFailure("offline") : failureOf(body, status);
      if (mayGoOn(status)) pause(item, problem);
      else refuse(item, problem);
    },
  });

  function pause(item: UploadItem, problem: Failure): void {
    item.state = "paused";
    item.problem = problem;
  }

  function refuse(item: UploadItem, problem: Failure): void {
    item.state = "refused";
    item.problem = problem;
    options.onChange?.(item);
  }

  /** Goes on with everything that waits; also called by itself when the signal comes back. */
  function wake(): void {
    for (const item of items) if (item.state === "paused") void start(item);
  }

  const stopWatching = watch(online, (is) => is && wake());
  const timer = setInterval(wake, kWakeEveryMs);
  onScopeDispose(() => {
    stopWatching();
    clearInterval(timer);
    for (const upload of running.values()) void upload.abort().catch(() => undefined);
    for (const item of items) URL.revokeObjectURL(item.preview);
  });

  return {
    items,
    add,
    remove,
    wake,
    /** Takes everything away without telling the server (the report has taken them over). */
    forget: () => items.splice(0).forEach((item) => URL.revokeObjectURL(item.preview)),
    tokens: computed(() => items.flatMap((item) => (item.token ? [item.token] : []))),
    isComplete: computed(() => items.every((item) => item.state === "done" || item.state === "refused")),
    fileOf: (id: string) => files.get(id),
  };
}
