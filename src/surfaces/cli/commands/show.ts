import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Digest } from "../../../core/roundtable/digest.ts";
import { type LabTurn, labTurns } from "../../../core/trace/lab-turns.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { logView } from "../../../usecases/lab/log.ts";
import { labRecord } from "../../../usecases/lab/record.ts";
import { receiptOf } from "../../../usecases/money/receipt.ts";
import { contextOf } from "../../../usecases/roundtable/context.ts";
import { decisionText, readDigest } from "../../../usecases/roundtable/documents.ts";
import { endingOf } from "../../../usecases/runs/ending.ts";
import { summariseRun } from "../../../usecases/runs/list.ts";
import type { Answer, Context, Run } from "../answer.ts";
import { labAnswer } from "../endings/lab.ts";
import { logAnswer } from "../endings/log.ts";
import type { Fault } from "../fault.ts";
import { contextLines } from "../render/context.ts";
import { decisionLines } from "../render/decision.ts";
import type { Look } from "../render/look.ts";
import { receiptLines } from "../render/money.ts";
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
  if (typeof options.context === "string") return shownContext(app, row, options.context, options.full === true);
  if (options.raw === true) return ok(rawEvents(context, app, row));
  return ok(options.transcript === true ? transcript(app, row) : record(app, row));
};

/** What a model had before it. As data always with the texts. */
const shownContext = (app: App, row: RunRow, reference: string, full: boolean): Result<Answer, Fault> => {
  const found = contextOf(app.journal, row.run, reference);
  if (!found.ok) return fail({ ...found.fault, at: `--context ${reference}` });
  const context = found.value;
  const next = full ? [] : [`moot show ${row.run} --context ${reference} --full`];
  return ok({ schema: "context", data: context, text: (look) => contextLines(context, full, look), next });
};

/** The events as stored. Text mode streams one object a line. */
const rawEvents = (context: Context, app: App, row: RunRow): Answer => {
  const events = app.journal.read(row.run);
  if (!context.isJson) for (const event of events) context.say(JSON.stringify(event));
  return { schema: "events", data: events, text: () => [] };
};

/** Every turn and nothing else; as data the whole digest, which holds it. */
const transcript = (app: App, row: RunRow): Answer => {
  const whole = record(app, row);
  const digest = readDigest(app.journal, row.run);
  const said = digest === undefined ? labTurns(app.journal.read(row.run)) : undefined;
  if (said !== undefined) return { ...whole, text: (look) => said.turns.flatMap((turn) => turnLines(turn, look)), next: [] };
  return digest === undefined ? whole : { ...whole, text: (look) => transcriptLines(digest, look), next: [] };
};

const turnLines = ({ turn: { agent, act, stance, content } }: LabTurn, look: Look): readonly string[] => [
  look.paint.bold(`${agent}, ${act}${stance === "" ? "" : `: ${stance}`}`),
  ...content.split("\n").flatMap((line) => wrapText(safeLine(line), look.width, { first: "  " })),
];

const record = (app: App, row: RunRow): Answer => {
  const digest = readDigest(app.journal, row.run);
  const summary = summariseRun(app.journal, row);
  const lab = digest === undefined ? labRecord(app.journal, row) : undefined;
  if (lab !== undefined) return { ...labAnswer(lab), exit: "ok" };
  const log = digest === undefined ? logView(app.journal, row.run) : undefined;
  if (log !== undefined) return logAnswer(log);
  if (digest === undefined)
    return { schema: "run", data: summary, text: () => [`${row.run} is a run of kind ${row.kind}: ${summary.state}`] };
  const receipt = receiptOf(app.journal, row.run);
  return {
    schema: "show",
    data: { ...digest, money: receipt },
    next: nextOf(row, digest),
    text: (look) => [
      ...decisionLines(decisionText(digest), look),
      ...recordLines(digest, look),
      ...section(look, "Money", receiptLines(receipt, look)),
      ...section(
        look,
        "Run",
        [
          `${row.run}${look.glyphs.join}${summary.state}${look.glyphs.join}${counted(summary.turns, "turn")} in ${counted(summary.rounds, "round")}`,
          `opened ${moment(row.openedAtMs)}${look.glyphs.join}mode ${safeLine(digest.mode)}${look.glyphs.join}${money(row.exposureMicroUsd)}`,
          ...endLines(app, row),
          ...(row.parent === undefined ? [] : [`forked from ${row.parent} at event ${row.parentSeq ?? "?"}`]),
        ].flatMap((line) => wrapText(line, look.width, { first: "", rest: "  " })),
      ),
    ],
  };
};

/** What makes sense with a run in this state; each command has an answer for it. */
const nextOf = (row: RunRow, digest: Digest): readonly string[] => {
  if (row.status !== "done") return [`moot resume ${row.run}`];
  if (digest.decision !== null) return [`moot why decision:${row.run}`];
  return [`moot why outcome:${row.run}`, ...(digest.transcript.length === 0 ? [] : [`moot show ${row.run} --transcript`])];
};

/** Who ended or paused a run that did not come to its own end, and the reason that was given. */
const endLines = (app: App, row: RunRow): readonly string[] => {
  const end = endingOf(app.journal, row.run);
  return end === undefined ? [] : [`${end.word} by ${end.by}${end.reason === "" ? ", no reason given" : `: ${safeLine(end.reason)}`}`];
};
