// What was reported from this phone: numbers and private links, in local storage, nowhere else. Can be cleared.
import { shallowRef } from "vue";
import type { LinkedCase } from "@shared/api/types";

export interface MyReport {
  number: string;
  token: string;
  address: string;
  excerpt: string;
  at: string;
  /** The Idempotency-Key it was sent with. */
  key?: string;
  /** The case as last seen, for when there is no signal. */
  seen?: { case: LinkedCase; at: number };
}

const kStored = "mashang.my";
const kMost = 50;

/** Drops what is not a report: the storage belongs to the phone, not to us. */
export function parseReports(stored: string | null): MyReport[] {
  try {
    const found: unknown = JSON.parse(stored ?? "[]");
    if (!Array.isArray(found)) return [];
    return found.filter(
      (one): one is MyReport =>
        typeof one === "object" &&
        one !== null &&
        typeof one.number === "string" &&
        typeof one.token === "string",
    );
  } catch {
    return [];
  }
}

/** Newest first, each link once. */
export function withReport(reports: MyReport[], report: MyReport): MyReport[] {
  return [report, ...reports.filter((one) => one.token !== report.token)].slice(0, kMost);
}

const reports = shallowRef(load());

export function useMyReports() {
  return reports;
}

/** Whether the server has what was sent under this key. */
export function wasSent(key: string): boolean {
  return reports.value.some((one) => one.key === key);
}

export function remember(report: MyReport): void {
  store(withReport(reports.value, report));
}

/** Keeps the case as it was last seen; only for reports of this phone. */
export function rememberSeen(token: string, seen: LinkedCase): void {
  store(
    reports.value.map((one) =>
      one.token === token ? { ...one, seen: { case: seen, at: Date.now() } } : one,
    ),
  );
}

export function lastSeen(token: string): MyReport["seen"] {
  return reports.value.find((one) => one.token === token)?.seen;
}

export function forget(token: string): void {
  store(reports.value.filter((one) => one.token !== token));
}

export function forgetAll(): void {
  store([]);
}

function load(): MyReport[] {
  try {
    return parseReports(localStorage.getItem(kStored));
  } catch {
    return [];
  }
}

function store(list: MyReport[]): void {
  reports.value = list;
  try {
    localStorage.setItem(kStored, JSON.stringify(list));
  } catch {
    // Full or forbidden: the list lives as long as the page.
  }
}
