// Which screen an address opens. Addresses are short: they stand on doors and travel in messages.
import { createRouter, createWebHistory } from "vue-router";
// Not loaded on demand: a scanned code opens it, and every further round trip costs a weak signal half a second.
import DoorView from "./views/DoorView.vue";

export const router = createRouter({
  history: createWebHistory("/"),
  routes: [
    {
      path: "/",
      name: "home",
      component: () => import("./views/HomeView.vue"),
      meta: { title: "home.title" },
    },
    {
      path: "/d/:token",
      name: "door",
      component: DoorView,
      props: true,
      meta: { title: "door.title" },
    },
    {
      path: "/report",
      name: "report",
      component: () => import("./views/ReportView.vue"),
      meta: { title: "open.title" },
    },
    {
      path: "/c/:token",
      name: "case",
      component: () => import("./views/CaseView.vue"),
      props: true,
      meta: { title: "case.title" },
    },
    { path: "/my", name: "my", component: () => import("./views/MyView.vue"), meta: { title: "my.title" } },
    {
      path: "/:rest(.*)*",
      name: "unknown",
      component: () => import("./views/HomeView.vue"),
      props: { unknown: true },
      meta: { title: "home.unknown_title" },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

// A screen whose code did not arrive: the browser is asked for the whole page, once it believes in a network.
router.onError((_error, to) => {
  const go = () => window.location.assign(to.fullPath);
  if (navigator.onLine) go();
  else window.addEventListener("online", go, { once: true });
});
