import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { hasPhrase, indexOf, phraseAt } from "../lang/match.ts";
import type { Limit, Place, Quantity } from "../types.ts";
import { isHypothesis } from "./hypotheses.ts";
import { boundOf, impliedBound } from "./limit-bounds.ts";
import type { Piece, Span } from "./pieces.ts";
import type { RawTable } from "./raw-table.ts";
import { stem, termSet } from "./terms.ts";
import { periodOf } from "./units.ts";

/** Most limits of a briefing. */
const MAX_LIMITS = 24;

type Draft = { readonly text: string; readonly place: Place };

/**
 * The conditions an option must keep, in reading order: every item, table row and demanding sentence of a constraints section,
 * and outside it the sentences that demand something of the decision ("We cannot spend more than …"). Never a guess, never a
 * statement about one option (`names` tells), never a rule for the debate.
 */
export const findLimits = (
  pieces: readonly Piece[],
  tables: ReadonlyMap<Piece, RawTable>,
  names: (text: string) => readonly number[],
  lexicon: Lexicon,
): Limit[] => {
  const drafts = pieces.flatMap((piece): Draft[] => {
    if (piece.aside !== undefined || piece.block.kind === "heading") return [];
    if (piece.role === "constraints" || namesLimits(tables.get(piece))) return inSection(piece, tables.get(piece), names, lexicon);
    if (["files", "questions", "options", "risks"].includes(piece.role)) return [];
    const wanted = (text: string): boolean => demands(text, lexicon) || (isSuccess(piece) && boundOf(text, lexicon) !== undefined);
    return piece.spans
      .filter((span) => span.aside === undefined && wanted(span.text) && names(span.text).length === 0)
      .map((span) => ({ text: span.text, place: span.place }));
  });
  return drafts
    .slice(0, MAX_LIMITS)
    .flatMap((draft) => clausesOf(draft, lexicon))
    .slice(0, MAX_LIMITS)
    .map((draft, id) => limitOf(id, draft, lexicon));
};

/** An item under "Success criteria" that states a bound must be kept; other criteria are wishes. */
const isSuccess = (piece: Piece): boolean =>
  piece.role === "criteria" &&
  piece.block.kind === "item" &&
  /\b(?:success|acceptance|erfolgs?\w*|succes|exito)\b/u.test(fold(piece.path.at(-1) ?? ""));

/** "…, and the bill must not vary by more than 20 %": clauses that each bound something are limits of their own. */
const clausesOf = (draft: Draft, lexicon: Lexicon): Draft[] => {
  const parts = draft.text.split(/;\s+|,\s+(?:and|but|und|aber|et|mais|y|pero)\s+/u);
  return parts.length > 1 && parts.every((part) => boundOf(part, lexicon) !== undefined)
    ? parts.map((text) => ({ text, place: draft.place }))
    : [draft];
};

const limitHead =
  /^(?:limit|constraint|requirement|hard limit|must|vorgabe|anforderung|grenze|bedingung|contrainte|exigence|requisito|restriccion|limite)s?$/u;

/** A table with a column "Limit" holds limits wherever it stands. */
const namesLimits = (table: RawTable | undefined): boolean => table?.header.some((cell) => limitHead.test(fold(cell.text))) === true;

const inSection = (piece: Piece, table: RawTable | undefined, names: (text: string) => readonly number[], lexicon: Lexicon): Draft[] => {
  if (table) return listsOptions(table, names) ? [] : tableLimits(table);
  const spans = piece.spans.filter((span) => span.aside === undefined);
  if (piece.block.kind === "item" && piece.block.marker !== "") return itemLimit(spans, lexicon);
  return spans
    .filter((span) => binding(span.text, lexicon) || lettered.test(span.text))
    .map((span) => ({ text: span.text, place: span.place }));
};

const lettered = /^\([a-z0-9]{1,2}\)\s/u;

