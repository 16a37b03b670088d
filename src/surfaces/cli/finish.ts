import type { App } from "../../compose.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { INTAKE } from "../../core/lab/intake/machine.ts";
import { LOG_KIND } from "../../core/lab/log/machine.ts";
import { LAB_KIND } from "../../core/lab/session/machine.ts";
import { type Digest, summaryText } from "../../core/roundtable/digest.ts";
import type { RunId } from "../../core/run/event.ts";
import type { RunRow } from "../../ports/journal.ts";
import { type Spending, spendOf } from "../../usecases/money/receipt.ts";
import { type DocumentPaths, decisionText, readDigest, writeDocuments } from "../../usecases/roundtable/documents.ts";
import { summariseRun } from "../../usecases/runs/list.ts";
import type { Answer, Context } from "./answer.ts";
import type { Carried } from "./carry.ts";
import type { Fault } from "./fault.ts";
import { finishLab } from "./finish-lab.ts";
import { finishLog } from "./finish-log.ts";
import { notify } from "./notify.ts";
import { decisionLines } from "./render/decision.ts";
import { safeLine } from "./render/safe.ts";
import { scoreLines } from "./render/scores.ts";
import { counted, money } from "./render/time.ts";

/** How the end of a run is shown. `isKept` is false in a home that goes away with this process. */
export type FinishOptions = { readonly summary: boolean; readonly notify: boolean; readonly isKept: boolean };

/** Writes the documents of a run that came to rest and turns how it did into an answer or a fault. */
export const finish = (context: Context, app: App, run: RunId, carried: Carried, options: FinishOptions): Result<Answer, Fault> => {
  if (carried.outcome.kind === "waiting") return ok(waitingAnswer(run, carried.outcome.files));
  const rested = restFault(app, run, carried);
  if (rested !== undefined) return fail(rested);
  const row = app.journal.run(run);
  if (row?.kind === LAB_KIND) return finishLab(context, app, run, carried, options.isKept);
  if (row?.kind === LOG_KIND) return finishLog(app, run);
  if (row?.kind === INTAKE) return ok(intakeAnswer(app, row));
  const digest = readDigest(app.journal, run) as Digest;
  const paths = writeDocuments(app.journal, app.home, run);
  if (options.notify) notify("Moot", digest.decision?.answer ?? `${digest.topic}: ${digest.outcome}`);
  const stopped = stopFault(run, digest, carried);
  if (stopped !== undefined) return fail(stopped);
  if (!context.isJson) talkOfEnd(context, digest, options.isKept ? paths : undefined, spendOf(app.journal, run));
  return ok({
    schema: "roundtable",
    data: {
      run,
      outcome: digest.outcome,
      answer: digest.decision?.answer ?? null,
      decision: decisionText(digest),
      digest,
      paths,
      spentMicroUsd: app.journal.run(run)?.exposureMicroUsd ?? 0,
    },
    text: (look) =>
      options.summary ? summaryText(digest).trimEnd().split("\n").map(safeLineKeepingIndent) : decisionLines(decisionText(digest), look),
    warnings: digest.scoring_status === "pending" ? [`the scores are pending: ${digest.scoring.error ?? "the judge gave none"}`] : [],
    next: options.isKept
      ? [`moot show ${run}`, `moot why decision:${run}`, "moot sparks leaderboard"]
      : ["moot init", "moot roundtable --sample", "moot docs"],
    exit: digest.scoring_status === "pending" ? "partial" : "ok",
  });
};

/** An intake that was stored and not closed is closed: nothing else was left to do. */
const intakeAnswer = (app: App, row: RunRow): Answer => ({
  schema: "run",
  data: summariseRun(app.journal, row),
  text: () => [safeLine(`${row.run} is closed: ${row.title}`)],
});

/** The run stays open: its next calls are answered by whoever writes these files. */
const waitingAnswer = (run: RunId, files: readonly string[]): Answer => ({
  schema: "waiting",
  data: { run, files },
  text: () => files.map(safeLine),
  warnings: [`${run} waits for ${counted(files.length, "file")}; beside each lies the prompt.md that it answers`],
  next: [`moot resume ${run}`],
  exit: "partial",
});

const safeLineKeepingIndent = (line: string): string => `${/^ */u.exec(line)?.[0] ?? ""}${safeLine(line)}`;

