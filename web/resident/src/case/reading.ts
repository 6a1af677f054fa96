// How a resident reads a case: is it over, whose turn it is, which pictures belong together. Pure.
import type { Attachment, CaseState, LinkedCase } from "@shared/api/types";
import type { MediaItem } from "@shared/components/MediaStrip.vue";

const kFinal: readonly CaseState[] = ["closed", "rejected", "merged", "redirected", "voided"];

export function isFinal(state: CaseState): boolean {
  return kFinal.includes(state);
}

/** you: the reporter must say something · done: solved and said so · over: ended otherwise · others: somebody works on it. */
export type Standing = "you" | "done" | "over" | "others";

export function standingOf(found: Pick<LinkedCase, "state" | "close_reason" | "allowed_actions">): Standing {
  if (found.state === "closed" && found.close_reason === "resident_confirmed") return "done";
  if (isFinal(found.state)) return "over";
  return found.allowed_actions.some(({ action }) => action === "confirm") ? "you" : "others";
}

export type Phase = Attachment["phase"];

/** Before and after stand side by side; what was reported counts as "before" when nobody took another picture. */
export function picturesOf(found: Pick<LinkedCase, "attachments">) {
  const of = (...phases: Phase[]) => found.attachments.filter(({ phase }) => phases.includes(phase));
  const after = of("after");
  return { before: of("report", "before"), after, notes: of("note"), compares: after.length > 0 };
}

export function mediaOf(
  attachments: Attachment[],
  token: string,
  label: (one: Attachment, n: number) => string,
) {
  return attachments.map((one, index): MediaItem => ({
    key: one.id,
    src: `/api/v1/links/${encodeURIComponent(token)}/attachments/${one.id}`,
    isVideo: one.content_type.startsWith("video/"),
    label: label(one, index + 1),
  }));
}
