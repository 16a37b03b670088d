import type { ViteUserConfig } from "vitest/config";

/**
 * `unit` needs nothing but the sources and is quick; `whole` is what takes long: the built program, and the fuzz tests.
 * The files of `unit` share the modules that a worker has loaded: loading them anew for each file was half of its time, and a
 * module whose answer depends on who used it before is a fault that this way shows.
 * The timeouts leave room for a busy machine: a test that takes long is not thereby wrong.
 */
const fuzz = "src/**/*.fuzz.test.ts";

const config: ViteUserConfig = {
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["src/**/*.test.ts", "tools/**/*.test.ts"], exclude: [fuzz], testTimeout: 20_000, isolate: false },
      },
      { extends: true, test: { name: "whole", include: ["test/**/*.test.ts", fuzz], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
};

export default config;
