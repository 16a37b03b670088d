import { type Digest, digestOf } from "../../core/roundtable/digest.ts";
import type { RunId } from "../../core/run/event.ts";
import type { DecisionHeader } from "../../core/voices/decide/notes.ts";
import { renderDecision } from "../../core/voices/decide/render.ts";
import { renderDecisionPage } from "../../core/voices/page/page.ts";
import type { HomeFolder } from "../../ports/home.ts";
import type { Journal } from "../../ports/journal.ts";
import { receiptOf } from "../money/receipt.ts";
import { leaderboard } from "../team/leaderboard.ts";

/** Where the documents of a run were written, absolute. */
export type DocumentPaths = {
  readonly decision: string;
  /** The same as one self-contained page; absent where there is no decision. */
  readonly page?: string;
  readonly digest: string;
  readonly stewardLog: string;
  readonly receipt: string;
  readonly latest: string;
  readonly leaderboard: string;
};

/** The digest of a run, or undefined when it is no roundtable. */
export const readDigest = (journal: Journal, run: RunId): Digest | undefined => digestOf(run, journal.read(run));

/** The decision document of a run as Markdown; a run without a decision says how far it came, and whether one may still come. */
export const decisionText = (digest: Digest): string => {
  const { decision, topic, roundtable_id: run, rounds, outcome } = digest;
  if (decision !== null) return renderDecision(decision, headerOf(digest));
  const state = outcome === "open" ? "No decision yet" : "No decision";
  return `# ${topic}\n\n**${state}.** Run ${run}: ${outcome}, ${rounds} ${rounds === 1 ? "round" : "rounds"}.\n`;
};

/** The decision document of a run as one self-contained page; undefined while there is no decision. */
const decisionPage = (digest: Digest): string | undefined =>
  digest.decision === null ? undefined : renderDecisionPage(digest.decision, headerOf(digest));

/** What stands at the head of a decision's document, of the digest. */
export const headerOf = ({ topic, roundtable_id: run, entry_fees, rounds, mode, sources, from_outside }: Digest): DecisionHeader => ({
  topic,
  run,
  seats: Object.keys(entry_fees),
  rounds,
  mode,
  outside: from_outside ?? [],
  refused: sources.flatMap(({ path, status, reason }) => (status === "refused" ? [{ path, reason: reason ?? "" }] : [])),
});

/**
 * Writes the documents of a run into the home: `runs/<id>/{decision.md,decision.html,digest.json,steward-log.json,receipt.json}` and
 * `latest-result.md`, and the `leaderboard.json` as of the run's last event. Views of the journal: they can be written again at any time.
 */
export const writeDocuments = (journal: Journal, home: HomeFolder, run: RunId): DocumentPaths => {
  const digest = readDigest(journal, run);
  if (digest === undefined) throw new Error(`run ${run} is no roundtable`);
  const folder = `runs/${run}`;
  const paths = {
    decision: `${folder}/decision.md`,
    digest: `${folder}/digest.json`,
    stewardLog: `${folder}/steward-log.json`,
    receipt: `${folder}/receipt.json`,
    latest: "latest-result.md",
    leaderboard: "leaderboard.json",
  };
  home.write(paths.decision, decisionText(digest));
  const page = decisionPage(digest);
  const pagePath = `${folder}/decision.html`;
  if (page !== undefined) home.write(pagePath, page);
  home.write(paths.digest, json(digest));
  home.write(paths.stewardLog, json(digest.steward_log));
  home.write(paths.receipt, json(receiptOf(journal, run)));
  home.write(paths.leaderboard, json(leaderboard(journal, Object.keys(digest.entry_fees), digest.timestamp * 1000)));
  home.write(paths.latest, latestText(digest, `${home.root}/${paths.digest}`));
  const absolute = (path: string): string => `${home.root}/${path}`;
  return {
    decision: absolute(paths.decision),
    ...(page === undefined ? {} : { page: absolute(pagePath) }),
    digest: absolute(paths.digest),
    stewardLog: absolute(paths.stewardLog),
    receipt: absolute(paths.receipt),
    latest: absolute(paths.latest),
    leaderboard: absolute(paths.leaderboard),
  };
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const latestText = (digest: Digest, path: string): string =>
  [
    `# Roundtable ${digest.roundtable_id}`,
    "",
    `- Topic: ${digest.topic}`,
    `- Answer: ${digest.decision?.answer ?? "none"}`,
    `- Rounds: ${digest.rounds}`,
    `- Digest: ${path}`,
    `- Time: ${new Date(digest.timestamp * 1000).toISOString()}`,
    "",
    `Read it with: moot show ${digest.roundtable_id}`,
    "",
  ].join("\n");
