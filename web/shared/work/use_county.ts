// Which county this is; read once.
import { computed, shallowRef } from "vue";
import { answerOf } from "../api/answer";
import type { County } from "../api/types";
import { currentLanguage } from "../i18n";
import { api, useSession } from "./session";

const county = shallowRef<County | null>(null);

export function useCounty() {
  const { session } = useSession();
  if (!county.value)
    void answerOf(api.GET("/api/v1/county")).then((answer) => {
      if (answer.ok) county.value = answer.value;
    });
  const name = computed(
    () => (currentLanguage() === "en" ? county.value?.name_en : county.value?.name) ?? "",
  );
  const isMadeUp = computed(() => Boolean(session.value?.made_up || county.value?.made_up));
  return { county, name, isMadeUp };
}
