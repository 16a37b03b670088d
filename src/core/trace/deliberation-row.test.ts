import { describe, expect, it } from "vitest";
import { deliberate, REFERENCE_JOBS } from "../lab/classic/deliberation.ts";
import { deliberationCard } from "./deliberation-card.ts";
import { deliberationLines } from "./deliberation-row.ts";

const lines = deliberationLines(REFERENCE_JOBS.map((of) => ({ of, turns: deliberate(of) })));
type Row = Readonly<Record<string, string | number>>;
const rows = lines.map((line) => JSON.parse(line) as Row);
const session = (id: string): readonly Row[] => rows.filter(({ session_id }) => session_id === id);
const COLUMNS = "session_id track turn agent role act stance content material geometry bed_position env_temp env_humidity ts".split(" ");

describe("the rows of the deliberation", () => {
  it("are 43, each with the 14 columns in order", () => {
    expect(rows).toHaveLength(43);
    for (const row of rows) expect(Object.keys(row)).toEqual(COLUMNS);
  });

  it.each([
    [
      "abs-overhang-edge",
      ", clear, dispute, override, failed_sag, confirmed, failed_sag, confirmed, failed_sag, confirmed, failed_sag, missed, caution",
    ],
    ["petg-overhang-center", ", clear, caution, success, overcautious, success, overcautious, success, overcautious, concur"],
    ["pla-adhesion-center", ", clear, concur, success, overcautious, success, overcautious, success, overcautious, concur"],
    ["tpu-stringing-edge", ", clear, caution, success, overcautious, success, overcautious, success, overcautious, concur"],
  ])("%s has the stances of the reference, turns from 1 on", (id, stances) => {
    expect(
      session(id)
        .map(({ stance }) => stance)
        .join(", "),
    ).toBe(stances);
    expect(session(id).map(({ turn }) => turn)).toEqual(session(id).map((_, index) => index + 1));
  });

  it("count acts and roles as the reference does", () => {
    const acts: Record<string, number> = {};
    for (const { act } of rows) acts[String(act)] = (acts[String(act)] ?? 0) + 1;
    expect(acts).toEqual({ propose: 4, veto: 4, second_opinion: 4, override: 1, simulate: 13, grade: 13, verdict: 4 });
    expect(Object.fromEntries(rows.map(({ agent, role }) => [agent, role]))).toEqual({
      "O'Brien": "Chief Engineer",
      Spine: "Safety Spine",
      "La Forge": "QA Inspector",
      Operator: "Operator",
      World: "Outcome Simulator",
    });
    expect(new Set(rows.map(({ track }) => track))).toEqual(new Set(["preflight", "print-loop", "review"]));
  });

  it("have a clock of 7 s across all jobs, from 12:00:07 on", () => {
    const start = Date.parse("2026-06-14T12:00:00+00:00");
    expect(rows.map(({ ts }) => Date.parse(String(ts)))).toEqual(rows.map((_, index) => start + 7000 * (index + 1)));
    for (const { ts } of rows) expect(ts).toMatch(/^2026-06-14T\d\d:\d\d:\d\d\+00:00$/u);
  });

  it("are the bytes of json.dumps: a space after comma and colon, floats with a point, Unicode as it is", () => {
    expect(lines[0]).toMatch(/^\{"session_id": "abs-overhang-edge", "track": "preflight", "turn": 1, "agent": "O'Brien", "role"/u);
    expect(lines[0]).toContain('"env_temp": 26.0, "env_humidity": 60.0, "ts": "2026-06-14T12:00:07+00:00"}');
    expect(lines[0]).toContain("\\nProposed: nozzle 245 °C, bed 100 °C, fan 20 %, first-layer fan 0 %, retraction 4.0 mm.");
    for (const line of lines) expect(line).not.toMatch(/\\u|Â|â/u);
  });

  it("tell qualities, precedents and the settings by meaning", () => {
    const said = (id: string, act: string): readonly string[] =>
      session(id).flatMap((row) => (row.act === act ? [String(row.content)] : []));
    const modes = said("abs-overhang-edge", "simulate").map((text) =>
      /^Iteration \d: (\w+), quality (0\.\d\d)/u.exec(text)?.slice(1).join(" "),
    );
    expect(modes).toEqual(["sag 0.19", "sag 0.27", "sag 0.33", "warp 0.34"]);
    expect(said("tpu-stringing-edge", "simulate").every((text) => text.includes("quality 0.86"))).toBe(true);
    expect(said("petg-overhang-center", "propose")[0]).toMatch(/seed-009.*0\.17/u);
    expect(said("pla-adhesion-center", "propose")[0]).toMatch(/seed-006.*0\.15/u);
    for (const id of ["abs-overhang-edge", "tpu-stringing-edge"]) expect(said(id, "propose")[0]).toContain("no close precedent");
  });
});

describe("the card", () => {
  const card = deliberationCard({ turns: rows.length, jobs: 4 });

  it("opens with the front matter of the reference and no other key", () => {
    const [, yaml = ""] = card.split("---\n");
    expect(
      yaml
        .trim()
        .split("\n")
        .map((line) => line.split(": ")[0]),
    ).toEqual(["license", "task_categories", "language", "tags", "pretty_name"]);
    expect(yaml).toContain("license: mit\ntask_categories: [text-generation]\nlanguage: [en]\ntags: [3d-printing, ");
    expect(yaml).toContain("pretty_name: Chief Engineer — Deliberation Traces");
  });

  it("names every column and what is not true of the rows", () => {
    for (const column of COLUMNS) expect(card).toContain(column);
    for (const claim of ["43 turns over 4 jobs", "no language model", "unvalidated", "not a measured time"])
      expect(card.replaceAll("\n", " ")).toContain(claim);
  });
});
