import { beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../../src/core/kernel/json.ts";
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import type { Dataset } from "../../src/usecases/export/dataset.ts";
import { findRuns } from "../../src/usecases/export/material.ts";
import { reportFile, traceFile } from "../../src/usecases/export/run-files.ts";
import { systemClock } from "../kit/drive.ts";
import { type LabKnobs, lab, labFacts, labReply, voiceOn } from "../kit/lab.ts";
import { datasetOf } from "./kit.ts";

const RUN = "lab-000000000001";

/** A finished run of the lab; whoever holds it orders and acknowledges. */
const played = async (knobs: LabKnobs): Promise<Journal> => {
  const journal = openMemoryJournal({ clock: systemClock });
  journal.open({ run: RUN, kind: "lab", version: 1, title: "a print", facts: labFacts(knobs), ledger: [[]] });
  const reply = labReply();
  const hosted = {
    machine: lab,
    performer: "test",
    perform: async ({ step, request }: { readonly step: string; readonly request: Json }) => reply(step, request),
  };
  const engine = embeddedEngine({ journal, hosted: new Map([["lab", hosted]]) });
  for (let turn = 0; turn < 4; turn++) {
    const outcome = await engine.host(RUN, { signal: new AbortController().signal });
    if (outcome.kind === "done") return journal;
    journal.offer(RUN, { key: `step:hold-${turn}`, kind: "acknowledge", data: { reason: "seen" } }, "operator");
  }
  throw new Error("the run did not end");
};

type Row = Readonly<Record<string, unknown>>;

const rowsOf = ({ files }: Dataset): readonly Row[] =>
  String(files["jsonl/turns.jsonl"])
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

let journal: Journal;
let rows: readonly Row[];

beforeAll(async () => {
  journal = await played({ voices: { obrien: voiceOn("offline"), laforge: voiceOn("scripted") } });
  rows = rowsOf(await datasetOf(journal, false));
}, 60_000);

describe("a run of the lab", () => {
  it("goes the way of the deliberation: proposal, Spine, second opinion, prints with grades, verdict", () => {
    const acts = rows.map(({ act }) => act);
    expect(acts.slice(0, 3)).toEqual(["propose", "veto", "second_opinion"]);
    expect(acts.at(-1)).toBe("verdict");
    expect(acts.filter((act) => act === "simulate").length).toBe(acts.filter((act) => act === "grade").length);
  });

  it("has the numbers of every print, its world, its job and the word unvalidated", () => {
    const prints = rows.filter(({ act }) => act === "simulate");
    expect(prints.length).toBeGreaterThan(0);
    expect(prints.map(({ iteration }) => iteration)).toEqual(prints.map((_, index) => index + 1));
    for (const row of rows)
      expect(row).toMatchObject({
        kind: "lab",
        world: "fdm",
        validation: "unvalidated",
        origin: "live",
        run_id: RUN,
        material: "PETG",
        env_temp: 29,
      });
    for (const print of prints)
      for (const column of ["quality", "settings_nozzle_temp", "penalty_sag"]) expect(typeof print[column]).toBe("number");
  });

  it("says who spoke: a model where one answered, nobody's model else", () => {
    const of = (act: string): Row | undefined => rows.find((row) => row.act === act);
    expect([of("propose")?.model, of("veto")?.model]).toEqual([null, null]);
    expect(of("second_opinion")?.backend).toBe("scripted");
  });

  it("leaves the lesson of its best print, simulated and unvalidated, with its settings", async () => {
    const { files } = await datasetOf(journal, false);
    const lessons = String(files["jsonl/lessons.jsonl"])
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);
    expect(lessons).toHaveLength(1);
    expect(lessons[0]).toMatchObject({ run_id: RUN, source: "sim", world: "fdm", validation: "unvalidated", material: "PETG" });
    expect(typeof lessons[0]?.settings_nozzle_temp).toBe("number");
  });

  it("is a session trace and a page with its curve", () => {
    const found = findRuns(journal, [RUN], false);
    if (!found.ok || found.value[0] === undefined) throw new Error("no run");
    expect(traceFile(journal, found.value[0], [])?.text).toContain('"name":"world_simulate"');
    const page = reportFile(journal, found.value[0], [], "moot 0.0.0")?.text ?? "";
    for (const words of ["simulated, unvalidated", 'aria-label="quality by print"', "La Forge, QA Inspector"])
      expect(page).toContain(words);
  });
});
