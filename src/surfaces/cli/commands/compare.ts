import { fail, ok } from "../../../core/kernel/result.ts";
import { compareLab, type LabComparison, type PrintResult } from "../../../usecases/lab/compare.ts";
import { type Comparison, compareRuns, type Pair } from "../../../usecases/runs/compare.ts";
import type { Run } from "../answer.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { type Cell, table } from "../render/table.ts";
import { money } from "../render/time.ts";
import { wrap, wrapText } from "../render/wrap.ts";
import { openRun } from "./open-run.ts";

/** `moot compare <run> <other>`: what changed. */
export const runCompare: Run = async (context, { args }) => {
  const a = await openRun(context, args[0]);
  if (!a.ok) return a;
  const b = await openRun(context, args[1]);
  if (!b.ok) return b;
  const { journal } = a.value.app;
  const next = [`moot show ${a.value.row.run}`, `moot show ${b.value.row.run}`];
  const lab = compareLab(journal, a.value.row, b.value.row);
  if (lab !== undefined) return ok({ schema: "lab.compare", data: lab, text: (look) => labLines(lab, look), next });
  const data = compareRuns(journal, a.value.row, b.value.row);
  if (data !== undefined) return ok({ schema: "compare", data, text: (look) => linesOf(data, look), next });
  const kinds = [a.value.row.kind, b.value.row.kind];
  return fail({
    code: "NO_TRANSCRIPT",
    message: `a run of kind ${kinds[0]} cannot be compared with one of kind ${kinds[1]}: two roundtables can, and two runs of the lab`,
    at: `run ${a.value.row.run} and ${b.value.row.run}`,
    hint: "moot runs",
  });
};

const labLines = (data: LabComparison, look: Look): readonly string[] => {
  const print = (result: PrintResult | null): string | null =>
    result === null
      ? null
      : `${result.quality.toFixed(3)}${result.failure_mode === "none" ? "" : `, ${result.failure_mode}`} (print ${result.print})`;
  return [
    ...table(
      look,
      [{ title: "" }, { title: data.runs.a, grows: "wraps" }, { title: data.runs.b, grows: "wraps" }],
      [
        row(look, "job", data.job),
        row(look, "room", data.room),
        row(look, "world", data.world),
        row(look, "policy", data.policy),
        ...data.plans.map(({ setting, allowed }) => row(look, setting, allowed)),
        row(look, "opinion", data.opinion),
        row(look, "prints", data.prints),
        row(look, "first print", { a: print(data.first.a), b: print(data.first.b) }),
        row(look, "best print", { a: print(data.best.a), b: print(data.best.b) }),
        row(look, "outcome", data.outcome),
        row(look, "review", data.review),
        row(look, "cost", { a: money(data.spentMicroUsd.a), b: money(data.spentMicroUsd.b) }),
        row(look, "calls", data.calls),
      ],
    ),
    "",
    ...wrap([{ text: differenceText(data), paint: look.paint.bold }], look.width),
    ...wrapText(`Every print is simulated and ${data.validation.state}.`, look.width),
  ];
};

const linesOf = (data: Comparison, look: Look): readonly string[] => [
  ...table(
    look,
    [{ title: "" }, { title: data.runs.a, grows: "wraps" }, { title: data.runs.b, grows: "wraps" }],
    [
      row(look, "outcome", data.outcome),
      row(look, "answer", data.answer),
      row(look, "confidence", data.confidence),
      row(look, "rounds", data.rounds),
      row(look, "cost", { a: money(data.spentMicroUsd.a), b: money(data.spentMicroUsd.b) }),
      row(look, "calls", data.calls),
      ...data.seats.flatMap(({ seat, score, gates, position }) => [
        row(look, `${safeLine(seat)} score`, score),
        ...(gates.a + gates.b === 0 ? [] : [row(look, `${safeLine(seat)} gates`, gates)]),
        row(look, `${safeLine(seat)} says`, { a: brief(position.a), b: brief(position.b) }),
      ]),
    ],
  ),
  "",
  ...wrap([{ text: differenceText(data), paint: look.paint.bold }], look.width),
];

/** A row of both values; where they differ the second stands out. */
const row = (look: Look, title: string, { a, b }: Pair<string | number | null>): readonly Cell[] => {
  const text = (value: string | number | null): string => (value === null ? "none" : safeLine(String(value)));
  return [{ text: title, paint: look.paint.dim }, text(a), a === b ? text(b) : { text: text(b), paint: look.paint.yellow }];
};

const POSITION_CHARS = 160;

const brief = (text: string | null): string | null => {
  if (text === null) return null;
  const flat = [...safeLine(text)];
  return flat.length > POSITION_CHARS ? `${flat.slice(0, POSITION_CHARS).join("")}…` : flat.join("");
};

const differenceText = ({ firstDifference: first }: Pick<Comparison, "firstDifference">): string => {
  if (first === null) return "Their events are the same.";
  const side = (at: "a" | "b"): string =>
    first.seq[at] === null ? "nothing more" : `event ${first.seq[at]}, ${first.step[at]} (${first.kind[at]})`;
  return `They differ from here on: ${side("a")} against ${side("b")}.`;
};
