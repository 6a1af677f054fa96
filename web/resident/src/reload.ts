// When the words of the page did not arrive: says so in both languages and opens the page again after a while.
const kAfterMs = 5000;

/** There are no words to choose from: they are what is missing. */
const kWords = "信号不好，正在自动重试。No signal, trying again by itself.";

export function reloadLater(): void {
  const app = document.querySelector("#app");
  if (app) app.textContent = kWords;
  setTimeout(() => window.location.reload(), kAfterMs);
}
