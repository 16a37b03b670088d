import { fail, ok } from "../../../core/kernel/result.ts";
import { type Comparison, compareRuns, type Pair } from "../../../usecases/runs/compare.ts";
import type { Run } from "../answer.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { type Cell, table } from "../render/table.ts";
import { money } from "../render/time.ts";
import { wrap } from "../render/wrap.ts";
import { openRun } from "./open-run.ts";

/** `moot compare <run> <other>`: what changed. */
export const runCompare: Run = async (context, { args }) => {
  const a = await openRun(context, args[0]);
  if (!a.ok) return a;
  const b = await openRun(context, args[1]);
  if (!b.ok) return b;
  const data = compareRuns(a.value.app.journal, a.value.row, b.value.row);
  if (data === undefined)
    return fail({
      code: "NO_TRANSCRIPT",
      message: "only roundtables can be compared",
      at: `run ${args[0]} and ${args[1]}`,
      hint: "moot runs",
    });
  return ok({
    schema: "compare",
    data,
    text: (look) => linesOf(data, look),
    next: [`moot show ${data.runs.a}`, `moot show ${data.runs.b}`],
  });
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

const differenceText = ({ firstDifference: first }: Comparison): string => {
  if (first === null) return "Their events are the same.";
  const side = (at: "a" | "b"): string =>
    first.seq[at] === null ? "nothing more" : `event ${first.seq[at]}, ${first.step[at]} (${first.kind[at]})`;
  return `They differ from here on: ${side("a")} against ${side("b")}.`;
};
