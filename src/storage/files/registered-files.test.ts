import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRegisteredFiles } from "./registered-files.ts";

const files = openRegisteredFiles();
const MAX = 1_000_000;
let home = "";
let root = "";

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "moot-files-")));
  root = join(home, "root");
  mkdirSync(join(root, "data"), { recursive: true });
  writeFileSync(join(root, "a.md"), "# A\n");
  writeFileSync(join(root, "data/b.csv"), "x,y\n1,2\n");
  writeFileSync(join(home, "outside.txt"), "OUTSIDE\n");
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const read = (path: string, roots: readonly string[] = [root], max = MAX): string => {
  const opened = files.open(path, roots, max);
  return opened.ok ? new TextDecoder().decode(opened.value.bytes) : opened.fault.kind;
};

describe("open", () => {
  it("reads a file below a root, relative or absolute, and returns the path as written", () => {
    expect(read("a.md")).toBe("# A\n");
    expect(read("./data//b.csv")).toBe("x,y\n1,2\n");
    expect(read("data/../a.md")).toBe("# A\n");
    expect(read(join(root, "data/b.csv"))).toBe("x,y\n1,2\n");
    const opened = files.open("./a.md", [root], MAX);
    expect(opened.ok && opened.value.path).toBe("./a.md");
  });

  it("takes the first root that has the file", () => {
    const second = join(home, "second");
    mkdirSync(second);
    writeFileSync(join(second, "a.md"), "second");
    writeFileSync(join(second, "c.md"), "c");
    expect(read("a.md", [root, second])).toBe("# A\n");
    expect(read("c.md", [root, second])).toBe("c");
    expect(read("d.md", [root, second])).toBe("missing");
    expect(read("a.md", [])).toBe("outside-root");
    expect(read("a.md", [join(home, "gone")])).toBe("missing");
  });

  it("follows a link that is the root itself, and none below it", () => {
    symlinkSync(root, join(home, "alias"));
    expect(read("a.md", [join(home, "alias")])).toBe("# A\n");
    expect(read(join(home, "alias/a.md"), [join(home, "alias")])).toBe("# A\n");
    symlinkSync("a.md", join(root, "inner.md"));
    symlinkSync(join(home, "outside.txt"), join(root, "outer.md"));
    symlinkSync("data", join(root, "folder"));
    symlinkSync(home, join(root, "up"));
    for (const path of ["inner.md", "outer.md", "folder/b.csv", "up/outside.txt", "up/root/a.md", "data/../folder/b.csv"]) {
      expect([path, read(path)]).toEqual([path, "symlink"]);
    }
  });

  it("refuses every path that leads out of the root", () => {
    const paths = [
      "../outside.txt",
      "data/../../outside.txt",
      "..",
      ".",
      "",
      "/",
      join(home, "outside.txt"),
      `${root}/../outside.txt`,
      `${root}x/a.md`,
      "/etc/passwd",
      "/proc/self/environ",
      "/proc/self/fd/0",
      "/dev/zero",
      "..\\outside.txt",
      "%2e%2e/outside.txt",
      "..%2foutside.txt",
      "‥/outside.txt",
      "．．/outside.txt",
      "..∕outside.txt",
      "a.md\0.csv",
      "\0",
      "~/outside.txt",
      "file:///etc/passwd",
    ];
    for (const path of paths) expect([path, ["outside-root", "missing"].includes(read(path))]).toEqual([path, true]);
  });

  it("refuses the kernel's own views even when the root contains them", () => {
    if (process.platform !== "linux") return;
    for (const path of [
      "proc/self/environ",
      `proc/${process.pid}/environ`,
      "/proc/1/cmdline",
      "sys/kernel/mm/transparent_hugepage/enabled",
      "dev/null",
    ]) {
      expect([path, ["not-a-file", "symlink"].includes(read(path, ["/"]))]).toEqual([path, true]);
    }
  });

  it("does not take another spelling for the file", () => {
    if (process.platform !== "linux") return;
    for (const path of ["A.md", "a.md.", "a.md ", " a.md", "a․md", "а.md", "a.md/x", "a%2emd"])
      expect([path, read(path)]).toEqual([path, "missing"]);
  });

  it("refuses a hard link, wherever its other name stands", () => {
    linkSync(join(home, "outside.txt"), join(root, "hard.txt"));
    linkSync(join(root, "a.md"), join(root, "twin.md"));
    expect([read("hard.txt"), read("twin.md"), read("a.md")]).toEqual(["hard-link", "hard-link", "hard-link"]);
  });

  it("never blocks on a pipe, a socket, a device or a folder", async () => {
    execFileSync("mkfifo", [join(root, "pipe")]);
    const server = createServer().listen(join(root, "socket"));
    await new Promise((done) => server.once("listening", done));
    expect(["pipe", "socket", "data"].map((path) => read(path))).toEqual(["not-a-file", "not-a-file", "not-a-file"]);
    await new Promise((done) => server.close(done));
  });

  it("refuses credentials by name, and their folders", () => {
    mkdirSync(join(root, ".ssh"));
    for (const path of [".env", "server.pem", ".ssh/notes.md", "x_token.txt"]) {
      writeFileSync(join(root, path), "x");
      expect([path, read(path)]).toEqual([path, "secret-name"]);
    }
    writeFileSync(join(root, ".env.example"), "KEY=");
    expect(read(".env.example")).toBe("KEY=");
  });

  it("refuses what is too large, at the byte", () => {
    writeFileSync(join(root, "full"), "x".repeat(100));
    expect(read("full", [root], 100)).toBe("x".repeat(100));
    expect(read("full", [root], 99)).toBe("too-large");
    writeFileSync(join(root, "sparse"), "");
    truncateSync(join(root, "sparse"), 50_000_000_000);
    expect(read("sparse")).toBe("too-large");
    writeFileSync(join(root, "empty"), "");
    expect(read("empty")).toBe("");
  });

  it("refuses binaries and text that is not UTF-8, and says which", () => {
    const message = (bytes: readonly number[]): string => {
      writeFileSync(join(root, "bytes"), Uint8Array.from(bytes));
      const opened = files.open("bytes", [root], MAX);
      return opened.ok ? "read" : `${opened.fault.kind}: ${opened.fault.message}`;
    };
    expect(message([80, 75, 0, 1])).toContain("binary: is a binary file");
    expect(message([0xc3, 0x28])).toContain("binary: is not UTF-8");
    expect(message([0x63, 0xe9])).toContain("save it as UTF-8");
    expect(message([0xef, 0xbb, 0xbf, 0x61])).toBe("read");
  });

  it("names a file that may not be opened", () => {
    if (process.getuid?.() === 0) return;
    writeFileSync(join(root, "closed"), "x", { mode: 0o000 });
    expect(read("closed")).toBe("unreadable");
  });

  it("law: no path, however it is spelt, reads anything outside the root", () => {
    const piece = fc.constantFrom(
      "..",
      ".",
      "/",
      "a.md",
      "data",
      "b.csv",
      "outside.txt",
      "root",
      "\\",
      "%2e",
      "\0",
      "~",
      home,
      root,
      "//",
      " ",
      "．",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom("", "/"), (pieces, glue) => {
        expect(read(pieces.join(glue))).not.toContain("OUTSIDE");
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("expand", () => {
  const make = (...paths: readonly string[]): void => {
    for (const path of paths) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), "x");
    }
  };

  it("finds files by code unit order, relative to their root, up to the limit", () => {
    make("Z.csv", "é.csv", "a/b.csv", "a.csv", "a-b.csv");
    expect(files.expand("**/*.csv", [root], 100)).toEqual(["Z.csv", "a-b.csv", "a.csv", "a/b.csv", "data/b.csv", "é.csv"]);
    expect(files.expand("**/*.csv", [root], 2)).toEqual(["Z.csv", "a-b.csv"]);
    expect(files.expand("data/?.csv", [root], 9)).toEqual(["data/b.csv"]);
    expect(files.expand(`${root}/*.md`, [root], 9)).toEqual(["a.md"]);
  });

  it("enters no package, cache, output or hidden folder unless the pattern spells it", () => {
    make(
      "node_modules/p/x.csv",
      ".git/x.csv",
      "dist/x.csv",
      "build/x.csv",
      ".venv/x.csv",
      "venv/x.csv",
      "__pycache__/x.csv",
      ".hidden/x.csv",
    );
    expect(files.expand("**/x.csv", [root], 100)).toEqual([]);
    expect(files.expand("build/*.csv", [root], 100)).toEqual(["build/x.csv"]);
  });

  it("follows no link and lists no credential", () => {
    make("ok.csv", ".env", "server.pem", "a_secret.csv");
    symlinkSync(home, join(root, "up"));
    symlinkSync(root, join(root, "loop"));
    symlinkSync(join(home, "outside.txt"), join(root, "link.csv"));
    expect(files.expand("**/*", [root], 100)).toEqual(["a.md", "data/b.csv", "ok.csv"]);
    expect(files.expand("up/*", [root], 100)).toEqual([]);
    expect(files.expand("*.pem", [root], 100)).toEqual([]);
  });

  it("never leaves the root, and merges several roots without repetition", () => {
    const second = join(home, "second");
    mkdirSync(second);
    writeFileSync(join(second, "a.md"), "x");
    writeFileSync(join(second, "c.md"), "x");
    expect(files.expand("*.md", [root, second], 10)).toEqual(["a.md", "c.md"]);
    for (const pattern of ["../*", "data/../../*", "/*", "/etc/*", "**/..", "\0*"])
      expect([pattern, files.expand(pattern, [root], 10)]).toEqual([pattern, []]);
  });

  it("opens what it finds", () => {
    make("x/1.md", "x/y/2.md");
    for (const path of files.expand("**", [root], 100)) expect(files.open(path, [root], MAX).ok).toBe(true);
  });
});
