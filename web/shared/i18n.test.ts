// Which language a person sees first.
import { describe, expect, it } from "vitest";
import { preferredLanguage } from "./i18n";

describe("preferredLanguage", () => {
  it("KeepsWhatThePersonChose", () => {
    expect(preferredLanguage("en", ["zh-CN"])).toBe("en");
    expect(preferredLanguage("zh-CN", ["en-GB"])).toBe("zh-CN");
  });
  it("AnyChineseGivesChineseAndTheRestEnglish", () => {
    expect(preferredLanguage(null, ["zh-Hant-TW"])).toBe("zh-CN");
    expect(preferredLanguage(null, ["ZH"])).toBe("zh-CN");
    expect(preferredLanguage(null, ["fr-FR", "zh-CN"])).toBe("en");
    expect(preferredLanguage("klingon", ["de"])).toBe("en");
  });
  it("APhoneThatSaysNothingGetsChinese", () => {
    expect(preferredLanguage(null, [])).toBe("zh-CN");
  });
});
