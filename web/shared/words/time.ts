// Times in words: a day and an hour, and how long is left. Pure; the county's clock is China's.
import type { Language } from "../i18n";

const kZone = "Asia/Shanghai";
const kMinute = 60_000;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;

const yearOf = (time: Date) =>
  new Intl.DateTimeFormat("en", { timeZone: kZone, year: "numeric" }).format(time);

function inWords(iso: string, language: Language, now: number, hour: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso);
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    timeZone: kZone,
    ...(yearOf(at) === yearOf(new Date(now)) ? {} : { year: "numeric" }),
    month: language === "en" ? "short" : "long",
    day: "numeric",
    ...hour,
  });
  return format.format(at);
}

/** "11月25日 18:00", "25 Nov, 18:00"; with the year when it is not this one. */
export function dayAndHour(iso: string, language: Language, now: number): string {
  return inWords(iso, language, now, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "11月25日", "25 Nov"; `iso` may be a day of the county's calendar alone. */
export function dayAlone(iso: string, language: Language, now: number): string {
  return inWords(iso, language, now, {});
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
