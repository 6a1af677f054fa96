// The screens on the phone.
import { createRouter, createWebHistory } from "vue-router";
import { guardRouter } from "@shared/work/guard";
// Not loaded on demand: a tab that is tapped without signal must open.
import CaseView from "./views/CaseView.vue";
import DoneView from "./views/DoneView.vue";
import MeView from "./views/MeView.vue";
import ReportView from "./views/ReportView.vue";
import SignInView from "./views/SignInView.vue";
import TodosView from "./views/TodosView.vue";

export const router = createRouter({
  history: createWebHistory("/field/"),
  routes: [
    { path: "/", name: "todos", component: TodosView },
    { path: "/done", name: "done", component: DoneView },
    { path: "/report", name: "report", component: ReportView },
    { path: "/me", name: "me", component: MeView },
    { path: "/cases/:id(\\d+)", name: "case", component: CaseView },
    { path: "/sign-in", name: "sign_in", component: SignInView },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});
guardRouter(router);
