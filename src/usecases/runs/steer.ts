import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Engine } from "../../ports/engine.ts";
import type { Journal, RunRow } from "../../ports/journal.ts";
import { type Control, offerControl, type RunFault } from "./control.ts";
import { untilBell } from "./until-bell.ts";

/** Why a run was not steered: it is closed, or it refused the word. */
export type SteerFault = RunFault | { readonly code: "CONFLICT"; readonly message: string; readonly hint: string };

/** A word for a run, with the reason for the record and a fresh name. */
export type Word = { readonly control: Control; readonly reason: string; readonly key: string };

/** How long whoever drives a run may take to hear a word. */
const PATIENCE_MS = 15_000;

/** How long a driver is waited for before the run is tried again: one that pauses goes without taking another word. */
const RETRY_MS = 500;

/**
 * Tells a run to pause or to end for good. A run that nobody drives is taken for the moment that the word needs, also when its
 * driver goes meanwhile. False: its driver has not come to it within 15 s; it will.
 */
export const steerRun = async (journal: Journal, engine: Engine, row: RunRow, word: Word): Promise<Result<boolean, SteerFault>> => {
  const offered = offerControl(journal, row, word.control, word.reason, word.key);
  if (!offered.ok) return offered;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  let outcome = await engine.host(row.run, { signal });
  while (outcome.kind === "held" && !signal.aborted) {
    await untilHandled(journal, row.run, word, AbortSignal.any([signal, AbortSignal.timeout(RETRY_MS)]));
    if (isHandled(journal, row.run, word)) break;
    outcome = await engine.host(row.run, { signal });
  }
  return wordTaken(journal, row.run, word);
};

/** Waits until whoever drives the run has handled a word that was offered, or the signal aborts. */
export const untilHandled = (journal: Journal, run: string, word: Word, signal: AbortSignal): Promise<void> =>
  untilBell(journal, () => isHandled(journal, run, word), signal);

const isHandled = (journal: Journal, run: string, word: Word): boolean => !journal.pending(run).some(({ key }) => key === keyOf(word));

/** Whether a word that was offered is taken; a fault when the run refused it. */
export const wordTaken = (journal: Journal, run: string, word: Word): Result<boolean, SteerFault> => {
  const taken = journal.inputs(run).find((input) => input.key === keyOf(word));
  if (taken?.refused !== undefined) return fail({ code: "CONFLICT", message: taken.refused, hint: `moot show ${run}` });
  return ok(taken?.takenSeq !== undefined);
};

/** As `offerControl` names it. */
const keyOf = ({ control, key }: Word): string => `${control}/${key}`;
