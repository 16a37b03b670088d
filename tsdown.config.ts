import type { UserConfig } from "tsdown";

const shared: UserConfig = { format: "esm", platform: "node", target: "node24", report: false, clean: false, fixedExtension: false };

/** Two trees in one folder: the doors, which leave their packages to be resolved, and the program, which carries them. */
const config: UserConfig[] = [
  {
    ...shared,
    entry: { index: "src/index.ts", core: "src/core.ts", testing: "src/testing.ts" },
    outputOptions: { chunkFileNames: "lib/[name]-[hash].js" },
    // Every export states its type (isolatedDeclarations), so declarations need no type checker.
    dts: { oxc: true },
  },
  {
    ...shared,
    entry: { cli: "src/surfaces/cli/main.ts" },
    // A cold start pays for every file that is opened: packages are bundled, and a command that is imported lazily is a chunk.
    deps: { alwaysBundle: [/^[^.]/], neverBundle: [/^node:/], onlyBundle: false },
    outputOptions: { chunkFileNames: "cli/[name]-[hash].js" },
    dts: false,
  },
];

export default config;
