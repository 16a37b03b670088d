import { ok } from "../../../core/kernel/result.ts";
import { listRuns, type RunSummary } from "../../../usecases/runs/list.ts";
import type { Run } from "../answer.ts";
import { plainLine } from "../render/inline.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { moment } from "../render/time.ts";

const DEFAULT_LIMIT = 20;

/** States of a run that nobody carries on until it is resumed. */
const WAITING: ReadonlySet<string> = new Set(["open", "waiting", "interrupted", "paused", "held", "planned"]);

/** `moot runs`: newest first. */
export const runRuns: Run = async (context, { options }) => {
  const app = await context.open();
  if (!app.ok) return app;
  const limit = (options.limit as number | undefined) ?? DEFAULT_LIMIT;
  const found = listRuns(app.value.journal, limit + 1);
  const rows = found.slice(0, limit);
  const unfinished = rows.find(({ state }) => WAITING.has(state));
  return ok({
    schema: "runs",
    data: rows,
    text: (look) =>
      rows.length > 0
        ? runLines(rows, look)
        : [app.value.isMade() ? "There is no run yet." : `There is no run yet; nothing is made at ${safeLine(app.value.home.root)}.`],
    warnings: found.length > limit ? [`older runs are not shown: --limit ${2 * limit} shows more`] : [],
    next: rows.length === 0 ? ["moot roundtable --sample"] : unfinished === undefined ? [] : [`moot resume ${unfinished.id}`],
  });
};

/** A list has room for "open", not for why: `moot show` says that. */
const firstSentence = (text: string): string => text.split(/(?<=\p{L})\.(?=\s|$)/u)[0] ?? text;

const runLines = (rows: readonly RunSummary[], look: Look): readonly string[] =>
  table(
    look,
    [
      { title: "run" },
      { title: "opened" },
      { title: "state" },
      { title: "turns", align: "end" },
      { title: "topic", grows: "wraps" },
      { title: "answer", grows: "wraps" },
    ],
    rows.map(({ id, openedAt, state, turns, title, answer, option, confidence }) => [
      { text: id, paint: look.paint.bold },
      moment(Date.parse(openedAt)).slice(5),
      { text: state, paint: WAITING.has(state) || state === "running" ? look.paint.yellow : String },
      String(turns),
      safeLine(title),
      answer === null
        ? { text: "none", paint: look.paint.dim }
        : plainLine(option === null ? firstSentence(answer) : `${option} (${confidence})`, look),
    ]),
  );
