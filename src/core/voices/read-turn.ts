import { fold } from "../kernel/text.ts";
import { linesAt, verifyNumerals } from "./argue/known-numbers.ts";
import { namedIn } from "./argue/naming.ts";
import { numeralsIn, readings } from "./argue/numbers.ts";
import { polarityOf } from "./argue/polarity.ts";
import { contentTerms, overlap } from "./argue/words.ts";
import { plain, squeeze } from "./index/markup.ts";
import { sentenceSpans } from "./index/sentences.ts";
import { termSet } from "./index/terms.ts";
import { lexiconOf } from "./lang/lexicons.ts";
import type { Claim, Evidence, Place, SpokenTurn, TurnReading } from "./types.ts";

/** Most characters of a turn that are read. */
const MAX_TURN = 40_000;

/**
 * Reads a turn back from its text, whoever spoke it: per sentence the options, the stance, and every quotation, place and number
 * checked against the sources (quotations also against earlier turns). Never throws; linear in the turn but for capped arithmetic.
 */
export const readTurn = (turn: SpokenTurn, evidence: Evidence, earlier: readonly SpokenTurn[]): TurnReading => {
  const read = readAlone(turn.text, evidence);
  const claims = read.claims.map((claim) => (claim.verdict === "misquoted" ? againstTurns(claim, earlier, evidence) : claim));
  return {
    ordinal: turn.ordinal,
    seat: turn.seat,
    claims,
    ...(read.position === undefined ? {} : { position: read.position }),
    ...(read.withdrawn ? { withdrawn: true as const } : {}),
  };
};

type Alone = { readonly claims: readonly Claim[]; readonly position: number | undefined; readonly withdrawn: boolean };
const read = new WeakMap<Evidence, Map<string, Alone>>();

/** A text read against the sources alone; once per evidence and text. */
const readAlone = (whole: string, evidence: Evidence): Alone => {
  const known = read.get(evidence) ?? new Map<string, Alone>();
  read.set(evidence, known);
  const found = known.get(whole);
  if (found) return found;
  const text = whole.slice(0, MAX_TURN).replace(/\[\[[\s\S]{0,2000}?\]\]/g, " ");
  const spans = sentenceSpans(text, lexiconOf(evidence.language));
  const sentences = joinPlaces(spans.map(([start, end]) => text.slice(start, end)));
  const claims = sentences.filter((sentence) => sentence.trim().toUpperCase() !== "PASS").map((sentence) => readClaim(sentence, evidence));
  const position = positionIn(sentences, evidence);
  const built = { claims, position, withdrawn: position === undefined && sentences.some((sentence) => WITHDRAWN.test(fold(sentence))) };
  known.set(whole, built);
  return built;
};

/** Looks for quotations that stand in no source in the turns before. */
const againstTurns = (claim: Claim, earlier: readonly SpokenTurn[], evidence: Evidence): Claim => {
  const quotes = claim.quotes.map((quote) => {
    const needle = levelled(quote.text);
    const said = quote.found ? undefined : earlier.find((turn) => levelledTurn(turn.text, evidence).includes(needle));
    return said === undefined ? quote : { text: quote.text, found: true, turn: said.ordinal };
  });
  return { ...claim, quotes, verdict: verdictOf(quotes, claim.numbers, claim.places, placesIn(claim.text, evidence).missing) };
};

const turnTexts = new WeakMap<Evidence, Map<string, string>>();

const levelledTurn = (text: string, evidence: Evidence): string => {
  const known = turnTexts.get(evidence) ?? new Map<string, string>();
  turnTexts.set(evidence, known);
  const found = known.get(text) ?? levelled(text);
  known.set(text, found);
  return found;
};

/** A bracketed place that follows a full stop belongs to the sentence before it. */
const joinPlaces = (sentences: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  for (const sentence of sentences) {
    const lead = /^(?:\[[^\][]+:\d[\d,\s-]*\]\s*)+[.;]?/.exec(sentence)?.[0] ?? "";
    const last = joined.length - 1;
    if (lead !== "" && last >= 0) joined[last] = `${joined[last]} ${lead}`;
    const rest = sentence.slice(joined.length > 0 && lead !== "" && last >= 0 ? lead.length : 0).trim();
    if (rest !== "") joined.push(rest);
  }
  return joined;
};

const PLACE = /\[([^\][:\n]{1,200}):(\d+(?:\s?[-–]\s?\d+)?(?:\s?,\s?\d+(?:\s?[-–]\s?\d+)?)*)\]/g;

type PlaceReading = { readonly places: readonly Place[]; readonly missing: boolean };

