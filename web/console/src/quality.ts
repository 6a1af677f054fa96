// How often people agree with what was suggested: counts that can be added, and a share that never stands without them. Pure.
import type { TriageQuality } from "@shared/api/types";

export type Week = TriageQuality["weeks"][number];
export type Counts = Pick<Week, "decisions" | "first_right" | "among_three" | "unsure" | "expected_right">;

export function newestFirst(weeks: readonly Week[]): Week[] {
  return [...weeks].sort((a, b) => b.begins.localeCompare(a.begins));
}

export function sumOf(weeks: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => weeks.reduce((total, week) => total + week[key], 0);
  return {
    decisions: sum("decisions"),
    first_right: sum("first_right"),
    among_three: sum("among_three"),
    unsure: sum("unsure"),
    expected_right: sum("expected_right"),
  };
}

/** Null where there is nothing to divide by. */
export function percentOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((100 * part) / whole) : null;
}
