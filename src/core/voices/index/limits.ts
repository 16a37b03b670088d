import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { hasPhrase, indexOf, phraseAt } from "../lang/match.ts";
import type { Limit, Quantity } from "../types.ts";
import { boundLists } from "./bound-lists.ts";
import { demands, isElliptic, isFragment, isReported } from "./demands.ts";
import { gateClause, pointedAt, settlement } from "./gates.ts";
import { boundOf, impliedBound, mainClause, purseOf, rangeOf } from "./limit-bounds.ts";
import { type LimitDraft, limitClauses } from "./limit-clauses.ts";
import { listedDemands } from "./listed-demands.ts";
import type { Piece, Span } from "./pieces.ts";
import type { RawTable } from "./raw-table.ts";
import { asDemand, isIdle } from "./rewordings.ts";
import { speaksOfLeft } from "./selection.ts";
import { supplyOf } from "./supply.ts";
import { stem, termSet } from "./terms.ts";
import { periodOf } from "./units.ts";

/** Most limits of a briefing. */
const MAX_LIMITS = 24;

/**
 * The conditions an option must keep, in reading order: every item, table row and demanding sentence of a constraints section,
 * and outside it the sentences that demand something of the decision ("We cannot spend more than …"). Never a guess, never a
 * statement about one option (`names` tells), never a rule for the debate.
 */
export const findLimits = (
  written: readonly Piece[],
  tablesIn: ReadonlyMap<Piece, RawTable>,
  names: (text: string) => readonly number[],
  yesNo: boolean,
  lexicon: Lexicon,
): Limit[] => {
  const { pieces, tables, said } = reworded(written, tablesIn, lexicon);
  const ruled = pieces.some((piece) => piece.aside === undefined && piece.spans.some((span) => speaksOfLeft(span.text, lexicon)));
  const bounded = boundLists(pieces, ruled, names, lexicon);
  const pointed = pointedAt(pieces, lexicon);
  // "A if …, otherwise B" settles a choice between two, and is no limit on both.
  const settled = yesNo ? settlement(pieces, lexicon) : undefined;
  const drafts = pieces.flatMap((piece): LimitDraft[] => {
    if (piece.aside !== undefined || piece.block.kind === "heading") return [];
    if (piece.role === "constraints" || bounded.has(piece) || namesLimits(tables.get(piece)))
      return inSection(piece, tables.get(piece), names, lexicon);
    if (["files", "questions", "options", "risks"].includes(piece.role)) return [];
    return inProse(piece, { pointed, settled }, names, lexicon);
  });
  return drafts
    .slice(0, MAX_LIMITS)
    .flatMap((draft) => limitClauses(draft, lexicon))
    .slice(0, MAX_LIMITS)
    .map((draft, id) => asSaid(limitOf(id, draft, lexicon), said));
};

type Reworded = {
  readonly pieces: readonly Piece[];
  readonly tables: ReadonlyMap<Piece, RawTable>;
  readonly said: ReadonlyMap<string, string>;
};

/** The pieces with every demand in the words that limits are read by, and for each reworded sentence the one that was said. */
const reworded = (written: readonly Piece[], tables: ReadonlyMap<Piece, RawTable>, lexicon: Lexicon): Reworded => {
  const said = new Map<string, string>();
  const moved = new Map(tables);
  const pieces = written.map((piece) => {
    const spans = piece.spans.map((span) => {
      const text = asDemand(span.text, lexicon.language);
      if (text === span.text) return span;
      said.set(text, span.text);
      return { ...span, text };
    });
    if (spans.every((span, i) => span === piece.spans[i])) return piece;
    const made = { ...piece, spans };
    const table = tables.get(piece);
    if (table !== undefined) moved.set(made, table);
    return made;
  });
  return { pieces, tables: moved, said };
};

