// Words for what the contract says in identifiers: states, steps, roles, sizes, deadlines.
import { useI18n } from "vue-i18n";
import type { Action, CaseState, Role, Step } from "../api/types";
import { currentLanguage } from "../i18n";
import { countdownTo, dayAlone, dayAndHour } from "./time";

/** Whose name alone tells a resident nothing; an organisation's name says what it is. */
const kPersons: readonly Role[] = [
  "grid_leader",
  "grid_worker",
  "building_head",
  "community_officer",
  "county_officer",
];

/** The reason of a first step: no door code was scanned. */
const kWithoutCode = "without_code";

export function useWords() {
  const { t } = useI18n({ useScope: "global" });

  function stateName(state: CaseState): string {
    return t(`state.${state}`);
  }
  function actionName(action: Action): string {
    return t(`action.${action}`);
  }
  /** What happened, as a person tells it: "Sent to the handler". */
  function stepName(step: Pick<Step, "action">): string {
    return t(`step.${step.action}`);
  }
  /** Why, in the person's own words; what the server says itself stands in a word of its own. */
  function reasonWords(step: Pick<Step, "action" | "reason">): string | null {
    return step.action === "submit" && step.reason === kWithoutCode ? t("step_without_code") : step.reason;
  }
  function roleName(role: Role): string {
    return t(`role.${role}`);
  }
  /** "Grid leader 胡宗华", a company's name, or the role where there is no name. */
  function whoName(role: Role, name: string | null): string {
    if (!name) return roleName(role);
    return kPersons.includes(role) ? `${roleName(role)} ${name}` : name;
  }
  function when(iso: string, now: number): string {
    return dayAndHour(iso, currentLanguage(), now);
  }
  function day(iso: string, now: number): string {
    return dayAlone(iso, currentLanguage(), now);
  }
  /** "2 days 3 hours left" or "1 hour 5 minutes late". */
  function timeLeft(deadline: string, now: number): string {
    const { key, span, late } = countdownTo(deadline, now);
    return t(late ? "time.late" : "time.left", { span: t(`time.${key}`, { ...span }) });
  }
  function size(bytes: number): string {
    if (bytes < 1_000_000) return t("size.kb", { n: Math.max(1, Math.round(bytes / 1000)) });
    return t("size.mb", { n: (bytes / 1_000_000).toFixed(1) });
  }
  return { stateName, actionName, stepName, reasonWords, roleName, whoName, when, day, timeLeft, size };
}
