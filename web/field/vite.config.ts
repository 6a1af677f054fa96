// Builds the front end for work on a phone.
import { defineConfig } from "vite";
import { appConfig } from "../vite.base";

export default defineConfig(appConfig("field"));