/** The places a text cites, as they exist; `missing` when one does not. */
const placesIn = (text: string, evidence: Evidence): PlaceReading => {
  const places: Place[] = [];
  let missing = false;
  for (const match of text.matchAll(PLACE)) {
    const source = evidence.sources.find((each) => each.file === match[1]);
    for (const range of (match[2] as string).split(",")) {
      const [from = 0, to = from] = range.split(/[-–]/).map((part) => Number(part.trim()));
      const exists = source !== undefined && from >= 1 && to >= from && to <= source.lines.length;
      if (exists) places.push({ file: source.file, line: from, endLine: to });
      else missing = true;
    }
  }
  return { places, missing };
};

const QUOTES = [/“([^“”]{1,1500})”/g, /„([^„“”]{1,1500})[“”]/g, /«([^«»]{1,1500})»/g, /(?<![\p{L}\p{N}])"([^"\n]{1,1500})"/gu];

type Quoted = { readonly text: string; readonly start: number; readonly end: number };

const quotesIn = (text: string): readonly Quoted[] => {
  const found: Quoted[] = [];
  for (const pattern of QUOTES) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (!found.some((other) => start < other.end && end > other.start)) found.push({ text: match[1] as string, start, end });
    }
  }
  return found.sort((left, right) => left.start - right.start);
};

