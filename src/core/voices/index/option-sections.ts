import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { lexicons } from "../lang/lexicons.ts";
import type { Place } from "../types.ts";
import { splitAlternatives } from "./alternatives.ts";
import { asideReason } from "./asides.ts";
import { inlineList } from "./inline-list.ts";
import { offersIn } from "./offers.ts";
import { leadingName, type OptionDraft, optionDraft } from "./option-names.ts";
import type { Piece } from "./pieces.ts";
import type { RawTable } from "./raw-table.ts";
import { hasOptionsInHeader } from "./table-orientation.ts";

/** Options of a section, and which pieces belong to each of them (indexes into the pieces). */
export type SectionOptions = { readonly drafts: readonly OptionDraft[]; readonly owned: ReadonlyMap<number, number> };

const generic =
  /^(?:pros?|cons?|pros and cons|notes?|comparison|summary|costs?|overview|background|details|hinweise?|vergleich|uberblick|all|both|common|remarks?|advantages|disadvantages|vorteile|nachteile|effort|timeline|risks?)$/u;
const MAX_OPTIONS = 12;
const optionNoun = new RegExp(
  `^(?:${[...new Set(lexicons.flatMap((lexicon) => [...lexicon.optionNouns]))].join("|")})\\s+(?:[A-Z]|\\d{1,2})\\b`,
  "iu",
);

/**
 * Options written down as such in a file: under a heading or lead-in with the role `options` the first of sub-headings, bold or
 * lettered paragraphs, list items, the first table column, a bare list of names; else headings or paragraphs "Option A …" anywhere.
 */
export const sectionOptions = (
  pieces: readonly Piece[],
  tables: ReadonlyMap<Piece, RawTable>,
  lexicon: Lexicon,
): SectionOptions | undefined => {
  const groups = optionGroups(pieces);
  for (const group of groups) {
    const found =
      subHeadings(pieces, group) ??
      paragraphs(pieces, group) ??
      items(pieces, group) ??
      tableColumn(pieces, group, tables, lexicon) ??
      nameList(pieces, group, lexicon);
    if (found) return found;
  }
  const all = pieces.map((_, i) => i).filter((i) => usable(pieces[i] as Piece));
  return (
    lettered(
      pieces,
      all.filter((i) => pieces[i]?.block.kind === "heading"),
    ) ??
    lettered(
      pieces,
      all.filter((i) => pieces[i]?.block.kind === "paragraph" || pieces[i]?.block.kind === "item"),
    )
  );
};

const usable = (piece: Piece): boolean => piece.aside === undefined && (piece.spans.length === 0 || piece.spans[0]?.aside === undefined);

/** Runs of pieces with the role `options`, each under one heading or lead-in. */
const optionGroups = (pieces: readonly Piece[]): number[][] => {
  const groups: number[][] = [];
  let last = -2;
  pieces.forEach((piece, i) => {
    if (piece.role !== "options" || !usable(piece)) return;
    const opens = piece.block.kind === "heading" && piece.stated;
    if (last === i - 1 && !opens) (groups[groups.length - 1] as number[]).push(i);
    else groups.push([i]);
    last = i;
  });
  return groups;
};

const placeOf = (piece: Piece): Place => ({ file: piece.file, line: piece.block.line, endLine: piece.block.line });

const draftsOf = (
  found: readonly (readonly [number, string])[],
  pieces: readonly Piece[],
  owns: (piece: number, option: number) => boolean,
): SectionOptions | undefined => {
  const drafts: OptionDraft[] = [];
  const owned = new Map<number, number>();
  const places: number[] = [];
  for (const [i, name] of found) {
    const draft = asideReason(name) === undefined ? optionDraft(name, placeOf(pieces[i] as Piece)) : undefined;
    if (!draft || generic.test(words(draft.name).join(" "))) continue;
    drafts.push(draft);
    places.push(i);
  }
  if (drafts.length < 2 || drafts.length > MAX_OPTIONS) return undefined;
  places.forEach((start, option) => {
    owned.set(start, option);
    for (let i = start + 1; i < (places[option + 1] ?? pieces.length) && owns(i, start); i++) owned.set(i, option);
  });
  return { drafts, owned };
};

const subHeadings = (pieces: readonly Piece[], group: readonly number[]): SectionOptions | undefined => {
  const heads = group.filter((i) => pieces[i]?.block.kind === "heading" && !pieces[i]?.stated);
  const level = heads.reduce((least, i) => Math.min(least, (pieces[i] as Piece).block.level), Number.POSITIVE_INFINITY);
  const found = heads.filter((i) => (pieces[i] as Piece).block.level === level);
  const inGroup = new Set(group);
  return draftsOf(
    found.map((i) => [i, (pieces[i] as Piece).block.text.replace(/^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\p{L})/u, "")] as const),
    pieces,
    (i) => inGroup.has(i) && !((pieces[i] as Piece).block.kind === "heading" && (pieces[i] as Piece).block.level <= level),
  );
};

