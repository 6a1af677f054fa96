// The screens at the desk. `case` in the address opens a case beside any of them.
import { createRouter, createWebHistory } from "vue-router";
import { guardRouter } from "@shared/work/guard";

export const router = createRouter({
  history: createWebHistory("/console/"),
  routes: [
    { path: "/", redirect: "/todos" },
    { path: "/todos", name: "todos", component: () => import("./views/TodosView.vue") },
    { path: "/cases", name: "cases", component: () => import("./views/CasesView.vue") },
    { path: "/map", name: "map", component: () => import("./views/MapView.vue") },
    { path: "/hot", name: "hot", component: () => import("./views/HotView.vue") },
    { path: "/quality", name: "quality", component: () => import("./views/QualityView.vue") },
    { path: "/grids", name: "grids", component: () => import("./views/GridPlansView.vue") },
    {
      path: "/grids/compare",
      name: "grid_comparison",
      component: () => import("./views/GridCompareView.vue"),
    },
    {
      path: "/grids/:id([1-9][0-9]{0,15})",
      name: "grid_plan",
      component: () => import("./views/GridPlanView.vue"),
      props: (to) => ({ id: Number(to.params["id"]), key: String(to.params["id"]) }),
    },
    { path: "/sign-in", name: "sign_in", component: () => import("./views/SignInView.vue") },
    { path: "/:rest(.*)*", redirect: "/todos" },
  ],
});
guardRouter(router);
