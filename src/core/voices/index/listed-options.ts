import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Place } from "../types.ts";
import { boundOf } from "./limit-bounds.ts";
import { leadingName, type OptionDraft, optionDraft } from "./option-names.ts";
import { namesAct } from "./option-shape.ts";
import type { Piece } from "./pieces.ts";
import { quantitiesIn } from "./quantities.ts";
import type { RawTable } from "./raw-table.ts";
import { headingRole, leadRole } from "./roles.ts";
import { termsOf } from "./terms.ts";

/** Fewest and most options of a list, and most words of a name. */
const LEAST = 2;
const MOST = 12;
const MAX_WORDS = 8;

/** Options that stand as blocks of their own, and which piece (by index) belongs to which of them. */
export type ListedOptions = { readonly drafts: readonly OptionDraft[]; readonly owned: ReadonlyMap<number, number> };

/** Blocks of one kind that follow one another: a list, or paragraphs that each open with a marked name. */
type Run = { readonly at: readonly number[]; readonly names: readonly string[] };

/**
 * Options of a page whose question names none: the items of a list, or paragraphs that each open with a name in bold or italics,
 * which what stands around them marks as the candidates. Two signs at least: the list follows a question for one of several under the same
 * heading; its lead-in offers candidates or counts them; the names come back in the text or label the rows of a table; the items state
 * amounts of one kind. Bounds, tasks and questions are no candidates. The run with most signs, of equal ones the first.
 */
export const listedOptions = (
  pieces: readonly Piece[],
  tables: readonly RawTable[],
  asks: (piece: Piece) => boolean,
  noun: string | undefined,
  lexicon: Lexicon,
): ListedOptions | undefined => {
  const scored = [...runsOf(pieces, lexicon), ...headingRuns(pieces, lexicon)].map((run) => ({
    run,
    signs: signsOf(run, pieces, tables, asks, noun, lexicon),
  }));
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (winner, each) => (each.signs >= 2 && (winner === undefined || each.signs > winner.signs) ? each : winner),
    undefined,
  );
  if (best === undefined) return undefined;
  const drafts = best.run.names.flatMap((name, i) => optionDraft(name, placeOf(pieces[best.run.at[i] as number] as Piece)) ?? []);
  return drafts.length === best.run.names.length ? { drafts, owned: ownersOf(best.run, pieces) } : undefined;
};

const placeOf = ({ file, block }: Piece): Place => ({ file, line: block.line, endLine: block.line });

/** An item and what is indented below it, a paragraph and what follows it up to the next name or heading. */
const ownersOf = ({ at }: Run, pieces: readonly Piece[]): ReadonlyMap<number, number> => {
  const owned = new Map<number, number>();
  at.forEach((start, option) => {
    owned.set(start, option);
    const { kind, level } = (pieces[start] as Piece).block;
    const last = kind === "heading" ? pieces.length : start + 1;
    for (let i = start + 1; i < (at[option + 1] ?? last) && i < pieces.length; i++) {
      const { block } = pieces[i] as Piece;
      if (
        (block.kind === "heading" && (kind !== "heading" || block.level <= level)) ||
        (kind === "item" && !(block.kind === "item" && block.level > level))
      )
        break;
      owned.set(i, option);
    }
  });
  return owned;
};

const closed: ReadonlySet<string> = new Set(["constraints", "criteria", "questions", "files", "risks"]);

const runsOf = (pieces: readonly Piece[], lexicon: Lexicon): readonly Run[] => {
  const runs: Run[] = [];
  let at: number[] = [];
  const close = (): void => {
    const run = runOf(at, pieces, lexicon);
    if (run !== undefined) runs.push(run);
    at = [];
  };
  pieces.forEach((piece, i) => {
    const last = pieces[at[at.length - 1] ?? -1];
    const kind = opens(piece) ? piece.block.kind : undefined;
    const follows =
      last !== undefined &&
      kind === last.block.kind &&
      piece.section === last.section &&
      piece.lead === last.lead &&
      (kind === "item" ? piece.block.level <= (pieces[at[0] as number] as Piece).block.level : true);
    const inner = last?.block.kind === "item" && piece.block.kind === "item" && piece.block.level > last.block.level;
    if (inner) return;
    if (!follows) close();
    if (kind !== undefined) at.push(i);
  });
  close();
  return runs;
};

/** Whether a piece may open the text of one candidate. */
const opens = (piece: Piece): boolean =>
  piece.aside === undefined &&
  !closed.has(piece.role) &&
  piece.spans[0] !== undefined &&
  piece.spans.every((span) => span.aside === undefined) &&
  (piece.block.kind === "item" ? piece.block.marker !== "" : piece.block.kind === "paragraph" && marked.test(piece.block.raw));

