import { fold } from "../../kernel/text.ts";
import type { Option } from "../types.ts";
import type { RawTable } from "./raw-table.ts";

const BEFORE = /^(?:before|baseline|today|status quo)\b/;
const TRIAL = /^(?:trial|pilot|during the (?:trial|pilot)|test phase)\b/;
/** Verbs of a change that takes something away, and those of one that brings it. */
const REMOVES = /^(?:lift|end|abolish|drop|scrap|remove|stop|cancel|relax|suspend)$/;
const BRINGS = /^(?:introduce|adopt|allow|permit|start|extend|open)$/;

/**
 * Whether the trial that a briefing speaks of was one of the change a yes-no question asks for. To take something away, its
 * noun must be said to have been *in force* before; to bring something, it must be said to have been *tried*. Anything else is not.
 */
export const triedChange = (options: readonly Option[], spans: readonly string[]): boolean => {
  const [change, keep] = options;
  if (options.length !== 2 || change?.kind !== "change" || keep?.kind !== "keep" || keep.keys.length > 0) return false;
  const list = fold(change.name).match(/[a-z-]+/g) ?? [];
  const [verb, noun] = [list[0] ?? "", list[list.length - 1] ?? ""];
  if (list.length < 2 || noun.length < 4) return false;
  const texts = spans.map((span) => fold(span).replace(/[*_`]/g, ""));
  const named = new RegExp(`\\b${noun}\\b`);
  if (REMOVES.test(verb))
    return (
      texts.some((text) => new RegExp(`\\bbefore\\W+(?:with )?(?:the )?${noun} (?:was |still )?in force\\b`).test(text)) &&
      !texts.some((text) => new RegExp(`\\b(?:trial|pilot) (?:of|with) (?:the |a )?${noun}\\b`).test(text))
    );
  return (
    BRINGS.test(verb) &&
    texts.some(
      (text) =>
        named.test(text) && /\b(?:trial of|pilot of|tried|piloted)\b/.test(text) && !/\b(?:not|never|without|suspended)\b/.test(text),
    )
  );
};

/** The columns of a table of measures before and in the trial, by option: the trial is the change. Only a label column may stand beside them. */
export const beforeAfter = (raw: RawTable, options: readonly Option[]): ReadonlyMap<number, number> | undefined => {
  const heads = raw.header.map((cell) => fold(cell.text).trim());
  if (raw.origin !== "markdown" || heads.length !== 3 || options.length !== 2) return undefined;
  const before = heads.findIndex((head) => BEFORE.test(head));
  const trial = heads.findIndex((head) => TRIAL.test(head));
  return before < 1 || trial < 1
    ? undefined
    : new Map([
        [trial, 0],
        [before, 1],
      ]);
};

const TRIED =
  /\b(?:trials?|pilots?|piloted|tried|test(?:s|ed| runs?| phase)?|drills?|rehears\w*|canary|probe(?:zeit|phase|betrieb|lauf)?|pilot\w*|versuch\w*|testlauf\w*|erprob\w*|essais?|prueba|ensayo)\b/;
/** Columns that say when, or whether, the change was on: such a table tells two states apart by itself. */
const STATES = /^(?:before|after|today|baseline|control|without|with|on|off|old|new|vorher|nachher|ohne|mit|heute)$/;

/**
 * Whether the rows of a recorded file are all of the trial of a yes-no question: the file is named
 * after one or the briefing says that its figures are of one, the rows belong to no option, and
 * nothing in the file tells two states apart. They then say what the change does.
 */
export const isTrialOf = (raw: RawTable, options: readonly Option[], spans: readonly string[]): boolean => {
  const [change, keep] = options;
  if (options.length !== 2 || change?.kind !== "change" || keep?.kind !== "keep" || raw.origin === "markdown" || raw.rows.length < 4)
    return false;
  if (raw.header.some((cell) => STATES.test(fold(cell.text).trim()))) return false;
  if (raw.rows.some((row) => row.cells.some((cell) => STATES.test(fold(cell.text).trim())))) return false;
  if (TRIED.test(fold(raw.file.replace(/[_./-]/g, " ")))) return true;
  return spans.some((span) => {
    const plain = fold(span);
    // "In the trial at least 120 visits": what the trial had to show, or where its figures stand.
    return (
      TRIED.test(plain) && (/\b(?:file|datei|log|csv|see|siehe|fichier|archivo)\b/.test(plain) || (/\d/.test(plain) && DEMANDS.test(plain)))
    );
  });
};

const DEMANDS =
  /\b(?:at least|at most|no more than|below|under|above|mindestens|hochstens|maximal|au moins|au plus|al menos|como maximo)\b/;
