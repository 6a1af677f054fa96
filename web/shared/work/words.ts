// The words for work, joined with a front end's own.
import type { Catalogs, Language } from "../i18n";

const work: Catalogs = {
  "zh-CN": () => import("./locales/zh-CN.json"),
  en: () => import("./locales/en.json"),
};

export function withWorkWords(own: Catalogs): Catalogs {
  const joined = (language: Language) => async () => {
    const [shared, mine] = await Promise.all([work[language](), own[language]()]);
    return { default: { ...(shared.default as object), ...(mine.default as object) } };
  };
  return { "zh-CN": joined("zh-CN"), en: joined("en") };
}
