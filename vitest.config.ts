import type { ViteUserConfig } from "vitest/config";

/**
 * `unit` needs nothing but the sources and is quick; `whole` is what takes long: the built program, and the fuzz tests.
 * The timeouts leave room for a busy machine: a test that takes long is not thereby wrong.
 */
const fuzz = "src/**/*.fuzz.test.ts";

const config: ViteUserConfig = {
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.ts", "tools/**/*.test.ts"], exclude: [fuzz], testTimeout: 20_000 } },
      { extends: true, test: { name: "whole", include: ["test/**/*.test.ts", fuzz], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
};

export default config;
