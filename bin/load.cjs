/**
 * Loads the bundled program with V8's compile cache on. A file of its own because old Nodes cannot parse `import()`.
 *
 * The cache lies in the temporary folder, in a directory that only this user can write: bytecode that somebody else put
 * there would be run.
 */
"use strict";

const fs = require("node:fs");
const { enableCompileCache } = require("node:module");
const os = require("node:os");
const path = require("node:path");

const program = path.join(__dirname, "..", "dist", "cli.js");

useCompileCache();
if (fs.existsSync(program)) {
  import("../dist/cli.js");
} else {
  process.stderr.write("dist/cli.js is missing: this checkout is not built yet. Run: npm run build\n");
  process.exitCode = 1;
}

function useCompileCache() {
  if (process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const uid = process.getuid?.() ?? "user";
  const folder = path.join(os.tmpdir(), `moot-compile-cache-${uid}`);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = fs.lstatSync(folder);
    const isOurs = found.isDirectory() && (process.getuid === undefined || (found.uid === uid && (found.mode & 0o022) === 0));
    if (isOurs) enableCompileCache?.(folder);
  } catch {
    // No cache is only slower: a read-only or full temporary folder must not stop the program.
  }
}
