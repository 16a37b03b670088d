import { asRecord, asText } from "../../core/kernel/json.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Journal } from "../../ports/journal.ts";

/** Who stopped a run from outside, and the reason that was given; it may be empty. */
export type Ending = { readonly word: "cut" | "paused"; readonly by: string; readonly reason: string };

const CONTROLS: readonly string[] = ["pause", "resume", "cut"];
const WORDS = { cut: "cut", pause: "paused" } as const;

/** The cut of a run that was cut, the pause of one that stands paused, or undefined when it runs or came to its own end. */
export const endingOf = (journal: Journal, run: RunId): Ending | undefined => {
  const status = journal.run(run)?.status;
  const kind = status === "done" ? "cut" : status === "paused" ? "pause" : undefined;
  if (kind === undefined) return undefined;
  const last = journal
    .inputs(run)
    .findLast((input) => CONTROLS.includes(input.kind) && input.takenSeq !== undefined && input.refused === undefined);
  if (last?.kind !== kind) return undefined;
  return { word: WORDS[kind], by: last.by, reason: asText(asRecord(last.data)?.reason) ?? "" };
};
