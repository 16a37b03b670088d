import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Criterion } from "../types.ts";
import { fromProse } from "./criteria-prose.ts";
import { type CriterionDraft, withWeight } from "./criterion-draft.ts";
import { leadingDirection, nameDirection, statedDirection } from "./direction.ts";
import { importanceOrder } from "./importance.ts";
import { squeeze } from "./markup.ts";
import type { Piece, Span } from "./pieces.ts";
import { quantitiesIn } from "./quantities.ts";
import type { RawTable } from "./raw-table.ts";
import { selectionRule } from "./selection.ts";
import { soleCriterion } from "./sole-criterion.ts";
import { termSet } from "./terms.ts";

/** Most criteria of a briefing. */
const MAX_CRITERIA = 16;

/**
 * The criteria that the briefing names: items, a table with a weight column, or prose of a criteria section ("Median build time
 * first, then cost"); else a sentence "Weights: system design 30, debugging 30". Weights sum to 1: as stated, by emphasis (most
 * important 2, nice to have ½), by rank when an order is stated (Stillwell et al. 1981, rank sum), else equal.
 */
export const namedCriteria = (pieces: readonly Piece[], tables: ReadonlyMap<Piece, RawTable>, lexicon: Lexicon): Criterion[] => {
  const open = pieces.filter((piece) => piece.aside === undefined && piece.role === "criteria");
  const sections = groupBy(open);
  for (const section of sections) {
    const found =
      fromTable(section, tables, lexicon, true) ??
      fromItems(section, lexicon) ??
      fromTable(section, tables, lexicon, false) ??
      importanceOrder(
        section.flatMap((piece) => piece.spans),
        lexicon,
      ) ??
      fromProse(
        section.flatMap((piece) => piece.spans),
        lexicon,
        false,
      );
    if (found && found.length > 0) {
      // A stated rule of choice says more than a list that weighs nothing.
      const weighed = found.some((draft) => draft.weight !== undefined || draft.emphasis !== undefined);
      const rule = weighed ? undefined : ruleOf(pieces, lexicon);
      return rule?.[0]?.amongKept === true
        ? finish(rule, false, lexicon)
        : finish(found.slice(0, MAX_CRITERIA), isRanked(section), lexicon);
    }
  }
  const rule = ruleOf(pieces, lexicon);
  if (rule?.[0]?.amongKept === true) return finish(rule, false, lexicon);
  const order = importanceOrder(ruling(pieces), lexicon);
  if (order) return finish(order, false, lexicon);
  const spans = pieces
    .filter((piece) => piece.aside === undefined && !["files", "questions", "constraints"].includes(piece.role))
    .flatMap((piece) => piece.spans);
  const prose = fromProse(spans, lexicon, true);
  if (prose) return finish(prose, false, lexicon);
  const choice = soleCriterion(ruling(pieces), lexicon) ?? rule;
  return choice ? finish(choice, false, lexicon) : [];
};

/** Sentences that may state how to choose: all but those of files, open questions and the title. */
const ruling = (pieces: readonly Piece[]): readonly Span[] =>
  pieces
    .filter((piece) => piece.aside === undefined && !["files", "questions", "title"].includes(piece.role))
    .flatMap((piece) => piece.spans);

const ruleOf = (pieces: readonly Piece[], lexicon: Lexicon): CriterionDraft[] | undefined => selectionRule(ruling(pieces), lexicon);

/** Pieces under one heading belong together; "success criteria" come last, since they often describe the answer. */
const groupBy = (pieces: readonly Piece[]): Piece[][] => {
  const groups = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const key = piece.block.kind === "heading" ? -piece.block.line - 2 : piece.section;
    const known = groups.get(key);
    if (known) known.push(piece);
    else groups.set(key, [piece]);
  }
  const heads = (group: readonly Piece[]): string => fold(group[0]?.path[group[0].path.length - 1] ?? "");
  const all = [...groups.values()].filter((group) => group.some((piece) => piece.block.kind !== "heading"));
  return [
    ...all.filter((group) => !heads(group).includes("success")),
    ...all.filter(
      (group) =>
        heads(group).includes("success") &&
        group.some((piece) => piece.block.kind === "item" || piece.block.kind === "table") &&
        !describesAnswer(group),
    ),
  ];
};

/** "One option, with the numbers that carry it": what the decision must look like, not what an option must be good at. */
const describesAnswer = (group: readonly Piece[]): boolean =>
  group.some((piece) =>
    piece.spans.some((span) =>
      /\b(?:recommendation|one option|a choice|the board gets|a decision|an answer|a list of|we (?:know|have|get)|verdict|empfehlung|sentence|page)\b/u.test(
        fold(span.text),
      ),
    ),
  );