/** The limit in the words of the briefing; `plain` keeps those that it was read by. */
const asSaid = (limit: Limit, said: ReadonlyMap<string, string>): Limit => {
  const found = [...said].find(([plain]) => plain.includes(limit.text));
  return found === undefined ? limit : { ...limit, text: found[1], plain: limit.text };
};

/** What makes a sentence demand that would not by itself: a rule of choice points back to it, or it settles the question. */
type Context = { readonly pointed: ReadonlySet<Span>; readonly settled: Span | undefined };

/** The demanding sentences of running prose, and the ellipses that stand beside one. */
const inProse = (
  piece: Piece,
  { pointed, settled }: Context,
  names: (text: string) => readonly number[],
  lexicon: Lexicon,
): LimitDraft[] => {
  const all = piece.spans.filter((span) => span.aside === undefined);
  const lists = new Map(all.map((span) => [span, names(span.text).length === 0 ? listedDemands(span, lexicon) : []] as const));
  const spans = all.filter((span) => lists.get(span)?.length === 0 && !isIdle(span.text, lexicon.language));
  const free = (span: Span): boolean => names(span.text).length === 0;
  const full = spans.map(
    (span) =>
      free(span) && (demands(span.text, lexicon) || ((isSuccess(piece) || pointed.has(span)) && boundOf(span.text, lexicon) !== undefined)),
  );
  // "Tablets cost 9,000 EUR, and the budget is 8,000 EUR": a clause of its own may demand beside one about an option.
  const clauses = spans
    .filter((span) => !free(span))
    .flatMap((span) =>
      span.text
        .split(/;\s+|,\s+(?:and|but|und|aber|et|mais|y|pero)\s+/u)
        .slice(1)
        .map((text) => ({ text, place: span.place })),
    )
    .filter(
      ({ text }) =>
        names(text).length === 0 && demands(text, lexicon) && (boundOf(text, lexicon) ?? impliedBound(text, lexicon)) !== undefined,
    );
  const whole = spans
    .filter((span, i) => full[i] || (full.some((one) => one) && free(span) && isElliptic(span.text) && binding(span.text, lexicon)))
    .map((span) => ({ text: span.text, place: span.place }));
  // "Racing abroad included." among what a rule of choice points back to.
  const fragments = spans.filter((span, i) => pointed.has(span) && !full[i] && i > 0 && full[i - 1] && free(span) && isFragment(span.text));
  const gates = spans.flatMap((span, i) =>
    full[i] || !(free(span) || span === settled) ? [] : (gateClause(span, lexicon, span === settled) ?? []),
  );
  return [...[...lists.values()].flat(), ...whole, ...clauses, ...gates, ...fragments.map(({ text, place }) => ({ text, place }))].sort(
    (left, right) => left.place.line - right.place.line,
  );
};

/** An item under "Success criteria" that states a bound must be kept; other criteria are wishes. */
const isSuccess = (piece: Piece): boolean =>
  piece.role === "criteria" &&
  piece.block.kind === "item" &&
  /\b(?:success|acceptance|erfolgs?\w*|succes|exito)\b/u.test(fold(piece.path.at(-1) ?? ""));

const limitHead =
  /^(?:limit|constraint|requirement|hard limit|must|vorgabe|anforderung|grenze|bedingung|contrainte|exigence|requisito|restriccion|limite)s?$/u;

/** A table with a column "Limit" holds limits wherever it stands. */
const namesLimits = (table: RawTable | undefined): boolean => table?.header.some((cell) => limitHead.test(fold(cell.text))) === true;