/** Paragraphs that open bold or lettered. */
const paragraphs = (pieces: readonly Piece[], group: readonly number[]): SectionOptions | undefined => {
  const found = group.filter((i) => {
    const { block } = pieces[i] as Piece;
    return (
      block.kind === "paragraph" &&
      (/^(?:\*\*|__)[^*_]/u.test(block.raw) || optionNoun.test(block.text) || /^\(?[A-H][).:]\s/u.test(block.text))
    );
  });
  const inGroup = new Set(group);
  return draftsOf(
    found.map((i) => [i, leadingName((pieces[i] as Piece).block.text, (pieces[i] as Piece).block.raw)] as const),
    pieces,
    (i) => inGroup.has(i) && (pieces[i] as Piece).block.kind !== "heading" && (pieces[i] as Piece).block.kind !== "table",
  );
};

const dropped =
  /\((?:rejected|ruled out|out of scope|no longer available|verworfen|ausgeschlossen)\)|^(?:note|hinweis|nb|n\.b\.|remark)\b/iu;

/** Items of the outermost list. */
const items = (pieces: readonly Piece[], group: readonly number[]): SectionOptions | undefined => {
  const listed = group.filter((i) => pieces[i]?.block.kind === "item" && pieces[i]?.block.marker !== "");
  const first = listed[0];
  if (first === undefined) return undefined;
  const level = listed.reduce((least, i) => Math.min(least, (pieces[i] as Piece).block.level), Number.POSITIVE_INFINITY);
  const outer = listed.filter((i) => (pieces[i] as Piece).block.level === level);
  // One list only: a second list under the same heading, after other text, speaks of something else.
  const end = group.find((i) => i > first && !["item", "comment"].includes((pieces[i] as Piece).block.kind)) ?? Number.POSITIVE_INFINITY;
  const found = outer.filter((i) => i < end && !dropped.test((pieces[i] as Piece).block.text));
  return draftsOf(
    found.map((i) => [i, leadingName((pieces[i] as Piece).block.text, (pieces[i] as Piece).block.raw)] as const),
    pieces,
    (i) => (pieces[i] as Piece).block.kind === "item" && (pieces[i] as Piece).block.level > level,
  );
};

/** The first column of a table, unless the header names the options (then a later rule or the items found them). */
const tableColumn = (
  pieces: readonly Piece[],
  group: readonly number[],
  tables: ReadonlyMap<Piece, RawTable>,
  lexicon: Lexicon,
): SectionOptions | undefined => {
  for (const i of group) {
    const table = tables.get(pieces[i] as Piece);
    if (!table || table.rows.length < 1) continue;
    const turned = hasOptionsInHeader(table, pieces, lexicon) || generic.test(words(table.header[0]?.text ?? "").join(" "));
    const cells = turned ? table.header.slice(1) : table.rows.map((row) => row.cells[0]).filter((cell) => cell !== undefined);
    const drafts = cells.flatMap((cell) => {
      const draft =
        asideReason(cell.text) === undefined
          ? optionDraft(cell.text, { file: table.file, line: cell.line, endLine: cell.line })
          : undefined;
      return draft ? [draft] : [];
    });
    if (drafts.length >= 2 && drafts.length <= MAX_OPTIONS) return { drafts, owned: new Map() };
  }
  return undefined;
};

/** "Kesteven 5, Brisa T2, Ondra Mini, Bulwark X and Tarn 40." as the first sentence of the section. */
const nameList = (pieces: readonly Piece[], group: readonly number[], lexicon: Lexicon): SectionOptions | undefined => {
  for (const i of group) {
    const span = pieces[i]?.spans[0];
    if (!span || pieces[i]?.block.kind !== "paragraph") continue;
    const listed = inlineList([pieces[i] as Piece]);
    if (listed.length >= 2) return { drafts: listed, owned: new Map() };
    const parts = offersIn(span.text, lexicon) ?? splitAlternatives(span.text.replace(/[.:]+$/u, ""), lexicon, "and");
    if (parts.length < 2 || parts.some((part) => part.split(" ").length > 4 || !/^[\p{Lu}\p{N}"“„]/u.test(part))) continue;
    const drafts = parts.flatMap((part) => optionDraft(part, span.place) ?? []);
    if (drafts.length >= 2 && drafts.length <= MAX_OPTIONS) return { drafts, owned: new Map() };
  }
  return undefined;
};

/** Headings or blocks "Option A: …", "Variante 2 – …" outside any options section. */
const lettered = (pieces: readonly Piece[], candidates: readonly number[]): SectionOptions | undefined => {
  const found = candidates.filter(
    (i) => optionNoun.test((pieces[i] as Piece).block.text) && /^\S+\s+\S+\s*[:.)–—-]/u.test((pieces[i] as Piece).block.text),
  );
  const heading = (pieces[found[0] ?? -1]?.block.kind ?? "") === "heading";
  return draftsOf(
    found.map((i) => [i, heading ? (pieces[i] as Piece).block.text : numberedName(pieces[i] as Piece)] as const),
    pieces,
    (i) => heading && (pieces[i] as Piece).block.kind !== "heading",
  );
};

/** "Option A: rent. It costs …" keeps its prefix, so that the alias is drawn from it. */
const numberedName = (piece: Piece): string => {
  const { text } = piece.block;
  const prefix = /^\S+\s+\S+\s*[:.)–—-]+\s*/u.exec(text)?.[0] ?? "";
  return prefix + leadingName(text.slice(prefix.length), "");
};
