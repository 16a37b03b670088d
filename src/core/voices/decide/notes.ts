import { code, escapeMarkdown, italic, quoteOf } from "../frames/cite.ts";
import type { Decision } from "../types.ts";
import type { DecisionWords } from "./words.ts";

/** Most refused files that are named; of the others it is said how many there are. */
const MAX_REFUSED = 8;

/** What a reader is told of the run. */
export type DecisionHeader = {
  readonly topic: string;
  readonly run: string;
  readonly seats: readonly string[];
  readonly rounds: number;
  readonly mode: string;
  /** Seats that a person or another program spoke for. */
  readonly outside?: readonly string[];
  /** Registered files that could not be read, with the reason as the steward gave it. */
  readonly refused?: readonly { readonly path: string; readonly reason: string }[];
};

/** The paragraphs that the Markdown document and the page say in the same words; each list is empty when there is nothing to say. */
export type DecisionNotes = {
  /** Under the answer: a language that is not written, files that were refused. */
  readonly head: readonly string[];
  /** Under the table: what the signs mean, what was inferred. */
  readonly table: readonly string[];
  readonly second: readonly string[];
  readonly unused: readonly string[];
  /** Where the options were read. */
  readonly origin: readonly string[];
};

/** The shared paragraphs of a decision, as Markdown with all text of sources and callers escaped. */
export const notesOf = (decision: Decision, header: DecisionHeader, words: DecisionWords): DecisionNotes => {
  const language = decision.language ?? "en";
  const all = header.refused ?? [];
  const refused = all.slice(0, MAX_REFUSED).map((file) => `${code(file.path)} (${oneLine(file.reason)})`);
  const signed = decision.criteria.some((row) => row.cells.some((cell) => cell.value !== "" && cell.sign !== "?"));
  const spreads = spreadsOf(decision).slice(0, MAX_SPREADS);
  const names = words.list(decision.options.map((option) => italic(option.name)));
  const when = (said: boolean, text: () => string): readonly string[] => (said ? [text()].filter((each) => each !== "") : []);
  return {
    head: [
      ...when(true, () => words.otherLanguage(language)),
      ...when(refused.length > 0, () => words.refusedFiles(refused.join(", "), all.length - refused.length)),
    ],
    table: [
      ...when(signed, () => words.signs),
      ...when(spreads.length > 0, () => words.spreads(spreads.join(". "))),
      ...when(
        decision.criteria.some((row) => row.inferred),
        () => words.inferred,
      ),
    ],
    second: when(decision.secondQuestion !== undefined, () => words.secondQuestion(quoteOf(decision.secondQuestion ?? "", language))),
    unused: when(decision.unusedFiles.length > 0, () => words.unusedFiles(decision.unusedFiles.map(code).join(", "))),
    origin: when(decision.options.length > 0, () => words.optionsFrom(decision.optionOrigin, names)),
  };
};

/** Most criteria whose spread is told. */
const MAX_SPREADS = 6;

/** Per criterion, the spread of each option that has one. */
const spreadsOf = (decision: Decision): readonly string[] =>
  decision.criteria.flatMap((row) => {
    const told = row.cells.flatMap((cell) => (cell.spread === undefined ? [] : [`${italic(cell.option)} ${oneLine(cell.spread)}`]));
    return told.length === 0 ? [] : [`${oneLine(row.name)}: ${told.join("; ")}`];
  });

/** Text of a source or caller on one line, escaped. */
export const oneLine = (text: string): string => escapeMarkdown(text.replace(/\s+/g, " ").trim());
