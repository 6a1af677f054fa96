// What an action asks of the person who takes it, and the request that comes of the answers. Pure.
import type { Action, ActionInput, ActionRequest, AllowedAction } from "../api/types";

export interface ActionAnswers {
  reason: string;
  organisation: number | null;
  /** As a datetime-local field gives it, on the county's clock: 2026-11-24T18:00. */
  until: string;
  category: string | null;
  into_case: number | null;
  uploads: string[];
}

export function noAnswers(): ActionAnswers {
  return { reason: "", organisation: null, until: "", category: null, into_case: null, uploads: [] };
}

/** Steps that end somebody's hope or work: shown apart and asked about in plain words. */
const kGrave: ReadonlySet<Action> = new Set<Action>([
  "reject",
  "redirect",
  "void",
  "return_order",
  "refuse_extension",
  "refuse_suspension",
  "fail_check",
  "request_forced_close",
  "decline_forced_close",
]);
/** Steps that change no one's turn. */
const kAside: ReadonlySet<Action> = new Set<Action>(["add_note", "urge", "supervise", "classify"]);

export type ActionWeight = "main" | "grave" | "aside";

export function weightOf(action: Action): ActionWeight {
  if (kGrave.has(action)) return "grave";
  return kAside.has(action) ? "aside" : "main";
}

/** The way straight on from each state; what is nearer to "solved" stands first. */
const kStraightOn: readonly Action[] = [
  "approve_forced_close",
  "grant_extension",
  "grant_suspension",
  "pass_check",
  "handle",
  "start",
  "restart",
  "resume",
  "arbitrate",
  "dispatch",
  "accept",
];

export function isStraightOn(action: Action): boolean {
  return kStraightOn.includes(action);
}

/** The straight way first, then other main steps as the server ordered them, then grave ones, then the rest. */
export function inOrder(actions: readonly AllowedAction[]): AllowedAction[] {
  const weights: ActionWeight[] = ["main", "grave", "aside"];
  const straightOn = kStraightOn.flatMap((action) => actions.filter((one) => one.action === action));
  const others = actions.filter((one) => !kStraightOn.includes(one.action));
  return [
    ...straightOn,
    ...weights.flatMap((weight) => others.filter((one) => weightOf(one.action) === weight)),
  ];
}

/** `after_photo` and `uploads` are one field on the screen. */
export function fieldsOf(allowed: AllowedAction): { input: ActionInput; required: boolean }[] {
  const required = withoutTwice(allowed.requires).map((input) => ({ input, required: true }));
  const known = new Set(required.map((one) => pictureless(one.input)));
  const optional = withoutTwice(allowed.optional)
    .filter((input) => !known.has(pictureless(input)))
    .map((input) => ({ input, required: false }));
  return [...required, ...optional];
}

function withoutTwice(inputs: readonly ActionInput[]): ActionInput[] {
  const hasAfterPhoto = inputs.includes("after_photo");
  return [...new Set(inputs)].filter((input) => !(hasAfterPhoto && input === "uploads"));
}

function pictureless(input: ActionInput): ActionInput {
  return input === "after_photo" ? "uploads" : input;
}

export function isAnswered(input: ActionInput, answers: ActionAnswers): boolean {
  switch (input) {
    case "reason":
      return answers.reason.trim() !== "";
    case "after_photo":
    case "uploads":
      return answers.uploads.length > 0;
    case "organisation":
      return answers.organisation !== null;
    case "until":
      return momentOf(answers.until) !== null;
    case "category":
      return answers.category !== null;
    case "into_case":
      return answers.into_case !== null;
  }
}

export function missingIn(allowed: AllowedAction, answers: ActionAnswers): ActionInput[] {
  return fieldsOf(allowed)
    .filter((field) => field.required && !isAnswered(field.input, answers))
    .map((field) => field.input);
}

/** Only what the action asks for is sent: an answer to another form's question never slips in. */
export function requestOf(allowed: AllowedAction, version: number, answers: ActionAnswers): ActionRequest {
  const asked = new Set(fieldsOf(allowed).map((field) => field.input));
  const has = (input: ActionInput) => asked.has(input) && isAnswered(input, answers);
  const request: ActionRequest = { action: allowed.action, version };
  if (has("reason")) request.reason = answers.reason.trim();
  if (has("organisation")) request.organisation_id = answers.organisation ?? undefined;
  if (has("until")) request.until = momentOf(answers.until) ?? undefined;
  if (has("category")) request.category = answers.category ?? undefined;
  if (has("into_case")) request.into_case_id = answers.into_case ?? undefined;
  if (has("after_photo") || has("uploads")) request.uploads = answers.uploads;
  return request;
}

/** A wall-clock time of the county (UTC+8, no summer time) as RFC 3339 in UTC. */
export function momentOf(local: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return null;
  const time = Date.parse(`${local.slice(0, 16)}:00+08:00`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The other way round, for a field's first value. */
export function localOf(time: number): string {
  return new Date(time + 8 * 3_600_000).toISOString().slice(0, 16);
}

export const kReasonLength = 1000;

/** The step whose words tell the reporter what was done: those of solved matters are a beginning for it. */
export function mayBeginWithReply(action: Action): boolean {
  return action === "handle";
}

/** An earlier reply to go on from, below what is written already. */
export function withReply(reason: string, reply: string): string {
  const written = reason.trim();
  return (written ? `${written}\n${reply}` : reply).slice(0, kReasonLength);
}
