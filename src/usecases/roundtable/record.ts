import type { Opening, SourceFact } from "../../core/roundtable/event.ts";
import type { RunId } from "../../core/run/event.ts";
import type { SourceText, SpokenTurn } from "../../core/voices/types.ts";
import type { Journal } from "../../ports/journal.ts";

/** What the performer of a roundtable reads back of its run: immutable facts, so never stale. */
export type RoundtableRecord = {
  readonly opening: Opening;
  /** The briefing first, then every registered file that was read. */
  readonly sources: readonly SourceText[];
  /** All turns so far, in order. */
  readonly turns: readonly SpokenTurn[];
};

type Kept = { opening: Opening | undefined; sources: readonly SourceText[]; turns: SpokenTurn[]; seq: number };

/** Runs kept in memory; older ones are read again. */
const KEPT_RUNS = 64;

/** Opens a reader that folds only what is new of a run since it was last asked. Throws when the run was never opened. */
export const recordReader = (journal: Journal): ((run: RunId) => RoundtableRecord) => {
  const kept = new Map<RunId, Kept>();
  return (run) => {
    const record = kept.get(run) ?? { opening: undefined, sources: [], turns: [], seq: 0 };
    for (const event of journal.read(run, record.seq)) {
      record.seq = event.seq;
      if (event.kind === "roundtable-opened") record.opening = event.data as unknown as Opening;
      if (event.kind === "sources-registered")
        record.sources = sourcesOf(journal, record.opening, (event.data as { files: unknown }).files as SourceFact[]);
      if (event.kind === "turn-spoken") record.turns.push(event.data as unknown as SpokenTurn);
    }
    kept.delete(run);
    kept.set(run, record);
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT_RUNS && oldest !== undefined) kept.delete(oldest);
    if (record.opening === undefined) throw new Error(`run ${run} holds no opening`);
    return { opening: record.opening, sources: record.sources, turns: record.turns };
  };
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
