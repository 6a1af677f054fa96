// A report that is being written or waits for the signal. It stays on this phone until the server has it.
import { newIdempotencyKey } from "@shared/api/idempotency";
import type { ReportDraft } from "@shared/api/types";

export interface Draft {
  id: string;
  /** The door code's token. */
  door: string;
  address: string;
  text: string;
  isElsewhere: boolean;
  contactName: string;
  contactPhone: string;
  /** draft: being written · queued: the person pressed "send". */
  state: "draft" | "queued";
  /** Sent with every attempt, so that the server records the report once. */
  key: string;
  /** What the first attempt sent; the same key goes only with the same body. */
  body: ReportDraft | null;
  changedAt: number;
}

/** A chosen photo or video, kept so that a closed page loses nothing. */
export interface DraftFile {
  id: string;
  draft: string;
  name: string;
  blob: Blob;
  url: string | null;
}

export function newDraft(door: string, address: string, now: number): Draft {
  return {
    id: newIdempotencyKey(),
    door,
    address,
    text: "",
    isElsewhere: false,
    contactName: "",
    contactPhone: "",
    state: "draft",
    key: newIdempotencyKey(),
    body: null,
    changedAt: now,
  };
}

/** Whether there is anything to keep. */
export function isEmpty(draft: Draft, files: number): boolean {
  return files === 0 && !draft.text.trim() && !draft.contactName.trim() && !draft.contactPhone.trim();
}

export type Missing = "matter" | "place" | "phone";

/** What must still be added before sending; a report is never refused for being short. */
export function missingFrom(draft: Draft, files: number): Missing | null {
  const text = draft.text.trim();
  if (draft.isElsewhere && !text) return "place";
  if (!text && files === 0) return "matter";
  if (draft.contactPhone.trim() && !/^[+0-9][0-9 -]{4,18}$/.test(draft.contactPhone.trim())) return "phone";
  return null;
}

/** The body of the request; what was not filled in is left out. */
export function bodyOf(draft: Draft, uploads: string[]): ReportDraft {
  const text = draft.text.trim();
  const name = draft.contactName.trim();
  const phone = draft.contactPhone.trim();
  return {
    ...(text ? { text } : {}),
    ...(uploads.length ? { uploads } : {}),
    ...(name ? { contact_name: name } : {}),
    ...(phone ? { contact_phone: phone } : {}),
    ...(draft.isElsewhere ? { is_elsewhere: true } : {}),
  };
}
