/** Facts of the vendor bundles that come with PrusaSlicer. Needs `prusa-slicer`; without it nothing here runs, and a line says so. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readProfile } from "../../src/core/lab/profiles/read-profile.ts";
import type { Neighbours } from "../../src/core/lab/profiles/reader.ts";
import { ingest } from "../../src/usecases/lab/intake/ingest.ts";

/** A file on its own. */
const ALONE: Neighbours = { paths: [], read: () => undefined };

const PROFILES = "/usr/share/PrusaSlicer/profiles";
const isInstalled = existsSync(join(PROFILES, "PrusaResearch.ini"));
if (!isInstalled) process.stderr.write("REDUCED: prusa-slicer is not installed; its vendor bundles were not ingested\n");

const bundles = isInstalled
  ? readdirSync(PROFILES)
      .filter((file) => file.endsWith(".ini"))
      .map((path) => ({ path, text: readFileSync(join(PROFILES, path), "utf8") }))
  : [];
const concreteIn = (text: string): readonly string[] =>
  [...text.matchAll(/^\[filament:([^*\]][^\]]*)\]/gmu)].map(([, name]) => name as string);

describe.runIf(isInstalled)("vendor bundles", () => {
  it("give nozzle and bed of 98 % of Prusa's filaments, and of 94 % of all", () => {
    const share = (files: typeof bundles): { readonly read: number; readonly of: number } => {
      let [read, of] = [0, 0];
      for (const file of files) {
        const facts = readProfile(file, ALONE)?.facts ?? [];
        const stating = (param: string): ReadonlySet<string> =>
          new Set(facts.filter((fact) => fact.param === param).map(({ source }) => source));
        const [nozzle, bed] = [stating("nozzle_temp"), stating("bed_temp")];
        const names = concreteIn(file.text);
        read += names.filter((name) => nozzle.has(name) && bed.has(name)).length;
        of += names.length;
      }
      return { read, of };
    };
    const prusa = share(bundles.filter(({ path }) => path === "PrusaResearch.ini"));
    const all = share(bundles);
    process.stderr.write(`vendor filaments with nozzle and bed: Prusa ${prusa.read} of ${prusa.of}, all ${all.read} of ${all.of}\n`);
    expect(prusa.read / prusa.of).toBeGreaterThanOrEqual(0.98);
    expect(all.read / all.of).toBeGreaterThanOrEqual(0.94);
  });

  it("give facts that stand on the line they name", () => {
    for (const file of bundles) {
      const lines = file.text.split("\n");
      for (const { value, place } of readProfile(file, ALONE)?.facts ?? []) {
        const numbers = (lines[place.line - 1] ?? "").slice((lines[place.line - 1] ?? "").indexOf("=")).match(/\d*[.]?\d+/gu) ?? [];
        if (value !== 0) expect(numbers.map(Number), `${file.path}:${place.line}`).toContain(value);
      }
    }
  });

  it("give nothing new when they are read again", () => {
    const neighbours = { paths: [], read: (path: string) => bundles.find((file) => file.path === path)?.text };
    const paths = bundles.map(({ path }) => path);
    const first = ingest(paths, neighbours, { facts: [], lessons: [] });
    const known = { facts: first.keeps.flatMap(({ facts }) => facts), lessons: [] };
    expect(known.facts.length).toBeGreaterThan(4000);
    expect(ingest(paths, neighbours, known).keeps).toEqual([]);
  });
});
