// Which screen an address opens. Addresses are short: they stand on doors and travel in messages.
import { createRouter, createWebHistory } from "vue-router";
import HomeView from "./views/HomeView.vue";

export const router = createRouter({
  history: createWebHistory("/"),
  routes: [
    { path: "/", name: "home", component: HomeView, meta: { title: "home.title" } },
    { path: "/:rest(.*)*", name: "unknown", component: HomeView, meta: { title: "home.title" } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});
