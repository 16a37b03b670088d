import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bug } from "../../core/kernel/invariant.ts";
import { openFolder, openHomeFolder } from "./home-folder.ts";

let base = "";
let root = "";

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "moot-home-")));
  root = join(base, "home");
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("the home folder", () => {
  it("reads back what was written, byte for byte, and replaces it whole", () => {
    const home = openHomeFolder(root);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        home.write("agents/elena/CLAUDE.md", text);
        expect(home.read("agents/elena/CLAUDE.md")).toBe(text);
      }),
      { numRuns: 8 },
    );
    expect(readdirSync(join(root, "agents/elena"))).toEqual(["CLAUDE.md"]);
  });

  it("makes folders 0700 and files 0600, and a file that was wider becomes 0600 when it is written", () => {
    if (process.platform === "win32") return;
    const home = openHomeFolder(root);
    home.write("a/b/c.txt", "c");
    home.makeFolder("d/e");
    expect([root, join(root, "a"), join(root, "a/b"), join(root, "d/e")].map(modeOf)).toEqual([0o700, 0o700, 0o700, 0o700]);
    chmodSync(join(root, "a/b/c.txt"), 0o644);
    home.write("a/b/c.txt", "d");
    expect(modeOf(join(root, "a/b/c.txt"))).toBe(0o600);
  });

  it("creates nothing before the first write, and what is not there reads as absent and empty", () => {
    const home = openHomeFolder(root);
    expect([home.read("config.json"), home.list(""), home.list("agents"), home.read("a/b/c")]).toEqual([undefined, [], [], undefined]);
    home.remove("agents/elena");
    expect(existsSync(root)).toBe(false);
  });

  it("lists names by code unit, folders with a slash, and never the remains of a write that crashed", () => {
    const home = openHomeFolder(root);
    for (const path of ["b.txt", "B.txt", "a/x", "ä"]) home.write(path, "");
    writeFileSync(join(root, ".tmp-0123456789abcdef"), "half");
    expect(home.list("")).toEqual(["B.txt", "a/", "b.txt", "ä"]);
    expect(home.list("b.txt")).toEqual([]);
  });

  it("reads a folder as no file, and makes a folder as often as it is asked", () => {
    const home = openHomeFolder(root);
    home.makeFolder("runs");
    home.makeFolder("runs");
    expect([home.read("runs"), home.list("")]).toEqual([undefined, ["runs/"]]);
  });

  it("removes a folder with all it holds and nothing else", () => {
    const home = openHomeFolder(root);
    for (const path of ["agents/a/x/y", "agents/ab/z", "agents/b"]) home.write(path, path);
    home.remove("agents/a");
    home.remove("agents/a");
    expect(home.list("agents")).toEqual(["ab/", "b"]);
  });

  it("throws Bug on every path that is not plain names below the root", () => {
    const home = openHomeFolder(root);
    for (const path of ["", "..", "../x", "a/../../x", "a/..", "./a", "a/.", "/etc/passwd", "a//b", "a/", "a\0b"]) {
      for (const act of [() => home.read(path), () => home.write(path, ""), () => home.remove(path), () => home.makeFolder(path)]) {
        expect(act, JSON.stringify(path)).toThrow(Bug);
      }
    }
    expect(() => home.list("../x")).toThrow(Bug);
  });

  it("writes and removes through no link, and leaves what the link leads to as it was", () => {
    const home = openHomeFolder(root);
    home.makeFolder("agents");
    mkdirSync(join(base, "outside"));
    writeFileSync(join(base, "outside/kept.txt"), "kept");
    symlinkSync(join(base, "outside/kept.txt"), join(root, "config.json"));
    symlinkSync(join(base, "outside"), join(root, "agents/elena"));
    expect(() => home.write("config.json", "{}")).toThrow(/config.json is a link/);
    expect(() => home.write("agents/elena/kept.txt", "x")).toThrow(/elena is a link/);
    expect(() => home.makeFolder("agents/elena/skills")).toThrow(/elena is a link/);
    expect(() => home.remove("agents/elena/kept.txt")).toThrow(/elena is a link/);
    home.remove("agents/elena");
    expect([readFileSync(join(base, "outside/kept.txt"), "utf8"), readdirSync(join(base, "outside")), home.list("agents")]).toEqual([
      "kept",
      ["kept.txt"],
      [],
    ]);
  });

  it("gives a hard link a file of its own: the other name keeps its bytes", () => {
    const home = openHomeFolder(root);
    home.write("a", "old");
    linkSync(join(root, "a"), join(base, "other"));
    home.write("a", "new");
    expect([home.read("a"), readFileSync(join(base, "other"), "utf8")]).toEqual(["new", "old"]);
  });

  it("names the path and MOOT_HOME when the home cannot be written", () => {
    writeFileSync(join(base, "file"), "");
    for (const home of [join(base, "file"), join(base, "file/home")]) {
      expect(() => openHomeFolder(home).write("config.json", "{}")).toThrow(new RegExp(`${home}.*MOOT_HOME`));
    }
    if (process.platform === "win32" || process.getuid?.() === 0) return;
    mkdirSync(root, { mode: 0o500 });
    expect(() => openHomeFolder(root).write("config.json", "{}")).toThrow(new RegExp(`${root}/config.json.*MOOT_HOME`));
  });

  it("leaves the old file and nothing else when a write fails", () => {
    const home = openHomeFolder(root);
    home.write("a/file", "old");
    home.makeFolder("a/folder");
    expect(() => home.write("a/folder", "x")).toThrow(/is a folder/);
    expect(() => home.write("a/file/below", "x")).toThrow(/is a file, not a folder/);
    expect([home.read("a/file"), home.list("a")]).toEqual(["old", ["file", "folder/"]]);
  });
});

describe("a folder to read", () => {
  it("follows a link that stays below the root, and refuses one that leaves it", () => {
    const home = openHomeFolder(root);
    home.write("personas/elena/CLAUDE.md", "# Elena");
    writeFileSync(join(base, "secret"), "secret");
    symlinkSync(join(root, "personas/elena"), join(root, "personas/alias"));
    symlinkSync(join(base, "secret"), join(root, "personas/out"));
    symlinkSync(base, join(root, "up"));
    symlinkSync(root, join(base, "link-to-root"));
    const folder = openFolder(join(base, "link-to-root"));
    expect(folder.read("personas/alias/CLAUDE.md")).toBe("# Elena");
    expect(folder.list("personas")).toEqual(["alias/", "elena/"]);
    expect(() => folder.read("personas/out")).toThrow(/leaves/);
    expect(() => folder.read("up/secret")).toThrow(/leaves/);
    expect(() => folder.list("up")).toThrow(/leaves/);
  });

  it("does not wait for a pipe", () => {
    if (process.platform === "win32") return;
    mkdirSync(root);
    execFileSync("mkfifo", [join(root, "pipe")]);
    expect(() => openFolder(root).read("pipe")).toThrow(/is not a file/);
    expect(openFolder(root).list("")).toEqual([]);
  });
});