const inSection = (
  piece: Piece,
  table: RawTable | undefined,
  names: (text: string) => readonly number[],
  lexicon: Lexicon,
): LimitDraft[] => {
  if (table) return listsOptions(table, names) ? [] : tableLimits(table);
  const spans = piece.spans.filter((span) => span.aside === undefined);
  if (piece.block.kind === "item" && piece.block.marker !== "") return itemLimit(spans, lexicon);
  const first = spans.findIndex((span) => binding(span.text, lexicon));
  return spans
    .filter(
      (span, i) =>
        !/:$|\b(?:must|has to|have to|needs to|muss|müssen|soll|sollen|doit|doivent|debe|deben)$/u.test(span.text) &&
        !(isReported(span.text) && boundOf(span.text, lexicon) === undefined) &&
        !aboutLimits.test(fold(span.text)) &&
        !ranks.test(fold(span.text)) &&
        (binding(span.text, lexicon) || lettered.test(span.text) || (first >= 0 && i > first && isFragment(span.text))),
    )
    .map((span) => ({ text: span.text, place: span.place }));
};

/** "All four requirements are mandatory" speaks of limits and is none. */
const aboutLimits =
  /^(?:all|any|both|none|each|every|these|alle|keine|diese|toutes?|tous|ces|todas?|todos|estas)\b[^.]{0,30}\b(?:requirements?|limits?|constraints?|conditions?|rules?|points?|of (?:these|them)|(?:two|three|four|five|six) (?:are|is|must|have|hold|apply)|vorgaben|bedingungen|anforderungen|punkte|contraintes|conditions|requisitos|condiciones)\b/u;
/** "Time comes second, within the twenty minutes" weighs, beside the limit that it repeats. */
const ranks =
  /\b(?:comes? (?:first|second|third|last|next)|most important|least important|matters? (?:most|more|less)|counts? (?:most|more|less|least)|am wichtigsten|wichtiger|an (?:erster|zweiter|letzter) stelle|zahlt (?:am|mehr|weniger)|le plus important|passe (?:avant|apres)|lo mas importante)\b/u;
const lettered = /^\([a-z0-9]{1,2}\)\s/u;

/** One item is one limit, unless it only reports ("We have five engineers") or its sentences each demand something with a number. */
const itemLimit = (spans: readonly Span[], lexicon: Lexicon): LimitDraft[] => {
  const first = spans[0];
  if (!first || (reports.test(fold(first.text)) && !spans.some((span) => binding(span.text, lexicon)))) return [];
  const demanding = spans.filter((span) => binding(span.text, lexicon) && boundOf(span.text, lexicon) !== undefined);
  if (demanding.length > 1) return demanding.map((span) => ({ text: span.text, place: span.place }));
  return [{ text: (demanding[0] ?? first).text, place: (demanding[0] ?? first).place }];
};

/** Facts about the house, not demands. */
const reports =
  /^(?:we|our (?:team|staff|company)|the (?:team|company|staff)|there|wir|unser team|das team|es|nous|notre equipe|tenemos|hay) (?:have|has|are|is|haben|hat|sind|ist|gibt|avons|sommes)\b/u;

/** A row an option: the table says what they are like, not what must hold. */
const listsOptions = (table: RawTable, names: (text: string) => readonly number[]): boolean =>
  !namesLimits(table) && table.rows.filter((row) => names(row.cells[0]?.text ?? "").length === 1).length >= 2;

const tableLimits = (table: RawTable): LimitDraft[] => {
  const named = table.header.findIndex((cell) =>
    /^(?:limit|constraint|requirement|rule|condition|vorgabe|anforderung|grenze|bedingung|kriterium|contrainte|exigence|requisito|restriccion|must)/u.test(
      fold(cell.text),
    ),
  );
  const longest = table.header.map((_, at) => table.rows.reduce((sum, row) => sum + (row.cells[at]?.text.length ?? 0), 0));
  const at = named >= 0 ? named : longest.indexOf(Math.max(...longest));
  return table.rows.flatMap((row) => {
    const text = row.cells[at]?.text ?? "";
    // A short name with its bound in the next cell ("Budget | 50,000 EUR") reads as one line.
    const whole =
      words(text).length <= 3 && !/\d/u.test(text)
        ? row.cells
            .slice(at)
            .map((cell) => cell.text)
            .filter((cell) => cell !== "")
            .join(": ")
        : text;
    return whole === "" ? [] : [{ text: whole, place: { file: table.file, line: row.line, endLine: row.line } }];
  });
};

