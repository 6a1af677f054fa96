// One report from the first photo to "sent". Lives apart from the screen: leaving the page does not stop it.
import { computed, effectScope, onScopeDispose, reactive, ref, watch } from "vue";
import { mayTryAgain, type Answer, type Failure } from "@shared/api/answer";
import { newIdempotencyKey } from "@shared/api/idempotency";
import type { ReportReceipt } from "@shared/api/types";
import { useOnline } from "@shared/composables/use_online";
import { useUploads, type UploadItem } from "@shared/composables/use_uploads";
import { remember } from "../mine/my_reports";
import { addressOf, isEmpty, newDraft, type Draft } from "./draft";
import { dropDraft, dropFile, filesOf, saveDraft, saveFile } from "./draft_store";
import { bodyFor, post, uploadHeaders } from "./posting";

const kRetryEveryMs = 15_000;
const kMaxFiles = 9;

export type Session = ReturnType<typeof openSession>;

/** Runs until `close`; the files that were kept with the draft go on uploading at once. An older page kept less. */
export function openSession(kept: Draft) {
  const scope = effectScope(true);
  const session = scope.run(() => run(reactive({ ...newDraft(kept.door, kept.address, 0), ...kept })));
  if (!session) throw new Error("a fresh effect scope always runs");
  return { ...session, close: () => scope.stop() };
}

/** IndexedDB cannot hold a reactive value. */
const plain = (draft: Draft): Draft => JSON.parse(JSON.stringify(draft)) as Draft;

function run(draft: Draft) {
  const problem = ref<Failure | null>(null);
  const receipt = ref<ReportReceipt | null>(null);
  const posting = ref(false);
  const online = useOnline();
  const uploads = useUploads({ headers: () => uploadHeaders(draft), onChange: keepFile });
  let saving: ReturnType<typeof setTimeout> | undefined;
  /** The server has it: nothing of it is kept on the phone any more, whatever still comes in. */
  let isOver = false;

  function keepFile(item: UploadItem): void {
    if (isOver) return;
    const blob = uploads.fileOf(item.id);
    if (!blob) return;
    if (item.state === "refused") void dropFile(item.id);
    else void saveFile({ id: item.id, draft: draft.id, name: item.name, blob, url: item.url });
  }

  async function restore(): Promise<void> {
    for (const file of await filesOf(draft.id)) uploads.add(file.blob, file);
  }

  function addFiles(files: Iterable<File>): void {
    for (const file of files) {
      if (uploads.items.length >= kMaxFiles) return;
      keepFile(uploads.add(file));
    }
    save();
  }

  function removeFile(id: string): void {
    uploads.remove(id);
    void dropFile(id);
  }

  function save(): void {
    clearTimeout(saving);
    saving = undefined;
    if (isOver) return;
    draft.changedAt = Date.now();
    if (draft.state === "draft" && isEmpty(draft, uploads.items.length)) void dropDraft(draft.id);
    else void saveDraft(plain(draft));
  }

  function saveSoon(): void {
    clearTimeout(saving);
    saving = setTimeout(save, 400);
  }

  /** A phone may end a page that nobody looks at without a word. */
  function saveHidden(): void {
    if (document.hidden && saving !== undefined) save();
  }

  /** From now on the report is sent as soon as there is signal, also after the page was closed. */
  function send(): void {
    draft.state = "queued";
    problem.value = null;
    save();
    void pump();
  }

  async function pump(): Promise<void> {
    if (draft.state !== "queued" || posting.value || receipt.value) return;
    uploads.wake();
    if (!uploads.isComplete.value) return;
    posting.value = true;
    const answer = await attempt();
    posting.value = false;
    if (answer.ok) await finish(answer.value);
    else await stumble(answer.problem);
  }

  async function attempt(): Promise<Answer<ReportReceipt>> {
    if (!draft.body) {
      const body = await bodyFor(draft, uploads.tokens.value);
      if (!body.ok) return body;
      draft.body = body.value;
      await saveDraft(plain(draft));
    }
    return post(draft, { ...draft.body });
  }

  async function finish(value: ReportReceipt): Promise<void> {
    isOver = true;
    clearTimeout(saving);
    remember({
      number: value.number,
      token: value.link_token,
      address: addressOf(draft),
      excerpt: draft.text.trim().slice(0, 60),
      at: value.submitted_at,
      key: draft.key,
    });
    problem.value = null;
    receipt.value = value;
    uploads.forget();
    await dropDraft(draft.id);
  }

  async function stumble(found: Failure): Promise<void> {
    problem.value = found;
    if (mayTryAgain(found)) return;
    draft.body = null;
    draft.key = newIdempotencyKey();
    if (found.code === "cases.merge_target_unfit") {
      // What she joined has ended, or lies elsewhere: her report goes on alone.
      draft.joins = null;
      save();
      return void pump();
    }
    if (found.code === "media.unknown_upload") {
      // The server forgot files that waited too long for the signal: send them afresh.
      for (const item of [...uploads.items]) {
        const blob = uploads.fileOf(item.id);
        uploads.remove(item.id);
        if (blob) keepFile(uploads.add(blob, { id: item.id, name: item.name }));
      }
      return save();
    }
    draft.state = "draft";
    save();
  }

  const written = () => [draft.text, draft.isElsewhere, draft.contactName, draft.contactPhone];
  watch(() => [...written(), draft.where, draft.joins], saveSoon);
  watch([uploads.isComplete, online], () => void pump());
  const timer = setInterval(() => void pump(), kRetryEveryMs);
  const ready = restore().then(() => pump());
  watch(receipt, (value) => value && clearInterval(timer));
  document.addEventListener("visibilitychange", saveHidden);
  onScopeDispose(() => {
    isOver = true;
    clearTimeout(saving);
    clearInterval(timer);
    document.removeEventListener("visibilitychange", saveHidden);
  });

  return {
    draft,
    uploads,
    problem,
    receipt,
    ready,
    addFiles,
    removeFile,
    send,
    pump,
    isFull: computed(() => uploads.items.length >= kMaxFiles),
    isPosting: posting,
  };
}
