import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { writeOneFile } from "./write-files.ts";

it("one file is written under its name, over what was there; a folder of that name stays, and is named", async () => {
  const at = mkdtempSync(join(tmpdir(), "moot-one-file-"));
  onTestFinished(() => rmSync(at, { recursive: true }));
  const file = join(at, "new", "part.gcode");
  for (const text of ["G28\n", "G90\n"]) {
    expect((await writeOneFile(file, text)).ok).toBe(true);
    expect([readFileSync(file, "utf8"), readdirSync(join(at, "new"))]).toEqual([text, ["part.gcode"]]);
  }
  mkdirSync(join(at, "folder"));
  expect(await writeOneFile(join(at, "folder"), "G28\n")).toEqual({
    ok: false,
    fault: { code: "OUTPUT_UNWRITABLE", message: `${join(at, "folder")} is a folder`, hint: "name a file with --out" },
  });
  expect(readdirSync(at).sort()).toEqual(["folder", "new"]);
});
