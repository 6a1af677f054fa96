// Measures what a resident's phone loads first (HTML, JS and CSS, brotli) and fails above the limit.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const kLimit = 90_000;
const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist/resident");
if (!existsSync(dist)) throw new Error("nothing is built yet: npm run build comes first");
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));

/** The entry, which holds the screen that a door code opens, and the words of one language. */
const first = ["index.html", /errors\.zh-CN\.json$/, /locales\/zh-CN\.json$/];

function filesOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const css of chunk.css ?? []) seen.add(css);
  for (const imported of chunk.imports ?? []) filesOf(imported, seen);
  return seen;
}

const brotli = (name) =>
  brotliCompressSync(readFileSync(join(dist, name)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    .length;

const keys = Object.keys(manifest).filter((key) =>
  first.some((one) => (one instanceof RegExp ? one.test(key) : one === key)),
);
if (keys.length < first.length)
  throw new Error(`the manifest lacks a part of the first load; found ${keys.join(", ")}`);
const files = new Set(["index.html", ...keys.flatMap((key) => [...filesOf(key)])]);
let total = 0;
for (const file of files) {
  const bytes = brotli(file);
  total += bytes;
  console.log(`${String(bytes).padStart(7)}  ${file}`);
}
console.log(`${String(total).padStart(7)}  first load of the residents' front end, brotli; limit ${kLimit}`);
if (total > kLimit) process.exit(1);
