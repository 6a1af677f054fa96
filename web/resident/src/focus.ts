// Moves the focus to the heading of a new screen, so that keyboards and screen readers follow the route.
import { nextTick } from "vue";

let hasMoved = false;

/** After a move inside the app, not when the page is first opened. */
export async function focusHeading(moved = false): Promise<void> {
  hasMoved ||= moved;
  if (!hasMoved) return;
  await nextTick();
  document.querySelector<HTMLElement>("main h1")?.focus();
}
