// The screens on the phone.
import { createRouter, createWebHistory } from "vue-router";
import { guardRouter } from "@shared/work/guard";
import TodosView from "./views/TodosView.vue";

export const router = createRouter({
  history: createWebHistory("/field/"),
  routes: [
    { path: "/", name: "todos", component: TodosView },
    { path: "/done", name: "done", component: () => import("./views/DoneView.vue") },
    { path: "/report", name: "report", component: () => import("./views/ReportView.vue") },
    { path: "/me", name: "me", component: () => import("./views/MeView.vue") },
    { path: "/cases/:id(\\d+)", name: "case", component: () => import("./views/CaseView.vue") },
    { path: "/sign-in", name: "sign_in", component: () => import("./views/SignInView.vue") },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});
guardRouter(router);