/** Scores and paths are talk: stdout holds the decision and nothing else. */
const talkOfEnd = (context: Context, digest: Digest, paths: DocumentPaths | undefined, spending: Spending | undefined): void => {
  const { err } = context;
  for (const line of ["", ...scoreLines(digest, err), ""]) context.talk(line);
  if (spending !== undefined && spending.spentMicroUsd > 0)
    context.talk(
      `${err.paint.dim("spent".padEnd(11))} ${money(spending.spentMicroUsd)}${spending.capMicroUsd === undefined ? "" : ` of ${money(spending.capMicroUsd)}`}`,
    );
  if (paths === undefined) return;
  const shown = { decision: paths.decision, "as a page": paths.page, digest: paths.digest, "steward log": paths.stewardLog };
  for (const [label, path] of Object.entries(shown))
    if (path !== undefined) context.talk(`${err.paint.dim(label.padEnd(11))} ${safeLine(path)}`);
  context.talk("");
};

const MICRO_USD_A_CENT = 10_000;

/** The run is not over: paused, capped, held by another process. Its state is saved. */
const restFault = (app: App, run: RunId, { outcome, signal }: Carried): Fault | undefined => {
  const hint = `moot resume ${run}`;
  const turns = (): string => progressOf(app, run);
  switch (outcome.kind) {
    case "done":
    case "waiting":
    case "awaiting":
      return undefined;
    case "paused":
    case "interrupted": {
      const code = signal === "SIGTERM" ? "TERMINATED" : signal === "SIGINT" ? "INTERRUPTED" : "RUN_PAUSED";
      return { code, message: `${run} is paused after ${turns()}; nothing is lost and no answer is asked for twice`, hint, calm: true };
    }
    case "capped":
      return capFault(run, turns(), outcome);
    case "held":
      return { code: "RUN_HELD", message: outcome.message, hint: `moot watch ${run}`, retryable: true };
    case "conflict":
      return { code: "CONFLICT", message: outcome.message, hint: `moot watch ${run}`, retryable: true };
    case "unknown-run":
      return { code: "UNKNOWN_RUN", message: outcome.message, hint: "moot runs" };
  }
};

/** How far a run is, in the unit of its kind. */
const progressOf = ({ journal }: App, run: RunId): string => {
  const digest = readDigest(journal, run);
  if (digest !== undefined) return counted(digest.transcript.length, "turn");
  return counted(journal.read(run).filter(({ kind }) => kind === "print-simulated").length, "print");
};

/** Which cap stopped a run, with the amounts, and what would let it go on. */
const capFault = (run: RunId, turns: string, cap: Extract<Carried["outcome"], { kind: "capped" }>): Fault => {
  const { scope, capMicroUsd, exposureMicroUsd, neededMicroUsd } = cap;
  const booked = `${money(exposureMicroUsd)} is booked and the next call may cost up to ${money(neededMicroUsd - exposureMicroUsd)}`;
  const message = `the ${scope}'s cap of ${money(capMicroUsd)} stopped ${run} after ${turns}: ${booked}`;
  const enough = (Math.max(1, Math.ceil(Math.max(2 * capMicroUsd, neededMicroUsd) / MICRO_USD_A_CENT)) / 100).toFixed(2);
  const isCalendar = scope === "day" || scope === "month";
  const next = `moot resume ${run}`;
  const hint = isCalendar ? `MOOT_CAP_${scope.toUpperCase()}_USD=${enough} ${next}` : `${next} --cap ${enough}`;
  return { code: "CAP_REACHED", message, hint, calm: true };
};

/** The run is over without a result. */
const stopFault = (run: RunId, digest: Digest, { signal }: Carried): Fault | undefined => {
  const hint = `moot show ${run}`;
  if (digest.outcome === "cut") {
    const code = signal === "SIGTERM" ? "TERMINATED" : signal === "SIGINT" ? "INTERRUPTED" : "CANCELLED";
    return { code, message: `${run} was cut; every seat has its fee back`, hint, calm: true };
  }
  if (digest.outcome !== "aborted") return undefined;
  return { code: "RUN_ABORTED", message: `the health audit aborted ${run}; every seat has its fee back`, at: failures(digest), hint };
};

const failures = ({ failures: list }: Digest): string =>
  [...new Set(list.map(({ agent, fault }) => `${agent}: ${fault}`))].slice(0, 5).join("; ") || "no answer";
