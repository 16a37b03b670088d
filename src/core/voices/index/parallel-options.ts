import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { isName } from "./enumeration.ts";
import { offersCandidates } from "./listed-options.ts";
import { type OptionDraft, optionDraft } from "./option-names.ts";
import type { Piece, Span } from "./pieces.ts";
import { quantitiesIn } from "./quantities.ts";

/** Most candidates, most words of a name, and most sentences about one of them before the next is named. */
const MOST = 8;
const MAX_WORDS = 4;
const BETWEEN = 3;

type Stated = {
  readonly span: Part;
  readonly name: string;
  readonly dims: ReadonlySet<string>;
  readonly marked: boolean;
  /** Numbered, before a colon, or behind an article where a sentence opens; any other name must be one wherever it stands. */
  readonly sure: boolean;
  readonly at: number;
};

const article = "(?:the|der|die|das|le|la|les|l['’]|el|los|las)";
const verb =
  "(?:is|are|costs?|takes?|offers?|has|have|does|do|comes?|charges?|asks?|wants?|needs?|quotes?|quoted|would|can|could|gives?|runs?|sent|draws?|weighs?|holds?|seats?|sleeps|uses?|lasts?|measures?|opens?|holds?|starts?|kostet|kosten|hat|haben|ist|sind|liegt|bietet|bieten|verlangt|verlangen|braucht|brauchen|nimmt|nehmen|dauert|macht|will|wollen|fasst|wiegt|zieht|schafft|bringt|gibt|hält|läuft|wäre|cuestan?|tienen?|ofrecen?|piden?|es|son|tarda|cabe|caben|pesa|coûtent|coûte|coute|est|sont|propose|demande|offre|prend|fait|pèse|tient)";
const numbered =
  /^(?:option|choice|variante?|opcion|solution|number|nummer) (?:[a-h1-9]|one|two|three|four|five|eins|zwei|drei|uno|dos|tres|un|deux|trois)\b,? (?:is |ist |es |est |would be |ware )?(?:the |das |die |der |la |le |el )?(.{2,50}?)(?=,? (?:at|for|zu|fur|pour|\d|is|costs?|ist|kostet)\b|,|$)/u;
const colon = new RegExp(`^(?:${article}\\s+)?([^:.!?]{2,40}):\\s`, "iu");
const subject = new RegExp(`^(${article}\\s+)?((?:[\\p{L}\\p{N}&'’.-]+\\s){1,${MAX_WORDS}}?)${verb}(?!\\p{L})`, "iu");
/** A name in capitals and figures before a small word; not in German, where every noun is in capitals. */
const proper = /^((?:\p{Lu}[\p{L}'’.-]*|\d{1,4})(?:\s(?:\p{Lu}[\p{L}'’.-]*|\d{1,4}|&)){0,3})\s(\p{Ll}{2,})/u;
/** "…, Backtal E kostet …": where a clause may open that is about another candidate. */
const clause = new RegExp(`(?:[,;]|\\s(?:and|und|et|y|while|whereas|während))\\s+(?=(?:${article}\\s)?\\p{Lu})`, "gu");

/**
 * Candidates of a page whose question names none and that lists none: the subjects of sentences that follow one another and each state
 * an amount of one kind ("The Lumen 4 is 620 EUR … The Brightbox is 540 EUR …", "Meyer: 14,200 EUR. Okafor: 13,100 EUR."). They must be numbered
 * as options, or be offered or counted by the sentence before them, stand right beside the question, or be names on a page with one question for one of several. Empty when there are none.
 */
export const parallelOptions = (pieces: readonly Piece[], asks: (span: Span) => boolean, lexicon: Lexicon): OptionDraft[] => {
  const spans = pieces
    .filter(
      (piece) =>
        piece.aside === undefined &&
        (piece.block.kind === "paragraph" || piece.block.kind === "quote") &&
        ["context", "data", "options", "objective"].includes(piece.role),
    )
    .flatMap((piece) => piece.spans.filter((span) => span.aside === undefined).flatMap((span, i) => clausesOf(span, i === 0)))
    .slice(0, 300);
  const whole = pieces.map((piece) => piece.block.text).join(" ");
  const stated = spans.map((span, at) => {
    const found = statedBy(span, at, lexicon);
    return found === undefined || found.sure || isName(found.name, whole) ? found : undefined;
  });
  const asking = spans.filter(asks).length;
  for (let from = 0; from < spans.length; from++) {
    const run = runFrom(from, stated);
    if (run.length < 2 || run.length > MOST) continue;
    const last = run[run.length - 1] as Stated;
    const before = spans[from - 1];
    const beside = [before, spans[last.at + 1]].some((span) => span !== undefined && asks(span));
    const offered = before !== undefined && offersCandidates(before.text, run.length, lexicon);
    const sole = asking === 1 && run.every((one) => !one.marked && isName(one.name, whole));
    if (!(run.every((one) => one.marked) || offered || beside || sole)) continue;
    const drafts = run.flatMap((one) => optionDraft(one.name, one.span.place) ?? []);
    if (drafts.length === run.length) return drafts;
  }
  return [];
};

