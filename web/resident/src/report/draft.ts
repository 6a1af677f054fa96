// A report that is being written or waits for the signal. It stays on this phone until the server has it.
import { newIdempotencyKey } from "@shared/api/idempotency";
import type { OpenReportDraft, ReportDraft } from "@shared/api/types";

/** Her answer to "is it here?", and about which place she was asked: another place is asked about anew. */
export interface Where {
  asked: number;
  /** Null: none of the places that were named. */
  chosen: { id: number; label: string } | null;
}

export interface Draft {
  id: string;
  /** The door code's token; "" without a code. */
  door: string;
  address: string;
  text: string;
  isElsewhere: boolean;
  where: Where | null;
  /** "Me too": the open case that this report joins. */
  joins: number | null;
  contactName: string;
  contactPhone: string;
  /** draft: being written · queued: the person pressed "send". */
  state: "draft" | "queued";
  /** Sent with every attempt, so that the server records the report once. */
  key: string;
  /** What the first attempt sent; the same key goes only with the same body. */
  body: ReportDraft | OpenReportDraft | null;
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
    where: null,
    joins: null,
    contactName: "",
    contactPhone: "",
    state: "draft",
    key: newIdempotencyKey(),
    body: null,
    changedAt: now,
  };
}

/** The screen on which it is written. */
export function screenOf(draft: Pick<Draft, "door">): string {
  return draft.door ? `/d/${draft.door}` : "/report";
}

/** What was written down for "where", as far as it is known. */
export function addressOf(draft: Draft): string {
  return draft.where?.chosen?.label ?? draft.address;
}

/** Whether there is anything to keep. */
export function isEmpty(draft: Draft, files: number): boolean {
  return files === 0 && !draft.text.trim() && !draft.contactName.trim() && !draft.contactPhone.trim();
}

export type Missing = "matter" | "place" | "phone";

/** Away from a scanned door only the words say where. */
export function needsPlaceWords(draft: Draft): boolean {
  return draft.isElsewhere || !draft.door;
}

/** What must still be added before sending; a report is never refused for being short. */
export function missingFrom(draft: Draft, files: number): Missing | null {
  const text = draft.text.trim();
  if (needsPlaceWords(draft) && !text) return "place";
  if (!text && files === 0) return "matter";
  if (draft.contactPhone.trim() && !/^[+0-9][0-9 -]{4,18}$/.test(draft.contactPhone.trim())) return "phone";
  return null;
}

/** The body of the request; what was not filled in is left out. A place that she confirmed says more than "elsewhere". */
export function bodyOf(draft: Draft, uploads: string[]): ReportDraft {
  const text = draft.text.trim();
  const name = draft.contactName.trim();
  const phone = draft.contactPhone.trim();
  return {
    ...(text ? { text } : {}),
    ...(uploads.length ? { uploads } : {}),
    ...(name ? { contact_name: name } : {}),
    ...(phone ? { contact_phone: phone } : {}),
    ...(draft.where?.chosen ? { place_id: draft.where.chosen.id } : {}),
    ...(draft.isElsewhere && !draft.where?.chosen ? { is_elsewhere: true } : {}),
    ...(draft.joins ? { joins: draft.joins } : {}),
  };
}
