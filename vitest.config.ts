import type { ViteUserConfig } from "vitest/config";

/** `unit` needs nothing but the sources; `whole` runs the built program. */
const config: ViteUserConfig = {
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.ts", "tools/**/*.test.ts"] } },
      { extends: true, test: { name: "whole", include: ["test/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
};

export default config;
