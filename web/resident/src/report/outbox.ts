// The reports of this phone that are open: what is being written, and what waits for the signal.
import { shallowReactive } from "vue";
import { wasSent } from "../mine/my_reports";
import { newDraft, type Draft } from "./draft";
import { allDrafts, dropDraft, dropOldDrafts } from "./draft_store";
import { openSession, type Session } from "./session";

const sessions = shallowReactive(new Map<string, Session>());

export function openSessions(): Session[] {
  return [...sessions.values()];
}

/** What is kept on this phone and not sent. A draft can outlive its sending when the page ends just then: it goes now. */
export async function unsentDrafts(): Promise<Draft[]> {
  const drafts = await allDrafts();
  for (const { id, key } of drafts) if (wasSent(key)) void dropDraft(id);
  return drafts.filter(({ key }) => !wasSent(key));
}

/** Takes up what was left unsent when the page was closed. Called once, at start. */
export async function takeUpQueued(): Promise<void> {
  await dropOldDrafts(Date.now());
  for (const draft of await unsentDrafts()) if (draft.state === "queued") begin(draft);
}

/** The report that is being written (or sent) at this door, or at none (""), else a new one. */
export async function sessionAt(door: string): Promise<Session> {
  const open = openSessions().find((session) => session.draft.door === door && !session.receipt.value);
  if (open) return open;
  const kept = (await unsentDrafts()).find((draft) => draft.door === door);
  return begin(kept ?? newDraft(door, "", Date.now()));
}

/** Another matter while the one before still waits for the signal. */
export function anotherSessionAt(door: string, address: string): Session {
  return begin(newDraft(door, address, Date.now()));
}

export function closeSession(session: Session): void {
  session.close();
  sessions.delete(session.draft.id);
}

/** One session a draft, whoever asks first: the frame at start, or the screen of the door. */
function begin(draft: Draft): Session {
  const open = sessions.get(draft.id);
  if (open) return open;
  const session = openSession(draft);
  sessions.set(draft.id, session);
  return session;
}
