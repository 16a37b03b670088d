import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byCodeUnit } from "../../core/kernel/json.ts";
import { fail, ok } from "../../core/kernel/result.ts";
import { globMatches } from "../../core/steward/glob.ts";
import type { Files } from "../../ports/files.ts";
import { MAX_FILES, readRegistered } from "./index-files.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Files in memory, by plain path. */
const memoryFiles = (contents: Readonly<Record<string, string | Uint8Array>>): Files & { readonly opened: string[] } => {
  const opened: string[] = [];
  return {
    opened,
    open: (path, _roots, maxBytes) => {
      opened.push(path);
      const content = Object.hasOwn(contents, path) ? contents[path] : undefined;
      if (content === undefined) return fail({ kind: "missing", message: "does not exist" });
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      return bytes.length > maxBytes
        ? fail({ kind: "too-large", message: `has ${bytes.length} bytes; at most ${maxBytes} are read` })
        : ok({ path, bytes });
    },
    expand: (pattern, _roots, limit) =>
      Object.keys(contents)
        .filter((path) => globMatches(pattern, path))
        .sort(byCodeUnit)
        .slice(0, limit),
  };
};

const read = (contents: Readonly<Record<string, string | Uint8Array>>, paths: readonly string[], limits = {}) =>
  readRegistered({ files: memoryFiles(contents), paths, roots: ["/root"], sha256, ...limits }).files;

describe("readRegistered", () => {
  it("reads in the order of the briefing, globs where they stand, every file once", () => {
    const contents = { "a.md": "A\n", "b/1.csv": "1", "b/2.csv": "2", "z.md": "Z" };
    expect(read(contents, ["z.md", "b/*.csv", "./a.md", "b//1.csv", "a.md"]).map(({ path }) => path)).toEqual([
      "z.md",
      "b/1.csv",
      "b/2.csv",
      "a.md",
    ]);
    const files = memoryFiles(contents);
    readRegistered({ files, paths: ["a.md", "*.md", "**/*.md"], roots: [], sha256 });
    expect(files.opened).toEqual(["a.md", "z.md"]);
  });

  it("takes secrets out before anything else sees the text, and hashes what is left", () => {
    const key = ["gh", "p_"].join("") + "a1B2c3D4e5".repeat(4);
    const [file] = read({ "c.env.md": `x\nGITHUB_TOKEN=${key}\ny\n` }, ["c.env.md"]);
    expect(file).toMatchObject({ status: "read", lines: 3, redacted: 1, text: "x\nGITHUB_TOKEN=[redacted:github-token]\ny\n" });
    expect(file?.sha256).toBe(sha256(file?.text ?? ""));
    expect(file?.bytes).toBe(`x\nGITHUB_TOKEN=${key}\ny\n`.length);
  });

  it("lists what it refuses, with the reason, and reads on", () => {
    const files = read({ "a.md": "A", "bad.md": Uint8Array.of(0xc3, 0x28) }, ["gone.md", "bad.md", "*.csv", "a.md"]);
    expect(files.map(({ path, status, fault }) => [path, status, fault?.kind])).toEqual([
      ["gone.md", "refused", "missing"],
      ["bad.md", "refused", "binary"],
      ["*.csv", "refused", "missing"],
      ["a.md", "read", undefined],
    ]);
  });

  it("keeps the limits for one file, for all together, and for their number", () => {
    const contents = Object.fromEntries(Array.from({ length: 260 }, (_, index) => [`f${String(index).padStart(3, "0")}.md`, "12345"]));
    expect(read(contents, ["f000.md"], { maxFileBytes: 4 })[0]?.fault?.kind).toBe("too-large");
    const total = read(contents, ["f000.md", "f001.md", "f002.md", "f003.md"], { maxTotalBytes: 12 });
    expect(total.map(({ status }) => status)).toEqual(["read", "read", "refused", "refused"]);
    expect(total[2]?.fault?.message).toContain("at most 12 bytes together");
    const many = read(contents, ["*.md"]);
    expect(many.filter(({ status }) => status === "read")).toHaveLength(MAX_FILES);
    expect(many.at(-1)).toMatchObject({ path: "*.md", status: "refused", fault: { message: "a briefing registers at most 200 files" } });
  });

  it("drops a byte order mark and counts lines as editors do", () => {
    const [file] = read({ "a.csv": Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0x62) }, ["a.csv"]);
    expect(file).toMatchObject({ text: "a\r\nb", lines: 2, bytes: 7 });
  });

  it("law: total; one entry a path at most, and every text is clean of what it hides", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a.md", "./a.md", "b.md", "*.md", "**", "x", "", "../a.md", "a.md/"), { maxLength: 12 }),
        fc.string({ unit: "binary" }),
        (paths, text) => {
          const files = read({ "a.md": text, "b.md": "password = hunter-7Xq!2\n" }, paths);
          expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
          for (const file of files) expect(file.text).not.toContain("7Xq!2");
        },
      ),
    );
  });
});