/** A part of a sentence that may be about one candidate; `opens` where it opens its paragraph, `inner` where it opens no sentence. */
type Part = Span & { readonly opens: boolean; readonly inner: boolean };

const clausesOf = (span: Span, opens: boolean): readonly Part[] => {
  if (/\?["”»)]*$/u.test(span.text)) return [{ ...span, opens, inner: false }];
  const cuts = [...span.text.matchAll(clause)];
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  return starts.map((start, i) => ({
    text: span.text.slice(start, cuts[i]?.index),
    place: span.place,
    opens: opens && i === 0,
    inner: i > 0,
  }));
};

/** Sentences from one on that each name another subject and share a kind of amount, with at most a few about the same one between them. */
const runFrom = (from: number, stated: readonly (Stated | undefined)[]): readonly Stated[] => {
  const first = stated[from];
  if (first === undefined) return [];
  const run = [first];
  for (let at = from + 1; at < stated.length && at - (run[run.length - 1] as Stated).at <= 3 * BETWEEN; at++) {
    const next = stated[at];
    // A paragraph for each may say more between two of them.
    const far = at - (run[run.length - 1] as Stated).at > BETWEEN;
    if (far && !(next?.span.opens && first.span.opens)) continue;
    if (next === undefined || run.some((one) => fold(one.name) === fold(next.name))) continue;
    if (next.marked !== first.marked || ![...next.dims].some((dim) => first.dims.has(dim))) continue;
    run.push(next);
  }
  return run;
};

const statedBy = (span: Part, at: number, lexicon: Lexicon): Stated | undefined => {
  const dims = new Set(
    quantitiesIn(span.text, lexicon.language)
      .map((one) => one.dim)
      .filter((dim) => dim !== "number"),
  );
  if (dims.size === 0 || /\?["”»)]*$/u.test(span.text)) return undefined;
  const plain = fold(span.text).length === span.text.length ? fold(span.text) : span.text.toLowerCase();
  const option = numbered.exec(plain);
  if (option?.[1] !== undefined) {
    const end = option.index + option[0].length;
    return { span, name: span.text.slice(end - option[1].length, end), dims, marked: true, sure: true, at };
  }
  const labelled = colon.exec(span.text)?.[1];
  const name = labelled ?? named(span.text, span.inner, lexicon);
  if (name === undefined || !fits(name, lexicon)) return undefined;
  return { span, name: name.trim(), dims, marked: false, sure: labelled !== undefined || (!span.inner && subject.test(span.text)), at };
};

/** The subject before a verb of offering: behind an article, or a name with a capital or digit beyond its first letter's. */
const named = (text: string, inner: boolean, lexicon: Lexicon): string | undefined => {
  const match = subject.exec(text);
  const name = match?.[2]?.trim();
  const own = lexicon.language === "de" ? undefined : properIn(text, lexicon);
  if (match === null || name === undefined || (own !== undefined && own.length > name.length)) return own;
  const first = words(name)[0] ?? "";
  if (lexicon.stopWords.has(first) || lexicon.numberWords.has(first)) return undefined;
  return (match[1] !== undefined && !inner) || /^\p{Lu}[\p{L}'’&.-]*(?:\s[\p{Lu}\d&]\S*)*$/u.test(name) ? name : undefined;
};

const properIn = (text: string, lexicon: Lexicon): string | undefined => {
  const [, name, next] = proper.exec(text) ?? [];
  const first = words(name ?? "")[0] ?? "";
  const small = fold(next ?? "");
  return name === undefined ||
    lexicon.stopWords.has(first) ||
    lexicon.numberWords.has(first) ||
    lexicon.prepositions.has(small) ||
    lexicon.and.has(small) ||
    lexicon.or.has(small)
    ? undefined
    : name;
};

/** Short, with a letter, and no word that opens a clause, a bound or a label of the page. */
const fits = (name: string, lexicon: Lexicon): boolean => {
  const list = words(name);
  return (
    list.length > 0 &&
    list.length <= MAX_WORDS &&
    /\p{L}{2,}/u.test(name) &&
    !lexicon.stopWords.has(list[0] as string) &&
    !list.some((word) =>
      /^(?:must|should|will|would|can|may|shall|has|have|had|is|are|muss|soll|kann|darf|wird|hat|ist|doit|peut|debe|puede)$/u.test(word),
    ) &&
    !/^(?:price|cost|budget|limit|deadline|total|note|update|summary|weights?|preis|kosten|frist|summe|hinweis|nachtrag|prix|total|precio|nota|each|every|all|both|option|min|max|at|no)$/u.test(
      list[0] as string,
    )
  );
};
