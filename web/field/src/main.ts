// Starts the front end for work on a phone.
import { createApp } from "vue";
import { startI18n } from "@shared/i18n";
import { startPatiently } from "@shared/start";
import { withWorkWords } from "@shared/work/words";
import App from "./App.vue";
import { router } from "./router";
import "./field.css";

const catalogs = withWorkWords({
  "zh-CN": () => import("./locales/zh-CN.json"),
  en: () => import("./locales/en.json"),
});
void startPatiently(async () => {
  const i18n = await startI18n(catalogs);
  createApp(App).use(i18n).use(router).mount("#app");
});
