import type { App } from "../../../compose.ts";
import { ok } from "../../../core/kernel/result.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { decisionText, readDigest } from "../../../usecases/roundtable/documents.ts";
import { summariseRun } from "../../../usecases/runs/list.ts";
import type { Answer, Context, Run } from "../answer.ts";
import { decisionLines } from "../render/decision.ts";
import { recordLines, section } from "../render/record.ts";
import { safeLine } from "../render/safe.ts";
import { counted, moment, money } from "../render/time.ts";
import { transcriptLines } from "../render/transcript.ts";
import { wrapText } from "../render/wrap.ts";
import { openRun } from "./open-run.ts";

/** `moot show [run]`: the record of a run. */
export const runShow: Run = async (context, { args, options }) => {
  const opened = await openRun(context, args[0]);
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  return ok(options.raw === true ? rawEvents(context, app, row) : record(app, row, options.transcript === true));
};

/** The events as stored. Text mode streams one object a line. */
const rawEvents = (context: Context, app: App, row: RunRow): Answer => {
  const events = app.journal.read(row.run);
  if (!context.isJson) for (const event of events) context.say(JSON.stringify(event));
  return { schema: "events", data: events, text: () => [] };
};

const record = (app: App, row: RunRow, withTranscript: boolean): Answer => {
  const digest = readDigest(app.journal, row.run);
  const summary = summariseRun(app.journal, row);
  const next = row.status === "done" ? [`moot why decision:${row.run}`] : [`moot resume ${row.run}`];
  if (digest === undefined)
    return { schema: "run", data: summary, text: () => [`${row.run} is a run of kind ${row.kind}: ${summary.state}`] };
  return {
    schema: "show",
    data: digest,
    next,
    text: (look) => [
      ...decisionLines(decisionText(digest), look),
      ...recordLines(digest, look),
      ...(withTranscript ? section(look, "Transcript", transcriptLines(digest, look)) : []),
      ...section(
        look,
        "Run",
        [
          `${row.run} ${look.glyphs.dot} ${summary.state} ${look.glyphs.dot} ${counted(summary.turns, "turn")} in ${counted(summary.rounds, "round")}`,
          `opened ${moment(row.openedAtMs)} ${look.glyphs.dot} mode ${safeLine(digest.mode)} ${look.glyphs.dot} ${money(row.exposureMicroUsd)}`,
          ...(row.parent === undefined ? [] : [`forked from ${row.parent} at event ${row.parentSeq ?? "?"}`]),
        ].flatMap((line) => wrapText(line, look.width, { first: "", rest: "  " })),
      ),
    ],
  };
};
