// Only who is signed in sees the screens; everybody else is asked to sign in and brought back after it.
import { watch } from "vue";
import type { RouteLocationRaw, Router } from "vue-router";
import { loadSession, useSession } from "./session";
import { stopLive } from "./live";
import { forgetTodos } from "./use_todos";

/** Where to go after signing in: only to a path of this front end. */
export function wayBack(to: unknown): string {
  return typeof to === "string" && /^\/(?!\/)/.test(to) && !to.startsWith("/sign-in") ? to : "/";
}

const signIn = (to: string): RouteLocationRaw => ({ path: "/sign-in", query: to === "/" ? {} : { to } });

export function guardRouter(router: Router): void {
  const { session } = useSession();
  router.beforeEach(async (to) => {
    if (await loadSession()) return true;
    if (to.path === "/sign-in") return session.value ? wayBack(to.query["to"]) : true;
    return session.value ? true : signIn(to.fullPath);
  });
  watch(session, (now) => {
    if (now) return;
    stopLive();
    forgetTodos();
    const here = router.currentRoute.value;
    if (here.path !== "/sign-in") void router.replace(signIn(here.fullPath));
  });
}
