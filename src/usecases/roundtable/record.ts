import type { DataOf, Opening, SourceFact } from "../../core/roundtable/event.ts";
import { reseat } from "../../core/roundtable/seating.ts";
import type { RunId } from "../../core/run/event.ts";
import type { SourceText, SpokenTurn } from "../../core/voices/types.ts";
import type { Journal, StoredEvent } from "../../ports/journal.ts";

/** What the performer of a roundtable reads back of its run: immutable facts, so never stale. */
export type RoundtableRecord = {
  readonly opening: Opening;
  /** The briefing first, then every registered file that was read. */
  readonly sources: readonly SourceText[];
  /** All turns so far, in order. */
  readonly turns: readonly SpokenTurn[];
  /** The run of which this one is a fork, when answers to unchanged requests are taken from there. */
  readonly reuseOf: RunId | undefined;
};

type Kept = { opening: Opening | undefined; sources: readonly SourceText[]; turns: SpokenTurn[]; reuseOf: RunId | undefined; seq: number };

/** Runs kept in memory; older ones are read again. */
const KEPT_RUNS = 64;

/** Opens a reader that folds only what is new of a run since it was last asked. Throws when the run was never opened. */
export const recordReader = (journal: Journal): ((run: RunId) => RoundtableRecord) => {
  const kept = new Map<RunId, Kept>();
  return (run) => {
    const record = kept.get(run) ?? { opening: undefined, sources: [], turns: [], reuseOf: undefined, seq: 0 };
    for (const event of journal.read(run, record.seq)) take(journal, record, event);
    kept.delete(run);
    kept.set(run, record);
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT_RUNS && oldest !== undefined) kept.delete(oldest);
    if (record.opening === undefined) throw new Error(`run ${run} holds no opening`);
    return { opening: record.opening, sources: record.sources, turns: record.turns, reuseOf: record.reuseOf };
  };
};

/** Takes over what one event says. */
const take = (journal: Journal, record: Kept, { seq, kind, data }: StoredEvent): void => {
  record.seq = seq;
  if (kind === "roundtable-opened") record.opening = data as unknown as Opening;
  if (kind === "turn-spoken") record.turns.push(data as unknown as SpokenTurn);
  if (kind === "sources-registered") {
    const { files } = data as unknown as DataOf<"sources-registered">;
    record.sources = sourcesOf(journal, record.opening, files);
  }
  if (kind === "run-forked" && record.opening !== undefined) {
    const forked = data as unknown as DataOf<"run-forked">;
    record.opening = reseat(record.opening, forked);
    record.reuseOf = forked.reuse ? forked.from : undefined;
  }
};

/** The texts that may be cited, from their blobs: the briefing under its file name, then the files that were read. */
export const sourcesOf = (journal: Journal, opening: Opening | undefined, files: readonly SourceFact[]): readonly SourceText[] => {
  const briefing =
    opening === undefined
      ? []
      : [{ file: opening.briefing.file, sha256: opening.briefing.sha256, text: blobText(journal, opening.briefing.blob) }];
  const read = files.flatMap((file) =>
    file.blob === null || file.sha256 === null ? [] : [{ file: file.path, sha256: file.sha256, text: blobText(journal, file.blob) }],
  );
  return [...briefing, ...read];
};

/** The text of a blob. Throws when the home lost it: `journal verify` says which. */
export const blobText = (journal: Journal, hash: string): string => {
  const bytes = journal.blob(hash);
  if (bytes === undefined) throw new Error(`blob ${hash} is missing from the home`);
  return new TextDecoder("utf-8").decode(bytes);
};
