// Starts the residents' front end: language first, then the screen that the address asks for.
import { createApp } from "vue";
import { startI18n } from "@shared/i18n";
import { startPatiently } from "@shared/start";
import "@shared/styles/base.css";
import "./styles/resident.css";
import App from "./App.vue";
import { router } from "./router";

async function start(): Promise<void> {
  // The screen's code is fetched while the words are.
  const app = createApp(App).use(router);
  const i18n = await startI18n({
    "zh-CN": () => import("./locales/zh-CN.json"),
    en: () => import("./locales/en.json"),
  });
  app.use(i18n).mount("#app");
}

void startPatiently(start);
