// What the three front ends build alike: aliases, target, output folder, and the proxy of the development server.
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { UserConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm run dev` talks to a server on this address; MASHANG_SERVER overrides it. */
const server = process.env["MASHANG_SERVER"] ?? "http://127.0.0.1:8080";

/** `app` is the folder's name, its path on the server and its folder in web/dist. */
export function appConfig(app: "resident" | "field" | "console"): UserConfig {
  return {
    root: here(`./${app}`),
    base: `/${app}/`,
    plugins: [vue()],
    resolve: { alias: { "@shared": here("./shared"), "@locales": here("../locales") } },
    define: {
      __VUE_OPTIONS_API__: "false",
      __VUE_I18N_LEGACY_API__: "false",
      __VUE_I18N_FULL_INSTALL__: "false",
      __INTLIFY_PROD_DEVTOOLS__: "false",
    },
    build: {
      outDir: here(`./dist/${app}`),
      emptyOutDir: true,
      manifest: true,
      modulePreload: { polyfill: false },
      // WeChat's browser on phones that are still in use.
      target: ["es2020", "chrome80", "safari14"],
      cssTarget: ["chrome80", "safari14"],
      assetsInlineLimit: 2048,
      reportCompressedSize: false,
    },
    server: {
      host: "127.0.0.1",
      fs: { allow: [here("..")] },
      proxy: Object.fromEntries(["/api", "/healthz"].map((path) => [path, { target: server }])),
    },
  };
}
