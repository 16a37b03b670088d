import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { offersCandidates } from "./listed-options.ts";
import { type OptionDraft, optionDraft } from "./option-names.ts";
import type { Piece, Span } from "./pieces.ts";
import { quantitiesIn } from "./quantities.ts";

/** Most candidates, most words of a name, and most sentences about one of them before the next is named. */
const MOST = 8;
const MAX_WORDS = 4;
const BETWEEN = 3;

type Stated = {
  readonly span: Span;
  readonly name: string;
  readonly dims: ReadonlySet<string>;
  readonly marked: boolean;
  readonly at: number;
};

const article = "(?:the|der|die|das|le|la|les|l['’]|el|los|las)";
const verb =
  "(?:is|are|costs?|takes?|offers?|has|have|does|comes|charges|asks|wants|needs|quotes?|quoted|would|can|could|gives|runs|kostet|hat|ist|liegt|bietet|verlangt|braucht|nimmt|dauert|macht|cuesta|tiene|ofrece|pide|es|tarda|coute|est|propose|demande|offre|prend|fait)";
const numbered =
  /^(?:option|choice|variante?|opcion|solution|number|nummer) (?:[a-h1-9]|one|two|three|four|five|eins|zwei|drei|uno|dos|tres|un|deux|trois)\b,? (?:is |ist |es |est |would be |ware )?(?:the |das |die |der |la |le |el )?(.{2,50}?)(?=,? (?:at|for|zu|fur|pour|\d|is|costs?|ist|kostet)\b|,|$)/u;
const colon = new RegExp(`^(?:${article}\\s+)?([^:.!?]{2,40}):\\s`, "iu");
const subject = new RegExp(`^(${article}\\s+)?((?:[\\p{L}\\p{N}&'’.-]+\\s){1,${MAX_WORDS}})${verb}\\b`, "iu");

/**
 * Candidates of a page whose question names none and that lists none: the subjects of sentences that follow one another and each state
 * an amount of one kind ("The Lumen 4 is 620 EUR … The Brightbox is 540 EUR …", "Meyer: 14,200 EUR. Okafor: 13,100 EUR."). They must be numbered
 * as options, or be offered or counted by the sentence before them, or stand right beside the question. Empty when there are none.
 */
export const parallelOptions = (pieces: readonly Piece[], asks: (span: Span) => boolean, lexicon: Lexicon): OptionDraft[] => {
  const spans = pieces
    .filter(
      (piece) =>
        piece.aside === undefined && piece.block.kind === "paragraph" && ["context", "data", "options", "objective"].includes(piece.role),
    )
    .flatMap((piece) => piece.spans)
    .filter((span) => span.aside === undefined)
    .slice(0, 200);
  const stated = spans.map((span, at) => statedBy(span, at, lexicon));
  for (let from = 0; from < spans.length; from++) {
    const run = runFrom(from, stated);
    if (run.length < 2 || run.length > MOST) continue;
    const last = run[run.length - 1] as Stated;
    const before = spans[from - 1];
    const beside = [before, spans[last.at + 1]].some((span) => span !== undefined && asks(span));
    const offered = before !== undefined && offersCandidates(before.text, run.length, lexicon);
    if (!(run.every((one) => one.marked) || offered || beside)) continue;
    const drafts = run.flatMap((one) => optionDraft(one.name, one.span.place) ?? []);
    if (drafts.length === run.length) return drafts;
  }
  return [];
};

/** Sentences from one on that each name another subject and share a kind of amount, with at most a few about the same one between them. */
const runFrom = (from: number, stated: readonly (Stated | undefined)[]): readonly Stated[] => {
  const first = stated[from];
  if (first === undefined) return [];
  const run = [first];
  for (let at = from + 1; at < stated.length && at - (run[run.length - 1] as Stated).at <= BETWEEN; at++) {
    const next = stated[at];
    if (next === undefined || run.some((one) => fold(one.name) === fold(next.name))) continue;
    if (next.marked !== first.marked || ![...next.dims].some((dim) => first.dims.has(dim))) continue;
    run.push(next);
  }
  return run;
};

const statedBy = (span: Span, at: number, lexicon: Lexicon): Stated | undefined => {
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
    return { span, name: span.text.slice(end - option[1].length, end), dims, marked: true, at };
  }
  const name = colon.exec(span.text)?.[1] ?? named(span.text, lexicon);
  return name === undefined || !fits(name, lexicon) ? undefined : { span, name: name.trim(), dims, marked: false, at };
};

/** The subject before a verb of offering: behind an article, or a name with a capital or digit beyond its first letter's. */
const named = (text: string, lexicon: Lexicon): string | undefined => {
  const match = subject.exec(text);
  const name = match?.[2]?.trim();
  if (match === null || name === undefined) return undefined;
  const first = words(name)[0] ?? "";
  if (lexicon.stopWords.has(first) || lexicon.numberWords.has(first)) return undefined;
  return match[1] !== undefined || /^\p{Lu}[\p{L}'’&.-]*(?:\s[\p{Lu}\d]\S*)*$/u.test(name) ? name : undefined;
};

/** Short, with a letter, and no word that opens a clause, a bound or a label of the page. */
const fits = (name: string, lexicon: Lexicon): boolean => {
  const list = words(name);
  return (
    list.length > 0 &&
    list.length <= MAX_WORDS &&
    /\p{L}{2,}/u.test(name) &&
    !lexicon.stopWords.has(list[0] as string) &&
    !/^(?:price|cost|budget|limit|deadline|total|note|update|summary|weights?|preis|kosten|frist|summe|hinweis|nachtrag|prix|total|precio|nota|each|every|all|both|option|min|max|at|no)$/u.test(
      list[0] as string,
    )
  );
};
