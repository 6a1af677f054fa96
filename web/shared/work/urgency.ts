// How pressing a piece of work is: never by colour alone, so each tone has its word. Pure.
import type { Flag, Urgency } from "../api/types";
import { countdownTo } from "../words/time";

/** needs: bayberry red · soon: ink on a tint · calm: plain. */
export type Tone = "needs" | "soon" | "calm";

export function toneOf(urgency: Urgency): Tone {
  return urgency === "emergency" || urgency === "urgent" ? "needs" : "calm";
}

export interface Pressing {
  deadline: string | null;
  urgency: Urgency;
  flags: readonly Flag[];
}

export function toneOfDeadline(deadline: string | null, now: number): Tone {
  if (!deadline) return "calm";
  const countdown = countdownTo(deadline, now);
  if (countdown.late) return "needs";
  return countdown.pressing || (countdown.span.days === 0 && countdown.span.hours < 4) ? "soon" : "calm";
}

/** `urgent` repeats what the urgency says and `overdue` what the countdown says: neither is shown twice. */
export function flagsToShow(work: Pressing): Flag[] {
  return work.flags.filter(
    (flag) => flag !== "overdue" && !(flag === "urgent" && toneOf(work.urgency) === "needs"),
  );
}
