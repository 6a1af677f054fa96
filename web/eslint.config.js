// Lint rules for TypeScript and Vue; prettier decides the layout.
import tseslint from "typescript-eslint";
import vue from "eslint-plugin-vue";

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "shared/api/schema.d.ts"] },
  ...tseslint.configs.recommended,
  ...vue.configs["flat/essential"],
  { files: ["**/*.vue"], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    rules: {
      "vue/multi-word-component-names": "off",
      "vue/no-v-html": "error",
      "no-console": "error",
      eqeqeq: "error",
      "max-lines": ["error", 300],
    },
  },
  { files: ["scripts/**", "**/*.config.ts"], rules: { "no-console": "off" } },
);
