// The language on the screen, and a way to change it.
import { computed } from "vue";
import { chooseLanguage, currentLanguage, kLanguages } from "../i18n";

export function useLanguage() {
  const language = computed(currentLanguage);
  const other = computed(() => kLanguages.find((one) => one !== language.value) ?? "zh-CN");
  return { language, other, choose: chooseLanguage };
}
