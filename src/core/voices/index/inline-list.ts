import { fold, words } from "../../kernel/text.ts";
import type { Place } from "../types.ts";
import { leadingName, type OptionDraft, optionDraft } from "./option-names.ts";
import type { Piece } from "./pieces.ts";
import { leadRole } from "./roles.ts";

/** Longest name of a listed option, in words. */
const MAX_WORDS = 16;

const marker = /(?<=^|[\s(,;:])(?:\(?([A-Ha-h]|[1-9])\)|([1-9])\.(?=\s\p{L}))\s+(?=\S)/gu;
const choosing =
  /\b(?:either|could|can|whether|choose|choice|pick|between|decide|which|should|shall|options?|ways?|wahl\w*|entscheiden|welche\w*|konnen|konnten|sollen|moglichkeit\w*|choisir|quel\w*|pouvons|elegir|cual|podemos)\b/u;

/**
 * Options numbered or lettered within one line: "Options: A) buy, B) lease, C) use couriers", "Which way? (1) … or (2) …". The marks
 * run from A or 1 without a gap, and what stands before them offers a choice; a list of limits, criteria, steps or questions is none.
 */
export const inlineList = (pieces: readonly Piece[]): readonly OptionDraft[] => {
  for (const piece of pieces) {
    const { block } = piece;
    if (piece.aside !== undefined || !["paragraph", "item"].includes(block.kind)) continue;
    if (["constraints", "criteria", "questions", "files", "risks"].includes(piece.role)) continue;
    if (piece.spans.some((span) => span.aside !== undefined)) continue;
    const found = listIn(block.text, piece.role === "options", { file: piece.file, line: block.line, endLine: block.endLine });
    if (found.length >= 2) return found;
  }
  return [];
};

const listIn = (text: string, offered: boolean, place: Place): readonly OptionDraft[] => {
  const marks = run([...text.matchAll(marker)]);
  const first = marks[0];
  if (first === undefined || marks.length < 2) return [];
  const lead = text.slice(0, first.index).replace(/\($/u, "").trim();
  const opening = lead.slice(Math.max(lead.lastIndexOf(". "), 0));
  const role = leadRole(opening);
  if (role !== undefined && role !== "options" && role !== "objective") return [];
  if (!offered && role !== "options" && !choosing.test(fold(opening))) return [];
  const names = marks.map((mark, i) => nameOf(text.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length)));
  if (names.some((name) => words(name).length === 0 || words(name).length > MAX_WORDS)) return [];
  return names.flatMap((name, i) => optionDraft(`(${"abcdefgh"[i] ?? "a"}) ${name}`, place) ?? []);
};

/** The marks that count up from A or 1. */
const run = (found: readonly RegExpExecArray[]): readonly RegExpExecArray[] => {
  const taken: RegExpExecArray[] = [];
  for (const mark of found) {
    const label = (mark[1] ?? mark[2] ?? "").toLowerCase();
    const at = /\d/u.test(label) ? Number(label) : label.charCodeAt(0) - 96;
    if (at === taken.length + 1) taken.push(mark);
  }
  return taken;
};

/** A listed name up to the end of its sentence, without the word that joins it to the next. */
const nameOf = (text: string): string => {
  const end = text.search(/[?!;]|\.(?:\s|$)/u);
  const whole = (end < 0 ? text : text.slice(0, end)).replace(/[\s,;(]*(?:\b(?:and|or|und|oder|et|ou|y|o)\s*)?[\s,;(]*$/iu, "");
  return leadingName(whole, whole);
};