/** "**Brightbarn** runs four clubs", "2.1 *Own crew.* Two posts". */
const marked =
  /^(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?\s+)?(?:\*\*|__|\*|_)(?=[\p{L}\p{N}])([^*_]{1,80})(?:\*\*|__|\*|_)(?=\s|$|[.,:])/u;

/**
 * Headings of one level that follow one another, each over text of its own and each the name of something: no role, no question, no clause ("What
 * we decided").
 */
const headingRuns = (pieces: readonly Piece[], lexicon: Lexicon): readonly Run[] => {
  const runs: Run[] = [];
  let at: number[] = [];
  const close = (): void => {
    const run = at.length < LEAST ? undefined : runOf(at, pieces, lexicon);
    if (run !== undefined) runs.push(run);
    at = [];
  };
  pieces.forEach((piece, i) => {
    if (piece.block.kind !== "heading") return;
    const first = pieces[at[0] ?? -1];
    const next = pieces[i + 1];
    if (first !== undefined && piece.block.level > first.block.level) return;
    if (first !== undefined && (piece.block.level < first.block.level || piece.section !== first.section)) close();
    const names = isHead(piece, lexicon) && next !== undefined && next.block.kind !== "heading";
    if (names) at.push(i);
    else close();
  });
  close();
  return runs;
};

const isHead = ({ aside, role, stated, block }: Piece, lexicon: Lexicon): boolean => {
  const list = words(block.text);
  return (
    aside === undefined &&
    !stated &&
    !closed.has(role) &&
    block.level > 1 &&
    list.length <= MAX_WORDS &&
    !/^(?:what|how|why|where|who|when|our|my|was|wie|warum|wo|wer|wann|unser\p{L}*|ce|comment|notre|que|como|nuestr\p{L}*)$/u.test(
      list[0] ?? "what",
    ) &&
    !/\s(?:we|i|wir|ich|nous|on|is|are|ist|sind)\s/u.test(` ${list.join(" ")} `) &&
    headingRole(block.text, false) === undefined &&
    (lexicon.articles.has(list[0] as string) || !lexicon.stopWords.has(list[0] as string))
  );
};

const runOf = (at: readonly number[], pieces: readonly Piece[], lexicon: Lexicon): Run | undefined => {
  if (at.length < LEAST || at.length > MOST) return undefined;
  const names = at.map((i) => nameOf(pieces[i] as Piece));
  const fine = names.every((name, n) => {
    const { text } = (pieces[at[n] as number] as Piece).block;
    const list = words(name);
    return (
      list.length > 0 &&
      list.length <= MAX_WORDS &&
      /\p{L}/u.test(name) &&
      !/[?]\s*$/u.test(text) &&
      boundOf(text.slice(0, name.length), lexicon) === undefined &&
      !bounding.test(name)
    );
  });
  const bounds = at.filter((i) => boundOf((pieces[i] as Piece).block.text, lexicon) !== undefined).length;
  return fine && bounds * 2 < at.length + 1 && new Set(names.map(fold)).size === names.length ? { at, names } : undefined;
};

const bounding =
  /^(?:at (?:most|least)|no (?:more|less|later|fewer)|not? \p{Ll}|max\b|min\b|under \d|over \d|within \d|by \d|höchstens|mindestens|maximal|au (?:plus|moins|maximum)|al menos|como (?:máximo|mínimo)|must\b|muss\b|kein\p{L}*\b)/iu;

/** The marked opening, else what stands before a colon, dash, bracket or sentence end, else before a comma that a figure follows. */
const nameOf = ({ block }: Piece): string => {
  const bold = marked.exec(block.raw)?.[1];
  if (bold !== undefined) return bold.replace(/[\s.:,–—-]+$/u, "");
  const name = leadingName(block.text, block.raw);
  const comma = /^([^,]{1,60}),\s[^,]*\d/u.exec(name)?.[1];
  return comma !== undefined && words(comma).length <= 5 ? comma : name;
};

const offering =
  /\b(?:three|two|four|five|both|zwei|drei|vier|funf|deux|trois|quatre|dos|tres|cuatro|moglich|auswahl|tested|tried|trial|compared|discussed|possibilit\w+|following|folgende\w*|suivant\w*|siguientes?|options?|choices?|candidates?|offers?|quotes?|bids?|tenders?|applied|getestet|probiert|verglichen|angebot\w*|propositions?|devis|offres?|essaye\w*|compare\w*|presupuestos?|ofertas?|opciones|prueba|probado|comparad\w+)\b/u;