const isRanked = (section: readonly Piece[]): boolean => {
  const text = fold([section[0]?.path[section[0].path.length - 1] ?? "", ...section.map((piece) => piece.lead)].join(" "));
  return /\b(?:in (?:this|that|the following|descending) order|in order of|order of importance|most important first|ranked|by importance|nach wichtigkeit|in dieser reihenfolge|par ordre|por orden)\b/u.test(
    text,
  );
};

/** The weight written in a text, and the text without it. `(40 %)`, `40 %`, `weight 3`, `× 2`. */
const weightOf = (text: string): { readonly weight?: number; readonly rest: string } => {
  for (const shape of [
    /[([]\s*(?:weight|gewicht|weighting|poids|peso)?\s*[:=]?\s*[x×]?\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:%|percent|prozent|points?|punkte?)?\s*[)\]]/iu,
    /[,:–—-]?\s*\b(?:weight|gewicht|weighting|poids|peso)\s*(?:of|von|de)?\s*[:=]?\s*(\d{1,3}(?:[.,]\d+)?)\s*%?/iu,
    /[,:–—-]\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:%|percent|prozent)(?=$|[.,;:\s])/iu,
    /\s[x×]\s?(\d{1,2})$/iu,
  ]) {
    const match = shape.exec(text);
    if (match)
      return {
        weight: Number((match[1] as string).replace(",", ".")),
        rest: squeeze(text.slice(0, match.index) + text.slice(match.index + match[0].length)),
      };
  }
  return { rest: text };
};

const fromItems = (section: readonly Piece[], lexicon: Lexicon): CriterionDraft[] | undefined => {
  const listed = section.filter(
    (piece) => piece.block.kind === "item" && piece.block.marker !== "" && piece.spans[0] && piece.spans[0].aside === undefined,
  );
  const level = listed.reduce((least, piece) => Math.min(least, piece.block.level), Number.POSITIVE_INFINITY);
  const outer = listed.filter((piece) => piece.block.level === level);
  const drafts = shares(outer) ?? outer.flatMap((piece) => itemDraft(piece, lexicon) ?? []);
  return drafts.length > 0 ? drafts : undefined;
};

/** "Ease of use 50 %", "Search 30 %", "Price 20 %": bare shares that add up to the whole. */
const shares = (outer: readonly Piece[]): CriterionDraft[] | undefined => {
  const found = outer.flatMap((piece) => {
    const match = /^(.{2,80}?)[:,]?\s(\d{1,3})\s?(?:%|percent|prozent)$/iu.exec(piece.spans[0]?.text.replace(/[.;]$/u, "") ?? "");
    const place = piece.spans[0]?.place;
    return match === null || place === undefined
      ? []
      : [{ name: headOf(match[1] as string), text: piece.block.text, weight: Number(match[2]), place }];
  });
  return found.length >= 2 && found.length === outer.length && found.reduce((sum, { weight }) => sum + weight, 0) === 100
    ? found
    : undefined;
};

const itemDraft = (piece: Piece, lexicon: Lexicon): CriterionDraft | undefined => {
  const { text } = piece.block;
  const bold = /^(?:\*\*|__)([^*_]{1,100})(?:\*\*|__)/u.exec(piece.block.raw)?.[1];
  const { weight, rest } = weightOf(piece.spans[0]?.text ?? text);
  const head = bold === undefined ? headOf(rest) : weightOf(bold).rest.replace(/[:.]$/u, "");
  // "Nice to have: a phone app" is named by what follows.
  const name =
    emphasis(head, lexicon) !== undefined && words(head).length <= 3 && rest.includes(": ")
      ? headOf(rest.slice(rest.indexOf(": ") + 2))
      : head;
  if (words(name).length === 0 || words(name).length > 16) return undefined;
  return {
    name,
    text,
    place: piece.spans[0]?.place ?? { file: piece.file, line: piece.block.line, endLine: piece.block.line },
    ...withWeight(weight),
    ...emphasised(weight === undefined ? text : "", lexicon),
  };
};

