import { type Digest, digestOf } from "../../core/roundtable/digest.ts";
import type { RunId } from "../../core/run/event.ts";
import { renderDecision } from "../../core/voices/decide/render.ts";
import type { HomeFolder } from "../../ports/home.ts";
import type { Journal } from "../../ports/journal.ts";
import { leaderboard } from "../team/leaderboard.ts";

/** Where the documents of a run were written, absolute. */
export type DocumentPaths = {
  readonly decision: string;
  readonly digest: string;
  readonly stewardLog: string;
  readonly latest: string;
  readonly leaderboard: string;
};

/** The digest of a run, or undefined when it is no roundtable. */
export const readDigest = (journal: Journal, run: RunId): Digest | undefined => digestOf(run, journal.read(run));

/** The decision document of a run as Markdown; a run without a decision says how far it came. */
export const decisionText = (digest: Digest): string => {
  const { decision, topic, roundtable_id: run, rounds, mode, outcome } = digest;
  if (decision === null)
    return `# ${topic}\n\n**No decision yet.** Run ${run}: ${outcome}, ${rounds} ${rounds === 1 ? "round" : "rounds"}.\n`;
  const refused = digest.sources.flatMap(({ path, status, reason }) => (status === "refused" ? [{ path, reason: reason ?? "" }] : []));
  return renderDecision(decision, { topic, run, seats: Object.keys(digest.entry_fees), rounds, mode, refused });
};

/**
 * Writes the documents of a run into the home: `runs/<id>/{decision.md,digest.json,steward-log.json}` and
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
    latest: "latest-result.md",
    leaderboard: "leaderboard.json",
  };
  home.write(paths.decision, decisionText(digest));
  home.write(paths.digest, json(digest));
  home.write(paths.stewardLog, json(digest.steward_log));
  home.write(paths.leaderboard, json(leaderboard(journal, Object.keys(digest.entry_fees), digest.timestamp * 1000)));
  home.write(paths.latest, latestText(digest, `${home.root}/${paths.digest}`));
  const absolute = (path: string): string => `${home.root}/${path}`;
  return {
    decision: absolute(paths.decision),
    digest: absolute(paths.digest),
    stewardLog: absolute(paths.stewardLog),
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