const signsOf = (
  run: Run,
  pieces: readonly Piece[],
  tables: readonly RawTable[],
  asks: (piece: Piece) => boolean,
  noun: string | undefined,
  lexicon: Lexicon,
): number => {
  const first = run.at[0] as number;
  return [
    followsQuestion(first, pieces, asks),
    answersRight(first, pieces, asks) && !run.names.some((name) => /^\p{Ll}/u.test(name) && namesAct(name, lexicon)),
    isOffered(first, run, pieces, noun, lexicon),
    isNamedElsewhere(run, pieces, tables),
    statesAlike(run, pieces, lexicon),
  ].filter(Boolean).length;
};

/** The question stands before it under the same heading, is that heading, or opens a page without headings. */
const followsQuestion = (first: number, pieces: readonly Piece[], asks: (piece: Piece) => boolean): boolean => {
  const { section } = pieces[first] as Piece;
  return pieces.slice(0, first).some((piece, i) => asks(piece) && (piece.section === section || i === section));
};

/** The question is the very sentence, or the heading, right above the list. */
const answersRight = (first: number, pieces: readonly Piece[], asks: (piece: Piece) => boolean): boolean => {
  const [before, own] = [pieces[first - 1], pieces[first]];
  if (before === undefined || own === undefined || own.lead !== "" || !asks(before)) return false;
  return (before.spans.at(-1)?.text ?? before.block.text).endsWith("?");
};

/** The sentence right before it, or its heading, offers candidates, counts as many as there are, or is about what the question asks for. */
const isOffered = (first: number, run: Run, pieces: readonly Piece[], noun: string | undefined, lexicon: Lexicon): boolean => {
  const before = pieces[first - 1];
  const heading = pieces[(pieces[first] as Piece).section];
  return [before?.block.kind === "heading" ? undefined : before?.spans.at(-1)?.text, heading?.block.text].some(
    (text) =>
      text !== undefined &&
      (offersCandidates(text, run.names.length, lexicon) ||
        (noun !== undefined && words(text).length <= 6 && !text.endsWith("?") && termsOf(text, lexicon.language).includes(noun))),
  );
};

/** Whether a sentence or heading offers candidates, or counts as many as there are ("I looked at three.", "Hemos recibido tres presupuestos:"). */
export const offersCandidates = (text: string, count: number, lexicon: Lexicon): boolean => {
  const list = words(text);
  const counted = list.some((word) => (lexicon.numberWords.get(word) ?? Number(word)) === count);
  const role = leadRole(text);
  return (role === undefined || role === "options" || role === "context") && (counted || offering.test(fold(text)) || role === "options");
};

/** At least two names label rows or columns of a table, or all come back elsewhere in the text. */
const isNamedElsewhere = (run: Run, pieces: readonly Piece[], tables: readonly RawTable[]): boolean => {
  const names = run.names.map((name) => words(name).join(" "));
  const cells = new Set(
    tables.flatMap((table) => [
      ...table.header.map((cell) => words(cell.text).join(" ")),
      ...table.rows.slice(0, 400).flatMap((row) => row.cells.slice(0, 12).map((cell) => words(cell.text).join(" "))),
    ]),
  );
  if (names.filter((name) => cells.has(name)).length >= 2) return true;
  const own = new Set(run.at);
  const prose = ` ${pieces.flatMap((piece, i) => (own.has(i) || piece.role === "files" ? [] : [words(piece.block.text).join(" ")])).join(" ")} `;
  return names.filter((name) => prose.includes(` ${name} `)).length === names.length;
};

/** All but one at most state an amount of one kind. */
const statesAlike = (run: Run, pieces: readonly Piece[], lexicon: Lexicon): boolean => {
  const kinds = run.at.map((i) => new Set(quantitiesIn(bodyOf(i, pieces), lexicon.language).map((one) => one.dim)));
  const all = [...new Set(kinds.flatMap((kind) => [...kind]))].filter((dim) => dim !== "number");
  return all.some((dim) => kinds.filter((kind) => kind.has(dim)).length >= Math.max(2, kinds.length - 1));
};

/** The text of a block; of a heading, what stands under it. */
const bodyOf = (at: number, pieces: readonly Piece[]): string => {
  const { kind, text } = (pieces[at] as Piece).block;
  if (kind !== "heading") return text;
  const end = pieces.findIndex((piece, i) => i > at && piece.block.kind === "heading");
  return pieces
    .slice(at + 1, end < 0 ? undefined : end)
    .map((piece) => piece.block.text)
    .join(" ");
};
