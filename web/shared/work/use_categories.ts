// The county's categories, read once and named in the language on the screen.
import { computed, shallowRef } from "vue";
import { answerOf } from "../api/answer";
import type { Category } from "../api/types";
import { currentLanguage } from "../i18n";
import { api } from "./session";

const all = shallowRef<Category[]>([]);
let isAsked = false;

async function load(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  const answer = await answerOf(api.GET("/api/v1/categories"));
  if (answer.ok) all.value = answer.value.items;
  else isAsked = false;
}

export function nameIn(category: Pick<Category, "name_zh" | "name_en">, language: string): string {
  return language === "en" ? category.name_en : category.name_zh;
}

/** Major categories with the minor ones in which every typed word occurs, by name or code. */
export function groupsMatching(categories: readonly Category[], typed: string, language: string) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return categories
    .filter((one) => one.parent_code === null)
    .map((major) => ({
      major,
      minors: categories.filter(
        (one) =>
          one.parent_code === major.code &&
          matches(`${one.code} ${one.name_zh} ${nameIn(one, language)} ${nameIn(major, language)}`),
      ),
    }))
    .filter((group) => group.minors.length > 0);
}

export function useCategories() {
  void load();
  const byCode = computed(() => new Map(all.value.map((one) => [one.code, one])));
  function categoryName(code: string | null): string | null {
    const found = code ? byCode.value.get(code) : undefined;
    if (found) return nameIn(found, currentLanguage());
    // Until the table has come there is no word yet; a code tells nobody anything.
    return code && all.value.length === 0 ? "" : code;
  }
  return { all, byCode, categoryName };
}