const field = (name: "must" | "forbid" | "before" | "after" | "changeOnly", lexicon: Lexicon) =>
  indexOf(name, lexicon.language, (one) => one[name]);

/** A sentence that binds: a word of demand, a bound, or "no X" / "nothing that …" at its start. */
const binding = (text: string, lexicon: Lexicon): boolean =>
  hasPhrase(words(text), field("must", lexicon)) ||
  boundOf(text, lexicon) !== undefined ||
  forbidden(text, lexicon) !== undefined ||
  (/\b(?:by|before|no later than|until|bis|spatestens|vor dem)\b/u.test(fold(text)) &&
    words(text).some((word) => lexicon.months.has(word)) &&
    words(text).length <= 14);

const limitOf = (id: number, draft: LimitDraft, lexicon: Lexicon): Limit => {
  const text = mainClause(draft.text).replace(lettered, "").replace(/[.;]$/u, "");
  const [lower, upper] = rangeOf(text, lexicon) ?? [];
  const supply = lower === undefined ? supplyOf(text, lexicon) : undefined;
  const quantity = perSubject(
    text,
    supply ?? lower ?? boundOf(text, lexicon) ?? impliedBound(text, lexicon) ?? purseOf(text, lexicon),
    lexicon,
  );
  const forbids = quantity ? undefined : forbidden(text, lexicon);
  const order = quantity ? undefined : orderOf(text, lexicon);
  const definite =
    /\b(?:concrete|definite|specific|exact|named?|stated?|konkret\w*|benannt|genannt|precise|concret)\b/u.test(fold(text)) &&
    /\b(?:must|muss|doit|debe)\b/u.test(fold(text)) &&
    !quantity
      ? termSet(
          text.replace(/\b(?:concrete|definite|specific|exact|named?|stated?|konkret\w*|must|be|muss|werden)\b/giu, " "),
          lexicon.language,
        )
      : undefined;
  return {
    id,
    text: draft.text.replace(lettered, ""),
    place: draft.place,
    terms: [
      ...termSet(quantity ? text.slice(0, quantity.start) + text.slice((upper ?? quantity).end) : text, lexicon.language),
      ...comparedNoun(text, lexicon),
    ],
    ...(quantity ? { quantity } : {}),
    ...(upper ? { upper: perSubject(text, upper, lexicon) as Quantity } : {}),
    ...(supply ? { supply: true as const } : {}),
    ...(forbids && !order ? { forbids } : {}),
    changeOnly: hasPhrase(words(text), field("changeOnly", lexicon)),
    ...(order ? { order } : {}),
    ...(definite && definite.length > 0 ? { definite } : {}),
  };
};

const compared: readonly (readonly [RegExp, string])[] = [
  [/\b(?:wider|narrower) than\b/u, "width"],
  [/\btaller than\b/u, "height"],
  [/\b(?:heavier|lighter) than\b/u, "weight"],
  [/\bdeeper than\b/u, "depth"],
  [/\blouder than\b/u, "noise"],
  [/\bolder than\b/u, "age"],
  [/\b(?:dearer|cheaper) than\b/u, "price"],
  [/\bbreiter als\b/u, "Breite"],
  [/\bschwerer als\b/u, "Gewicht"],
  [/\blauter als\b/u, "Lautstärke"],
  [/\bteurer als\b/u, "Preis"],
  [/\balter als\b/u, "Alter"],
];

/** "Nothing wider than 60 cm" bounds the width. */
const comparedNoun = (text: string, lexicon: Lexicon): string[] => {
  const found = compared.find(([pattern]) => pattern.test(fold(text)));
  return found === undefined ? [] : termSet(found[1], lexicon.language);
};

