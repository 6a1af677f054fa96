// Nobody reads an identifier: every category of the standard table has words in both languages.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nameIn } from "./use_categories";

const table = readFileSync(
  new URL("../../../server/rooms/cases/categories.csv", `file://${__filename}`),
  "utf8",
);
const categories = table
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .map(([code = "", , name_zh = "", name_en = ""]) => ({ code, name_zh, name_en }));

describe("category names", () => {
  it("ANameIsInTheLanguageOnTheScreen", () => {
    expect(nameIn({ name_zh: "井盖", name_en: "Manhole cover" }, "en")).toBe("Manhole cover");
    expect(nameIn({ name_zh: "井盖", name_en: "Manhole cover" }, "zh-CN")).toBe("井盖");
  });
  it("NoCategoryOfTheTableShowsAnIdentifier", () => {
    expect(categories.length).toBeGreaterThan(80);
    for (const one of categories) expect(nameIn(one, "en"), one.code).toMatch(/^[A-Z][A-Za-z' ,-]+$/);
    expect(new Set(categories.map((one) => nameIn(one, "en"))).size).toBe(categories.length);
  });
});
