// Times in words: a day and an hour, and how long is left. Pure; the county's clock is China's.
import type { Language } from "../i18n";

const kZone = "Asia/Shanghai";
const kMinute = 60_000;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;

/** "11月25日 18:00", "25 Nov, 18:00"; with the year when it is not this one. */
export function dayAndHour(iso: string, language: Language, now: number): string {
  const at = new Date(iso);
  const year = (time: Date) =>
    new Intl.DateTimeFormat("en", { timeZone: kZone, year: "numeric" }).format(time);
  const sameYear = year(at) === year(new Date(now));
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    timeZone: kZone,
    ...(sameYear ? {} : { year: "numeric" }),
    month: language === "en" ? "short" : "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return format.format(at);
}

export interface Span {
  days: number;
  hours: number;
  minutes: number;
}

/** Whole minutes, rounded down; never negative. */
export function spanOf(milliseconds: number): Span {
  const left = Math.max(0, milliseconds);
  return {
    days: Math.floor(left / kDay),
    hours: Math.floor((left % kDay) / kHour),
    minutes: Math.floor((left % kHour) / kMinute),
  };
}

export interface Countdown {
  /** Translation key under `time.`: the two largest units that count. */
  key: "days_hours" | "hours_minutes" | "minutes" | "under_a_minute";
  span: Span;
  late: boolean;
  /** Less than an hour is left, or it is late. */
  pressing: boolean;
}

export function countdownTo(deadline: string, now: number): Countdown {
  const left = Date.parse(deadline) - now;
  const span = spanOf(Math.abs(left));
  const key =
    span.days > 0
      ? "days_hours"
      : span.hours > 0
        ? "hours_minutes"
        : span.minutes > 0
          ? "minutes"
          : "under_a_minute";
  return { key, span, late: left < 0, pressing: left < kHour };
}
