import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Digest, DigestTurn } from "../../../core/roundtable/digest.ts";
import { readDigest } from "../../../usecases/roundtable/documents.ts";
import type { Answer, Context, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import { safeLine } from "../render/safe.ts";
import { transcriptLines } from "../render/transcript.ts";
import { openRun } from "./open-run.ts";

/** Characters of a turn in the index, and turns that a recall finds. */
const INDEX_CHARS = 80;
const RECALL_LIMIT = 10;

/** `moot roundtable transcript <run>`: every turn. */
export const runTranscript: Run = (context, { args }) =>
  withDigest(context, args[0], (digest) => ({
    schema: "transcript",
    data: digest.transcript,
    text: (look) => transcriptLines(digest, look),
  }));

/** `moot roundtable index <run>`: one line a turn. */
export const runIndex: Run = (context, { args }) =>
  withDigest(context, args[0], ({ transcript }) => {
    const lines = transcript.map(indexLine);
    return { schema: "transcript-index", data: lines, text: () => lines };
  });

/** `moot roundtable recall <run>`: turns by seat, word or round, newest first. */
export const runRecall: Run = (context, { args, options }) =>
  withDigest(context, args[0], (digest) => {
    const { agent, keyword, round } = options as { agent?: string; keyword?: string; round?: number };
    const holds = ({ agent: seat, message, round: at }: DigestTurn): boolean =>
      (agent === undefined || seat.toLowerCase() === agent.toLowerCase()) &&
      (keyword === undefined || message.toLowerCase().includes(keyword.toLowerCase())) &&
      (round === undefined || round === 0 || at === round);
    const found = digest.transcript.filter(holds).reverse().slice(0, RECALL_LIMIT);
    return {
      schema: "transcript",
      data: found,
      text: (look) => (found.length === 0 ? ["No turn fits."] : transcriptLines({ ...digest, transcript: found }, look)),
    };
  });

const indexLine = ({ round, agent, message }: DigestTurn): string =>
  `R${round} ${safeLine(agent)}: ${[...safeLine(message)].slice(0, INDEX_CHARS).join("")}`;

const withDigest = async (
  context: Context,
  reference: string | undefined,
  show: (digest: Digest) => Answer,
): Promise<Result<Answer, Fault>> => {
  const opened = await openRun(context, reference);
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const digest = readDigest(app.journal, row.run);
  if (digest !== undefined) return ok(show(digest));
  return fail({
    code: "NO_TRANSCRIPT",
    message: `${row.run} is a run of kind ${row.kind}: it has no transcript`,
    hint: `moot show ${row.run}`,
  });
};
