// Builds the residents' front end.
import { defineConfig } from "vite";
import { appConfig } from "../vite.base";

export default defineConfig(appConfig("resident"));