/** "No X", "without X", "nothing that X": stems of X. Only at the start of the text or after a word of demand. */
const forbidden = (text: string, lexicon: Lexicon): string[] | undefined => {
  const list = words(text);
  const start = /^(?:nothing|nichts|rien|nada)\b/u.exec(fold(text.trim()));
  if (start) return specific(text.slice(start[0].length), lexicon);
  for (let at = 0; at < Math.min(list.length, 12); at++) {
    const phrase = phraseAt(list, at, field("forbid", lexicon));
    if (
      !phrase ||
      /^(?:more|less|fewer|later|longer|mehr|weniger|longer|higher|plus|mas|one|matter|doubt)$/u.test(list[at + phrase.length] ?? "")
    )
      continue;
    // "There must be no X", not "… must be possible at any time (no lock-in)".
    const demanded = at === 0 || hasPhrase(list.slice(Math.max(0, at - 4), at), field("must", lexicon));
    const rest = restAfter(text, at + phrase.length);
    if (demanded) return specific(rest, lexicon);
  }
  return undefined;
};

/** "The price per seat must not exceed 30 EUR": the amount is per seat, too. */
const perSubject = (text: string, quantity: Quantity | undefined, lexicon: Lexicon): Quantity | undefined => {
  if (!quantity?.dim.startsWith("money:") || quantity.per.length > 0) return quantity;
  const named = /\b(?:per|pro|je|par|por)\s(\p{L}{3,20})\b/u.exec(text.slice(0, quantity.start))?.[1];
  return named === undefined ? quantity : { ...quantity, per: [periodOf(fold(named)) ?? stem(fold(named), lexicon.language)] };
};

/** Without its date or time; what is left forbids something else unless it is still specific (three stems or more). */
const undated = (text: string): string =>
  text.replace(/\s(?:after|by|before|from|since|until|nach|vor|ab|bis|apres|avant|despues de|antes de)\s+(?:the\s|dem\s)?\d.*$/iu, "");

const specific = (text: string, lexicon: Lexicon): string[] | undefined => {
  const kept = undated(text);
  const stems = termSet(kept, lexicon.language);
  return stems.length === 0 || (kept !== text && stems.length < 3) ? undefined : stems;
};

/** The text after its first `count` words, up to the end of the clause. */
const restAfter = (text: string, count: number): string => {
  let seen = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu))
    if (++seen > count) return (text.slice(match.index).split(/[.;:]|,\s/u)[0] ?? "").slice(0, 200);
  return "";
};

const ordinalWord =
  /^(?:\d+(?:st|nd|rd|th|er)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twentieth|end|start|beginning|summer|winter|spring|autumn|year|month|week|christmas|ende|anfang|sommer|herbst|fruhjahr)$/u;

/** "A must come before B": what comes first and what later. Not before a date or a quantity. */
const orderOf = (text: string, lexicon: Lexicon): { readonly before: readonly string[]; readonly after: readonly string[] } | undefined => {
  const list = words(text);
  if (!hasPhrase(list, field("must", lexicon))) return undefined;
  for (let at = 1; at < list.length - 1; at++) {
    const before = phraseAt(list, at, field("before", lexicon));
    const after = before ? undefined : phraseAt(list, at, field("after", lexicon));
    const phrase = before ?? after;
    if (
      !phrase ||
      /^\d/u.test(list[at + phrase.length] ?? "") ||
      lexicon.months.has(list[at + phrase.length] ?? "") ||
      list.slice(at + phrase.length, at + phrase.length + 3).some((word) => ordinalWord.test(word))
    )
      continue;
    const left = termSet(list.slice(0, at).join(" "), lexicon.language);
    const right = termSet(restAfter(text, at + phrase.length), lexicon.language);
    if (left.length > 0 && right.length > 0) return before ? { before: left, after: right } : { before: right, after: left };
  }
  return undefined;
};
