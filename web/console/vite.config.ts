// Builds the front end for work at a desk.
import { defineConfig, mergeConfig } from "vite";
import { appConfig } from "../vite.base";

/** The map engine is one large chunk; only the map page loads it. */
export default defineConfig(mergeConfig(appConfig("console"), { build: { chunkSizeWarningLimit: 900 } }));
