// Starts the residents' front end: language first, then the screen that the address asks for.
import { createApp } from "vue";
import { startI18n } from "@shared/i18n";
import "@shared/styles/base.css";
import "./styles/resident.css";
import App from "./App.vue";
import { router } from "./router";

async function start(): Promise<void> {
  const i18n = await startI18n({
    "zh-CN": () => import("./locales/zh-CN.json"),
    en: () => import("./locales/en.json"),
  });
  createApp(App).use(i18n).use(router).mount("#app");
}

void start();
