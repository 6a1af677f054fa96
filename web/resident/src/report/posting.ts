// How a report reaches the server: through the door whose code was scanned, or without a code at a place.
import { answerOf, type Answer } from "@shared/api/answer";
import type { OpenReportDraft, ReportDraft, ReportReceipt } from "@shared/api/types";
import { api } from "../api";
import { askCounty } from "../use_county";
import { bodyOf, type Draft } from "./draft";

export type Body = ReportDraft | OpenReportDraft;

/** By what right its photos and videos are taken in. */
export function uploadHeaders({ door }: Pick<Draft, "door">): Record<string, string> {
  return door ? { "X-Door-Token": door } : { "X-Without-Code": "1" };
}

/** What every attempt sends. A report without a code, of which nobody knows the place yet, lies in the county. */
export async function bodyFor(draft: Draft, uploads: string[]): Promise<Answer<Body>> {
  const body = bodyOf(draft, uploads);
  if (draft.door || body.place_id) return { ok: true, value: body, etag: null };
  const county = await askCounty();
  return county.ok ? { ...county, value: { ...body, place_id: county.value.code } } : county;
}

export function post(draft: Pick<Draft, "door" | "key">, body: Body): Promise<Answer<ReportReceipt>> {
  const header = { "Idempotency-Key": draft.key };
  if (!draft.door)
    return answerOf(api.POST("/api/v1/reports", { params: { header }, body: body as OpenReportDraft }));
  const path = { token: draft.door };
  return answerOf(api.POST("/api/v1/door/{token}/reports", { params: { path, header }, body }));
}
