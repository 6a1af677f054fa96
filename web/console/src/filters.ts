// Which cases the table shows: kept in the address, so that a view can be sent to a colleague. Pure.
import type { CaseState, Flag } from "@shared/api/types";
import { momentOf } from "@shared/work/action_inputs";

export interface CaseFilters {
  /** "" for all, "open" for whatever still needs somebody, else one state. */
  state: "" | "open" | CaseState;
  category: string;
  place: number | null;
  organisation: number | null;
  flag: Flag | "";
  q: string;
  /** Days on the county's clock, both included: 2026-11-23. */
  from: string;
  to: string;
}

export const kStates = [
  "submitted",
  "verifying",
  "accepted",
  "self_handling",
  "dispatched",
  "returned",
  "arbitrated",
  "in_progress",
  "extension_pending",
  "suspend_pending",
  "suspended",
  "handled",
  "rework",
  "awaiting_confirmation",
  "closed",
  "reopened",
  "rejected",
  "merged",
  "redirected",
  "voided",
] as const satisfies readonly CaseState[];
export const kFlags = [
  "overdue",
  "urgent",
  "supervised",
  "urged",
  "mass_affecting",
] as const satisfies readonly Flag[];

export const kAllOpen: CaseFilters = {
  state: "open",
  category: "",
  place: null,
  organisation: null,
  flag: "",
  q: "",
  from: "",
  to: "",
};

type Query = Record<string, string | null | (string | null)[] | undefined>;

/** Whatever does not fit is left out: an old or mistyped address still shows a table. */
export function filtersOf(query: Query): CaseFilters {
  const word = (key: string) => {
    const value = query[key];
    return (Array.isArray(value) ? value[0] : value) ?? undefined;
  };
  const one = <T extends string>(key: string, known: readonly T[], otherwise: T | "") => {
    const value = word(key);
    if (value === "all") return "" as const;
    return known.find((item) => item === value) ?? otherwise;
  };
  const id = (key: string) => (/^[1-9][0-9]{0,15}$/.test(word(key) ?? "") ? Number(word(key)) : null);
  const day = (key: string) => (momentOf(`${word(key) ?? ""}T00:00`) ? (word(key) ?? "") : "");
  return {
    state: one("state", ["open", ...kStates], "open"),
    category: /^[0-9]{2}([0-9]{2})?$/.test(word("category") ?? "") ? (word("category") ?? "") : "",
    place: id("place"),
    organisation: id("organisation"),
    flag: one("flag", kFlags, ""),
    q: (word("q") ?? "").slice(0, 50),
    from: day("from"),
    to: day("to"),
  };
}

/** The other way round; what is as usual is not written. */
export function queryOf(filters: CaseFilters): Record<string, string> {
  const query: Record<string, string> = {};
  if (filters.state !== "open") query["state"] = filters.state || "all";
  if (filters.category) query["category"] = filters.category;
  if (filters.place !== null) query["place"] = String(filters.place);
  if (filters.organisation !== null) query["organisation"] = String(filters.organisation);
  if (filters.flag) query["flag"] = filters.flag;
  if (filters.q.trim()) query["q"] = filters.q.trim();
  if (filters.from) query["from"] = filters.from;
  if (filters.to) query["to"] = filters.to;
  return query;
}

/** What the server is asked; the last day counts until its end. */
export function askFor(filters: CaseFilters) {
  const midnight = (day: string) => momentOf(`${day}T00:00`);
  const from = midnight(filters.from);
  const to = midnight(filters.to);
  return {
    ...(filters.state ? { state: filters.state } : {}),
    ...(filters.category ? { category: filters.category } : {}),
    ...(filters.place !== null ? { place: filters.place } : {}),
    ...(filters.organisation !== null ? { organisation: filters.organisation } : {}),
    ...(filters.flag ? { flag: filters.flag } : {}),
    ...(filters.q.trim() ? { q: filters.q.trim() } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to: new Date(Date.parse(to) + 86_400_000).toISOString() } : {}),
  };
}
