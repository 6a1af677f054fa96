// Every word exists in both languages, and every error code of the server has words.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const web = resolve(__dirname, "../..");
const root = resolve(web, "..");

type Words = { [key: string]: string | Words };

function keysOf(words: Words, prefix = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

function read(path: string): Words {
  return JSON.parse(readFileSync(path, "utf8")) as Words;
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesUnder(path);
    return /\.(cpp|hpp)$/.test(entry.name) && !entry.name.endsWith("_test.cpp") ? [path] : [];
  });
}

/** Codes stand in `failure(ErrorKind::x, "room.reason"…)` and `Error{ErrorKind::x, "room.reason"…}`. */
function codesOf(source: string): string[] {
  return [...source.matchAll(/ErrorKind::\w+\s*,\s*(?:\.code\s*=\s*)?"([a-z0-9_]+\.[a-z0-9_]+)"/g)].map(
    (match) => match[1] as string,
  );
}

const folders = [
  "shared/locales",
  "shared/work/locales",
  "resident/src/locales",
  "field/src/locales",
  "console/src/locales",
]
  .map((folder) => join(web, folder))
  .filter(existsSync);

describe("words", () => {
  it.each(folders)("BothLanguagesOf %s HaveTheSameKeys", (folder) => {
    const chinese = keysOf(read(join(folder, "zh-CN.json"))).sort();
    expect(keysOf(read(join(folder, "en.json"))).sort()).toEqual(chinese);
  });

  it.each(folders)("NoWordOf %s IsEmpty", (folder) => {
    for (const language of ["zh-CN", "en"])
      expect(JSON.stringify(read(join(folder, `${language}.json`)))).not.toContain('""');
  });

  it.each(["zh-CN", "en"])("EveryErrorCodeOfTheServerHasWordsIn %s", (language) => {
    const words = read(join(root, `locales/errors.${language}.json`));
    const codes = sourcesUnder(join(root, "server")).flatMap((path) => codesOf(readFileSync(path, "utf8")));
    expect(codes.length).toBeGreaterThan(0);
    expect([...new Set(codes)].filter((code) => !(code in words))).toEqual([]);
  });
});
