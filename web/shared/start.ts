// Starts a front end through a bad signal: says at once that it is coming, and comes back by itself when its words do not load.
import { waitAfter } from "./composables/use_try_again";

const kOpening = "正在打开…… Opening…";
const kNoSignal = "没有信号，会自动再试。 No signal; it tries again by itself.";

/**
 * Runs `start`. A browser may remember that a piece of the page could not be fetched, so only opening the page anew
 * helps; and that only when the server can be reached, or the person would look at the browser's own error page.
 */
export async function startPatiently(
  start: () => Promise<unknown>,
  reload = () => location.reload(),
): Promise<void> {
  say(kOpening);
  try {
    await start();
  } catch {
    say(kNoSignal);
    await reachable();
    reload();
  }
}

function say(words: string): void {
  const place = document.querySelector("#app");
  if (!place) return;
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.style.padding = "24px 16px";
  told.textContent = words;
  place.replaceChildren(told);
}

async function reachable(): Promise<void> {
  for (let failures = 1; ; failures++) {
    await new Promise((wake) => setTimeout(wake, waitAfter(failures, Math.random())));
    if (document.hidden) continue;
    const found = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (found?.ok) return;
  }
}