/** Text as it is compared: escapes, emphasis and quotation marks levelled, white space single, lower case kept. */
const levelled = (text: string): string =>
  squeeze(plain(text.replace(/\\([\\`*<>|_#])/g, "$1")))
    .replace(/[“”„‚‘’«»"´`]/g, "'")
    .replace(/[*_]/g, "")
    .replace(/\[ \[/g, "[[")
    .replace(/[.…\s]+$/, "");

const readClaim = (sentence: string, evidence: Evidence): Claim => {
  const { places, missing } = placesIn(sentence, evidence);
  const quoted = quotesIn(sentence);
  const quotes = quoted.map((each) => findQuote(each.text, places, evidence));
  const masked = mask(sentence, quoted);
  const numerals = numeralsIn(masked).map((each) => each.raw);
  const numbers = checkNumbers(numerals, sentence, places, evidence);
  const options = namedIn(sentence, evidence);
  return {
    text: sentence,
    options,
    stance: options.length === 0 ? 0 : HOLD.test(fold(sentence)) && !ASSIGNED.test(fold(sentence)) ? 1 : polarityOf(masked),
    places,
    quotes,
    numbers,
    verdict: verdictOf(quotes, numbers, places, missing),
  };
};

const verdictOf = (quotes: Claim["quotes"], numbers: Claim["numbers"], places: readonly Place[], missing: boolean): Claim["verdict"] => {
  if (quotes.some((quote) => !quote.found)) return "misquoted";
  if (missing || numbers.some((number) => !number.found)) return "found nowhere";
  const placed = numbers.some((number) => number.place !== undefined);
  return placed || quotes.length + places.length > 0 ? "verified" : "no evidence offered";
};

/** Blanks what holds digits but claims none: places, quotations, code, labels in italics, turn and round numbers, links. */
const mask = (sentence: string, quoted: readonly Quoted[]): string => {
  let text = sentence;
  for (const each of quoted) text = text.slice(0, each.start) + " ".repeat(each.end - each.start) + text.slice(each.end);
  return text
    .replace(PLACE, " ")
    .replace(/`[^`]*`/g, " ")
    .replace(/\*[^*]+\*/g, " ")
    .replace(/\b(?:turns?|rounds?|lines?|limits?|criterion|option|runde|zeilen?)\s+\d+(?:\s?[,-]\s?\d+)*/gi, " ")
    .replace(/https?:\S+/g, " ");
};

const findQuote = (quote: string, places: readonly Place[], evidence: Evidence): Claim["quotes"][number] => {
  const needle = levelled(quote);
  if (needle === "") return { text: quote, found: true };
  for (const place of places) if (levelled(linesAt(place, evidence).join(" ")).includes(needle)) return { text: quote, found: true, place };
  const elsewhere = locate(needle, evidence);
  return elsewhere === undefined ? { text: quote, found: false } : { text: quote, found: true, place: elsewhere };
};

type Levelled = { readonly file: string; readonly text: string; readonly starts: readonly number[] };
const texts = new WeakMap<Evidence, readonly Levelled[]>();

const levelledSources = (evidence: Evidence): readonly Levelled[] => {
  const known = texts.get(evidence);
  if (known) return known;
  const built = evidence.sources.map((source): Levelled => {
    const starts: number[] = [];
    let text = "";
    for (const line of source.lines) {
      starts.push(text.length);
      text += `${levelled(line.replace(/^\s*(?:[-*+>]|#+|\d+[.)])\s+/, "")).replace(/$/, /[.…]\s*$/.test(line) ? "." : "")} `;
    }
    return { file: source.file, text, starts };
  });
  texts.set(evidence, built);
  return built;
};

const locate = (needle: string, evidence: Evidence): Place | undefined => {
  for (const source of levelledSources(evidence)) {
    const at = source.text.indexOf(needle);
    if (at < 0) continue;
    const lineAt = (offset: number): number => {
      let [low, high] = [0, source.starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((source.starts[middle] as number) <= offset) low = middle;
        else high = middle - 1;
      }
      return low + 1;
    };
    return { file: source.file, line: lineAt(at), endLine: lineAt(at + needle.length - 1) };
  }
  return undefined;
};

const checkNumbers = (numerals: readonly string[], sentence: string, places: readonly Place[], evidence: Evidence): Claim["numbers"] => {
  if (places.length > 0) {
    const found = verifyNumerals(numerals, sentence, places, evidence);
    return numerals.map((raw, index) => ({ raw, found: found[index] === true }));
  }
  const stems = [
    ...contentTerms(sentence, evidence.language),
    ...termSet(
      namedIn(sentence, evidence)
        .map((option) => evidence.options[option]?.name ?? "")
        .join(" "),
      evidence.language,
    ),
  ];
  return numerals.map((raw) => {
    if (isSmall(raw, sentence)) return { raw, found: true };
    const place = weightPlace(raw, sentence, evidence) ?? placeOfNumber(raw, stems, evidence);
    return place === undefined ? { raw, found: false } : { raw, found: true, place };
  });
};

/** Counting words of talk ("two of us", "3 points") claim nothing. */
const isSmall = (raw: string, sentence: string): boolean =>
  readings(raw).every((value) => Number.isInteger(value) && Math.abs(value) <= 10) &&
  !/%|\b(?:ms|eur|usd|kg|hours?|days?|weeks?|months?)\b/i.test(
    sentence.slice(sentence.indexOf(raw), sentence.indexOf(raw) + raw.length + 8),
  );

const weightPlace = (raw: string, sentence: string, evidence: Evidence): Place | undefined =>
  /%/.test(sentence) ? evidence.criteria.find((criterion) => readings(raw).includes(Math.round(criterion.weight * 100)))?.place : undefined;

/** The first line with the number that shares a word with the claim, or is a row. */
const placeOfNumber = (raw: string, stems: readonly string[], evidence: Evidence): Place | undefined => {
  const values = readings(raw);
  for (const source of evidence.sources) {
    const at = source.lines.findIndex(
      (line) =>
        numeralsIn(line).some((other) => readings(other.raw).some((value) => values.includes(value))) &&
        (overlap(termSet(line, evidence.language), stems) > 0 || /^[^\p{L}]*$/u.test(line) || line.split(/[,;|\t]/).length > 2),
    );
    if (at >= 0) return { file: source.file, line: at + 1, endLine: at + 1 };
  }
  return undefined;
};

const HOLD =
  /\b(?:hold|holding|prefer|favou?r|recommend|choose|pick|support|back|vote for|go with|argue for|stand by|position:|we should (?:take|use|adopt|go with|pick|choose)|halte(?: ich)? an|bin (?:ich )?(?:(?:jetzt|nun|auch|weiter|weiterhin|eher|noch|immer) )*fur|empfehle|wahle|stimme fur|bleibe bei|vertrete)\b/;
const WITHDRAWN = /\b(?:no longer hold|every option breaks|halte nicht mehr|vertrete nicht mehr|jede option verletzt)\b/;
const ASSIGNED =
  /\b(?:by assignment|nobody argues for|not my position|no longer hold|im auftrag|nicht meine position|halte nicht mehr|niemand vertritt)\b/;

/** The last option that a sentence holds in the speaker's own name; a move "from A to B" ends at B. */
const positionIn = (sentences: readonly string[], evidence: Evidence): number | undefined => {
  let position: number | undefined;
  for (const sentence of sentences) {
    const bare = mask(sentence.replace(/\*([^*]+)\*/g, "$1"), quotesIn(sentence.replace(/\*([^*]+)\*/g, "$1")));
    const text = fold(bare);
    if (ASSIGNED.test(text)) continue;
    const moved = /\b(?:from|von)\b[^.]{1,120}?\b(?:to|zu)\b([^.:;,]{1,80})/.exec(bare)?.[1];
    if (moved !== undefined && /\b(?:move|moved|switch|change|wechsle|gehe)\b/.test(text))
      position = namedIn(moved, evidence)[0] ?? position;
    else if (HOLD.test(text) && !/\b(?:not|never|nicht|kein)\b/.test(text.slice(0, 60))) {
      const named = namedIn(bare.split(/[:;]/)[0] ?? bare, evidence);
      if (named.length === 1) position = named[0];
    }
  }
  return position;
};
