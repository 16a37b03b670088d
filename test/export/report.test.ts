import { beforeAll, describe, expect, it } from "vitest";
import { classicMaterial } from "../../src/core/trace/classic-session.ts";
import { reportPage } from "../../src/core/trace/report-page.ts";
import type { TraceSession } from "../../src/core/trace/session.ts";
import { findRuns, materialOf } from "../../src/usecases/export/material.ts";
import { reportFile } from "../../src/usecases/export/run-files.ts";
import { playedJournal } from "./kit.ts";

let roundtable: string;
let turns: number;

beforeAll(async () => {
  const { journal } = await playedJournal();
  const rows = findRuns(journal, ["latest"], false);
  if (!rows.ok || rows.value[0] === undefined) throw new Error("no run");
  turns = materialOf(journal, rows.value).sessions[0]?.turns.length ?? 0;
  roundtable = reportFile(journal, rows.value[0], [], "moot 0.0.0")?.text ?? "";
}, 60_000);

const [abs] = classicMaterial().sessions as readonly [TraceSession];
const lab = (session: TraceSession): string => reportPage({ session, decision: "", tables: [], generator: "moot 0.0.0" });
const ACTIVE = /https?:|url\(|@import|<script|<img|<link|<iframe|<object|<form|\son[a-z]+=|javascript:/i;

describe("the report", () => {
  it("of a roundtable has decision, every turn, marks and ledger; of a job its prints", () => {
    expect(roundtable.match(/<article class="turn"/g)).toHaveLength(turns);
    for (const words of ["Decision", "Scorecards", "Ledger", "Which shelf?", "default-src 'none'"]) expect(roundtable).toContain(words);
    const page = lab(abs);
    expect(page.match(/<article class="turn"/g)).toHaveLength(abs.turns.length);
    for (const words of [
      "simulated, unvalidated",
      "Outcomes are simulated and unvalidated",
      'aria-label="quality by print"',
      "<td>0.19</td>",
      "<td>warp</td>",
    ])
      expect(page).toContain(words);
  });

  it("loads nothing and runs nothing", () => {
    for (const page of [roundtable, lab(abs)]) expect(page.match(ACTIVE)).toBeNull();
  });

  it("shows hostile text as text", () => {
    const hostile = `<script>x()</script><img src=x onerror=y()>"'&\u202e`;
    const page = lab({
      ...abs,
      title: hostile,
      brief: hostile,
      id: hostile,
      turns: abs.turns.map((turn) => ({ ...turn, agent: hostile, role: hostile, stance: hostile, content: hostile, model: hostile })),
    });
    const tags = [...page.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag]) => tag);
    expect(tags.filter((tag) => ["script", "img"].includes(tag ?? ""))).toEqual([]);
    expect(page).toContain("&lt;script&gt;x()&lt;/script&gt;&lt;img src=x onerror=y()&gt;&quot;&#39;&amp;");
    expect(page).not.toContain("\u202e");
  });
});
