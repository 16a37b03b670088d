import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { type Digest, summaryText } from "../../../core/roundtable/digest.ts";
import type { RunId } from "../../../core/run/event.ts";
import { type Spending, spendOf } from "../../../usecases/money/receipt.ts";
import { type DocumentPaths, decisionText, readDigest, writeDocuments } from "../../../usecases/roundtable/documents.ts";
import type { Answer, Context } from "../answer.ts";
import { cutCode, type Ending, type Rested } from "../ending.ts";
import type { Fault } from "../fault.ts";
import { notify } from "../notify.ts";
import { decisionLines } from "../render/decision.ts";
import { safeLine } from "../render/safe.ts";
import { scoreLines } from "../render/scores.ts";
import { money } from "../render/time.ts";

const end = ({ context, app, row, carried, options }: Rested): Result<Answer, Fault> => {
  const { run } = row;
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
      spentMicroUsd: row.exposureMicroUsd,
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

/** The decision of a roundtable, on screen and as documents. */
export const entry: Ending = { kind: "roundtable", end };

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

/** The run is over without a result. */
const stopFault = (run: RunId, digest: Digest, carried: Rested["carried"]): Fault | undefined => {
  const hint = `moot show ${run}`;
  if (digest.outcome === "cut") return { code: cutCode(carried), message: `${run} was cut; every seat has its fee back`, hint, calm: true };
  if (digest.outcome !== "aborted") return undefined;
  return { code: "RUN_ABORTED", message: `the health audit aborted ${run}; every seat has its fee back`, at: failures(digest), hint };
};

const failures = ({ failures: list }: Digest): string =>
  [...new Set(list.map(({ agent, fault }) => `${agent}: ${fault}`))].slice(0, 5).join("; ") || "no answer";
