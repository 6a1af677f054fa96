// A front end that could not fetch its words is not a white page.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startPatiently } from "./start";

const shown = () => document.querySelector("#app")?.textContent ?? "";

beforeEach(() => {
  document.body.innerHTML = '<div id="app"></div>';
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("SaysThatItIsOpeningAtOnce", () => {
  void startPatiently(() => new Promise(() => undefined));
  expect(shown()).toContain("正在打开");
});
it("OpensAnewOnceTheServerCanBeReached", async () => {
  const answers = [false, false, true];
  vi.stubGlobal("fetch", async () => {
    if (!answers.shift()) throw new TypeError("Failed to fetch");
    return new Response("");
  });
  const reload = vi.fn();
  void startPatiently(
    () => Promise.reject(new TypeError("Failed to fetch dynamically imported module")),
    reload,
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(shown()).toContain("没有信号");
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).toHaveBeenCalledOnce();
});