const headOf = (text: string): string => squeeze(text.split(/:\s|\s[–—]\s|;\s|\.(?:\s|$)|\s\(/u)[0] ?? "").replace(/[,.;]+$/u, "");

const emphasis = (text: string, lexicon: Lexicon): number | undefined => {
  const folded = ` ${words(text).join(" ")} `;
  return lexicon.emphasis.find(
    ([phrase]) => folded.includes(` ${phrase} `) && !denied.test(folded.slice(0, folded.indexOf(` ${phrase} `))),
  )?.[1];
};

const denied = /\s(?:not|no|never|less|nicht|kein|keine|weniger|pas|moins|menos)$/u;

const emphasised = (text: string, lexicon: Lexicon): { readonly emphasis?: number } => {
  const found = emphasis(text, lexicon);
  return found === undefined ? {} : { emphasis: found };
};

const fromTable = (
  section: readonly Piece[],
  tables: ReadonlyMap<Piece, RawTable>,
  lexicon: Lexicon,
  weighted: boolean,
): CriterionDraft[] | undefined => {
  for (const piece of section) {
    const table = tables.get(piece);
    if (!table || table.rows.length < 1) continue;
    const at = table.header.findIndex((cell) =>
      /^(?:weights?|weighting|gewichtung|gewicht|poids|peso|%|points|punkte|importance|wichtigkeit)/u.test(fold(cell.text)),
    );
    if (weighted && at < 0) continue;
    const nameAt = at === 0 ? 1 : 0;
    return table.rows.map((row) => ({
      name: row.cells[nameAt]?.text ?? "",
      text: row.cells.map((cell) => cell.text).join(" "),
      place: { file: table.file, line: row.line, endLine: row.line },
      ...withWeight(
        at < 0
          ? weightOf(row.cells.map((cell) => cell.text).join(" ")).weight
          : Number.parseFloat((row.cells[at]?.text ?? "").replace(",", ".")) || undefined,
      ),
      ...emphasised(row.cells[at]?.text ?? "", lexicon),
    }));
  }
  return undefined;
};

/** What a weight in words comes to beside numbers, as a share of the largest number: the most important is above it. */
const inWords = (factor: number): number => (factor > 1 ? 1.25 : factor < 1 ? 0.25 : 0.5);

/**
 * Raw weights: numbers as stated; words as factors among themselves, and beside numbers as a share of the largest (most important
 * 1.25, nice to have ¼). What has neither takes its rank, else 1; beside percents that leave a rest the rest is shared, beside
 * other numbers it takes their mean.
 */
const rawWeights = (drafts: readonly CriterionDraft[], ranked: boolean): readonly number[] => {
  // A rule of choice weighs nothing against anything: what breaks ties is shown with a tenth of what it breaks them for.
  if (drafts.some((draft) => draft.rank !== undefined)) return drafts.map((draft) => 10 ** -(draft.rank ?? 0));
  const numbers = drafts.flatMap((draft) => (draft.weight === undefined ? [] : [draft.weight]));
  if (numbers.length === 0) {
    const said = drafts.some((draft) => draft.emphasis !== undefined);
    return drafts.map((draft, i) => draft.emphasis ?? (said ? 1 : ranked || draft.ranked ? drafts.length - i : 1));
  }
  const largest = Math.max(...numbers);
  const sum = numbers.reduce((total, number) => total + number, 0);
  const silent = drafts.filter((draft) => draft.weight === undefined && draft.emphasis === undefined).length;
  const words = drafts.some((draft) => draft.weight === undefined && draft.emphasis !== undefined);
  const rest = !words && sum > 10 && sum < 100 ? (100 - sum) / Math.max(1, silent) : sum / numbers.length;
  return drafts.map((draft) => draft.weight ?? (draft.emphasis === undefined ? rest : largest * inWords(draft.emphasis)));
};

const finish = (drafts: readonly CriterionDraft[], ranked: boolean, lexicon: Lexicon): Criterion[] => {
  const raw = rawWeights(drafts, ranked);
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const mixed = drafts.some((draft) => draft.weight !== undefined);
  return drafts.map((draft, id) => ({
    ...criterion(id, draft, total > 0 ? (raw[id] as number) / total : 1 / drafts.length, lexicon),
    ...(mixed && draft.weight === undefined && draft.emphasis !== undefined ? { weightInWords: true as const } : {}),
  }));
};

const criterion = (id: number, draft: CriterionDraft, weight: number, lexicon: Lexicon): Criterion => {
  const quantity = quantitiesIn(draft.name, lexicon.language).find((one) => one.cmp !== undefined);
  const said =
    draft.direction ??
    (statedDirection(draft.text) || leadingDirection(draft.name) || (quantity ? (quantity.cmp?.startsWith("<") ? -1 : 1) : 0));
  // In prose the clause holds what its name leaves out: "the number of children protected counts most".
  const named = said || nameDirection(draft.name, lexicon) || (draft.ranked === true ? nameDirection(draft.text, lexicon) : 0);
  return {
    id,
    name: draft.name,
    weight: round(weight),
    direction: named,
    assumedDirection: said === 0,
    terms: termSet(draft.concept === undefined ? draft.name : `${draft.name} ${draft.concept}`, lexicon.language),
    place: draft.place,
    inferred: false,
    ...(draft.rank === undefined ? {} : { rank: draft.rank }),
    ...(draft.phrase === true ? { phrase: true as const } : {}),
    ...(draft.amongKept === true ? { amongKept: true as const } : {}),
    ...(quantity ? { quantity } : {}),
  };
};

const round = (value: number): number => Number(value.toPrecision(12));
