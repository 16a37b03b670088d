import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openRegisteredFiles } from "../../src/storage/files/registered-files.ts";
import { answerRequest } from "../../src/usecases/steward/answer.ts";
import { readRegistered } from "../../src/usecases/steward/index-files.ts";

const home = realpathSync(mkdtempSync(join(tmpdir(), "moot-open-list-")));
const root = join(home, "root");
mkdirSync(join(root, "data"), { recursive: true });
writeFileSync(join(root, "data/a.csv"), "k,v\nx,1\ny,2\n");
writeFileSync(join(root, "data/b.csv"), "k,v\nx,3\n");
writeFileSync(join(root, "note.md"), "# N\n");
writeFileSync(join(root, ".env"), "A=1\n");
writeFileSync(join(home, "outside.csv"), "k,v\nz,9\n");
symlinkSync(join(home, "outside.csv"), join(root, "data/link.csv"));
const aside = realpathSync(mkdtempSync(join(tmpdir(), "moot-script-")));
afterAll(() => {
  for (const folder of [home, aside]) rmSync(folder, { recursive: true, force: true });
});

const PATHS = ["data/*.csv", "note.md", "../outside.csv", "data/link.csv", ".env", "/etc/passwd", "gone.md"];
const hasStrace = ((): boolean => {
  try {
    execFileSync("strace", ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe("from a briefing's list to an answer", () => {
  it("reads exactly the registered files, and answers from memory alone", async () => {
    const { files } = readRegistered({ files: openRegisteredFiles(), paths: PATHS, roots: [root], sha256: () => "0".repeat(64) });
    expect(files.map(({ path, status, fault }) => [path, fault?.kind ?? status])).toEqual([
      ["data/a.csv", "read"],
      ["data/b.csv", "read"],
      ["note.md", "read"],
      ["../outside.csv", "outside-root"],
      ["data/link.csv", "symlink"],
      [".env", "secret-name"],
      ["/etc/passwd", "outside-root"],
      ["gone.md", "missing"],
    ]);
    writeFileSync(join(root, "data/a.csv"), "k,v\nx,1000\n");
    const sources = files.filter(({ status }) => status === "read").map(({ path, sha256, text }) => ({ file: path, sha256, text }));
    const answer = await answerRequest({ request: "sum of v in a.csv", sources, model: undefined, signal: new AbortController().signal });
    expect(answer.text).toContain("sum of v: 3 (n = 2)");
    writeFileSync(join(root, "data/a.csv"), "k,v\nx,1\ny,2\n");
  });

  it.skipIf(!hasStrace)("law (strace): below the home, nothing is opened but the registered files and the folders on the way", () => {
    const script = join(aside, "script.ts");
    const at = (path: string): string => JSON.stringify(resolve(path));
    writeFileSync(
      script,
      `import { openRegisteredFiles } from ${at("src/storage/files/registered-files.ts")};
       import { readRegistered } from ${at("src/usecases/steward/index-files.ts")};
       readRegistered({ files: openRegisteredFiles(), paths: ${JSON.stringify(PATHS)}, roots: [${JSON.stringify(root)}], sha256: () => "" });`,
    );
    const log = join(aside, "trace.log");
    execFileSync("strace", ["-f", "-y", "-e", "trace=open,openat,openat2,creat", "-o", log, process.execPath, script]);
    const opened = readFileSync(log, "utf8")
      .split("\n")
      .map((line) => /\b(?:open|openat|openat2|creat)\([^"]*"([^"]*)"/.exec(line)?.[1] ?? "")
      .filter((path) => path.startsWith(home) || path === "/etc/passwd");
    const allowed = ["root", "root/data", "root/data/a.csv", "root/data/b.csv", "root/note.md"].map((path) => join(home, path));
    expect(opened.length).toBeGreaterThan(3);
    expect(opened.filter((path) => !allowed.includes(path))).toEqual([]);
  });
});