/** One item is one limit, unless it only reports ("We have five engineers") or its sentences each demand something with a number. */
const itemLimit = (spans: readonly Span[], lexicon: Lexicon): Draft[] => {
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

const tableLimits = (table: RawTable): Draft[] => {
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

/** Demands that bind whatever their subject, and those that bind only us or the solution. */
const strong =
  /\b(?:must|must not|mustn't|may not|shall not|is not allowed|not allowed|may be spent|(?:cannot|can't|can not) (?:spend|pay|afford|wait|exceed|take|accept|allow|have|go|cost|last|be|close|lose|stop|interrupt)|(?:we|i) (?:cannot|can't|can not) (?:\p{L}+ ){1,4}(?:more|less|fewer|longer) than|muss|mussen|darf|durfen|doit|doivent|ne peut pas|debe|deben|no puede|no pueden)\b/u;
const weak =
  /\b(?:has to|have to|needs? to|will not|won't|do not want|don't want|will accept|not accept|limit|maximum|ceiling|no more than|not more than|at most|wollen nicht|grenze|hochstens|au plus|como maximo)\b/u;
const decider =
  /\b(?:we|i|us|our|any|whatever|whichever|solution|budget|limit|option|system|choice|winner|spend|wir|losung|budget|grenze|nous|solution|nosotros|solucion|presupuesto)\b/u;
const conditional = /^(?:if|when|once|should|unless|wenn|falls|sobald|si|quand|cuando)\b/u;
const aboutDeciding =
  /\b(?:decide|decided|decision|vote|answer|recommendation|agree on|choose|chosen by|entscheiden|entscheidung|abstimmen|decider|decidir)\b/u;
const past = /\b(?:had to|was|were|used to|did|took|went|began|said|told|thought|musste|mussten|war|waren|fallait|tuvo)\b/u;
const budget =
  /^(?:the |our |my |total |unser |das |le |el )*(?:\p{L}+ )?(?:budget|presupuesto|kostenrahmen) (?:is|of|betragt|liegt bei|est de|es de|:)/u;

/** A demand on the decision, outside a constraints section. Descriptions ("it holds at most 60 people") and reports are none. */
const demands = (text: string, lexicon: Lexicon): boolean => {
  const folded = fold(text);
  if (text.length > 400 || text.endsWith("?") || !(strong.test(folded) || weak.test(folded) || budget.test(folded))) return false;
  if (aboutDeciding.test(folded) || isHypothesis(text, lexicon)) return false;
  if (budget.test(folded) && words(text).length <= 14) return impliedBound(text, lexicon) !== undefined;
  const bound = boundOf(text, lexicon);
  if (!bound)
    return (
      /\b(?:must|muss|mussen|doit|doivent|debe|deben|darf nicht|darf kein\w*)\b/u.test(folded) && ours.test(folded) && !past.test(folded)
    );
  if (conditional.test(folded) && !/\b(?:must|muss|doit|debe)\b/u.test(folded)) return false;
  const reported = past.test(folded.slice(0, Math.max(20, bound.start))) && !/\b(?:limit|maximum|ceiling|grenze)\b/u.test(folded);
  return !reported && (strong.test(folded) || (weak.test(folded) && decider.test(folded)));
};

const ours = new RegExp(`${decider.source}|\\b(?:it|new|timetable|tool|es|neue)\\b`, "u");

const limitOf = (id: number, draft: Draft, lexicon: Lexicon): Limit => {
  const text = draft.text.replace(lettered, "").replace(/[.;]$/u, "");
  const quantity = perSubject(text, boundOf(text, lexicon) ?? impliedBound(text, lexicon), lexicon);
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
    terms: termSet(quantity ? text.slice(0, quantity.start) + text.slice(quantity.end) : text, lexicon.language),
    ...(quantity ? { quantity } : {}),
    ...(forbids && !order ? { forbids } : {}),
    changeOnly: hasPhrase(words(text), field("changeOnly", lexicon)),
    ...(order ? { order } : {}),
    ...(definite && definite.length > 0 ? { definite } : {}),
  };
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
  /^(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twentieth|end|start|beginning|summer|winter|spring|autumn|year|month|week|christmas|ende|anfang|sommer|herbst|fruhjahr)$/u;

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
