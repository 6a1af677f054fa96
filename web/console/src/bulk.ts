// Steps that make sense for many cases at once, and what each asks for. Every case keeps every rule: the server decides. Pure.
import type { Action, CaseSummary } from "@shared/api/types";

export interface BulkStep {
  action: Action;
  reason: "required" | "optional";
  organisation: boolean;
}

export const kBulkSteps: readonly BulkStep[] = [
  { action: "accept", reason: "optional", organisation: false },
  { action: "dispatch", reason: "optional", organisation: true },
  { action: "pass_check", reason: "optional", organisation: false },
  { action: "grant_extension", reason: "optional", organisation: false },
  { action: "refuse_extension", reason: "required", organisation: false },
  { action: "grant_suspension", reason: "optional", organisation: false },
  { action: "refuse_suspension", reason: "required", organisation: false },
  { action: "supervise", reason: "optional", organisation: false },
  { action: "add_note", reason: "required", organisation: false },
  { action: "approve_forced_close", reason: "optional", organisation: false },
  { action: "decline_forced_close", reason: "optional", organisation: false },
  { action: "reject", reason: "required", organisation: false },
];

export interface BulkAnswers {
  reason: string;
  organisation: number | null;
}

export function isReady(step: BulkStep, answers: BulkAnswers): boolean {
  if (step.reason === "required" && !answers.reason.trim()) return false;
  return !step.organisation || answers.organisation !== null;
}

/** Ids and versions stand at the same places. */
export function bulkRequest(
  step: BulkStep,
  chosen: readonly Pick<CaseSummary, "id" | "version">[],
  answers: BulkAnswers,
) {
  return {
    action: step.action,
    cases: chosen.map((one) => one.id),
    versions: chosen.map((one) => one.version),
    ...(answers.reason.trim() ? { reason: answers.reason.trim() } : {}),
    ...(step.organisation && answers.organisation !== null ? { organisation_id: answers.organisation } : {}),
  };
}
