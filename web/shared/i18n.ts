// Two languages, loaded on demand: the shared words, the front end's own words, and the words for error codes.
import { shallowRef } from "vue";
import { createI18n } from "vue-i18n";
import type { Failure } from "./api/answer";

export const kLanguages = ["zh-CN", "en"] as const;
export type Language = (typeof kLanguages)[number];
export type Words = { [key: string]: string | Words };
type Loader = () => Promise<{ default: unknown }>;
export type Catalogs = Record<Language, Loader>;

const kStored = "mashang.language";

const sharedCatalogs: Catalogs = {
  "zh-CN": () => import("./locales/zh-CN.json"),
  en: () => import("./locales/en.json"),
};
const errorCatalogs: Catalogs = {
  "zh-CN": () => import("@locales/errors.zh-CN.json"),
  en: () => import("@locales/errors.en.json"),
};

export const i18n = createI18n({
  legacy: false,
  locale: "zh-CN" as string,
  fallbackLocale: false,
  missingWarn: false,
  fallbackWarn: false,
  messages: {} as Record<string, Words>,
});

const errorWords = shallowRef<Record<string, string>>({});
let appCatalogs: Catalogs | undefined;

/** What the person chose before, else the phone's language: Chinese for any Chinese, English for the rest. */
export function preferredLanguage(stored: string | null, phone: readonly string[]): Language {
  if (stored === "zh-CN" || stored === "en") return stored;
  return (phone[0] ?? "zh").toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** Loads the words of the front end and shows the preferred language. Await it before mounting. */
export async function startI18n(catalogs: Catalogs): Promise<typeof i18n> {
  appCatalogs = catalogs;
  const phone = navigator.languages?.length ? navigator.languages : [navigator.language];
  await showLanguage(preferredLanguage(readStored(), phone));
  return i18n;
}

export function currentLanguage(): Language {
  return i18n.global.locale.value as Language;
}

/** Keeps the language that was shown when the words cannot be loaded. */
export async function chooseLanguage(language: Language): Promise<boolean> {
  try {
    await showLanguage(language);
  } catch {
    return false;
  }
  try {
    localStorage.setItem(kStored, language);
  } catch {
    // Private mode: the choice lives as long as the page.
  }
  return true;
}

async function showLanguage(language: Language): Promise<void> {
  const [shared, own] = await Promise.all([sharedCatalogs[language](), appCatalogs?.[language]()]);
  i18n.global.setLocaleMessage(language, { ...(shared.default as Words), ...(own?.default as Words) });
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  errorCatalogs[language]().then(
    (words) => (errorWords.value = words.default as Record<string, string>),
    () => undefined,
  );
}

/** The sentence for a person: our words for the code, else the server's title, else a general sentence. */
export function problemWords(problem: Failure): string {
  const t = i18n.global.t;
  if (problem.code.startsWith("web.")) return t(`problem.${problem.code.slice(4)}`);
  return errorWords.value[problem.code] ?? (problem.title || t("problem.unknown"));
}

function readStored(): string | null {
  try {
    return localStorage.getItem(kStored);
  } catch {
    return null;
  }
}
