// Unit tests of the front ends: the pure parts, and components in a small DOM.
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { "@shared": here("./shared"), "@locales": here("../locales") } },
  test: { include: ["*/**/*.test.ts"], exclude: ["node_modules/**", "dist/**"], environment: "happy-dom" },
});
