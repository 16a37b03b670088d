/**
 * @module Money: what a call may cost and what it did cost, as pure functions over tokens and a price. Amounts are whole micro-USD and
 * always rounded up. Owns no table: prices are facts of a run's opening. Entry: `costOf`, `worstOfAttempt`, `meter`.
 */

/** US dollars per million tokens, which is micro-USD per token. `written` is the price of what a provider puts into its cache. */
export type Price = { readonly input: number; readonly output: number; readonly cached: number; readonly written: number };

/** Tokens of one call. `input` counts all of the prompt; `cached` and `written` are parts of it. */
export type Tokens = { readonly input: number; readonly output: number; readonly cached: number; readonly written?: number };

/** The most that one amount may be: a million US dollars. What a backend claims above it is booked as this. */
const MAX_MICRO_USD = 1_000_000_000_000;

/** Prices are exact to a ten-thousandth of a micro-USD a token. */
const SCALE = 10_000;

/** What tokens cost, in whole micro-USD, rounded up. Cached parts beyond the prompt count for nothing. */
export const costOf = (price: Price, tokens: Tokens): number => {
  const cached = Math.min(tokens.cached, tokens.input);
  const written = Math.min(tokens.written ?? 0, tokens.input - cached);
  const parts: readonly (readonly [number, number])[] = [
    [price.input, tokens.input - cached - written],
    [price.cached, cached],
    [price.written, written],
    [price.output, tokens.output],
  ];
  const scaled = parts.reduce((sum, [each, count]) => sum + BigInt(Math.round(each * SCALE)) * BigInt(count), 0n);
  return bounded(Number((scaled + BigInt(SCALE - 1)) / BigInt(SCALE)));
};

/**
 * What a request looks like before it is sent: the UTF-8 bytes of everything in its prompt, the tokens that its answer may have at
 * most with all thinking, and how often its prompt is sent in one attempt (once, but for tools).
 */
export type Size = { readonly promptBytes: number; readonly outputTokens: number; readonly rounds: number };

/** The most that one attempt may cost. A token stands for one byte at least, so a prompt has at most as many tokens as bytes. */
export const worstOfAttempt = (price: Price, size: Size): number => {
  const input = size.rounds * (promptCeiling(size) + (size.rounds - 1) * size.outputTokens);
  const dearest = Math.max(price.input, price.cached, price.written);
  return costOf({ ...price, input: dearest }, { input, output: size.rounds * size.outputTokens, cached: 0 });
};

/** Tokens that providers put around messages, and the most that a token of ours may be off. */
const FRAME_TOKENS = 256;

const promptCeiling = ({ promptBytes }: Size): number => promptBytes + FRAME_TOKENS;

/**
 * A count that no honest answer falls below: runs of one character count once and eight bytes make a token. English has about
 * four bytes a token.
 */
export const leastTokens = (text: string): number => Math.ceil(utf8Bytes(text.replace(/(.)\1+/gsu, "$1")) / 8);

/** Bytes of a text in UTF-8. */
export const utf8Bytes = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
};

/** What a backend says it used: anything at all. */
export type Claim = { readonly [part in keyof Tokens]?: unknown } | undefined;

/** What is booked for an answer, and in words where the backend's claim was not taken. */
export type Metered = { readonly tokens: Tokens; readonly microUsd: number; readonly corrected: string | undefined };

/**
 * Settles an answer: the tokens that the backend claims where they can be true, else the most that they may have been. A count can
 * be true when it is a whole number that is not below our own least count; so max(reported, counted), and a backend that says
 * nothing, 0 or nonsense is booked at the worst case of its attempt and never spends unseen. Never throws.
 */
export const meter = (price: Price, size: Size, counted: { readonly input: number; readonly output: number }, claim: Claim): Metered => {
  const input = claimed(claim?.input, counted.input, size.rounds * (promptCeiling(size) + (size.rounds - 1) * size.outputTokens));
  const output = claimed(claim?.output, counted.output, size.rounds * size.outputTokens);
  const part = (value: unknown): number => (input.isTaken && isCount(value) ? Math.min(value, input.tokens) : 0);
  const written = part(claim?.written);
  const tokens = { input: input.tokens, output: output.tokens, cached: part(claim?.cached), ...(written === 0 ? {} : { written }) };
  const notes = [input.isTaken ? [] : [`input ${shown(claim?.input)}`], output.isTaken ? [] : [`output ${shown(claim?.output)}`]].flat();
  const dearest = input.isTaken ? price : { ...price, input: Math.max(price.input, price.cached, price.written) };
  const corrected = notes.length === 0 ? undefined : `the backend reported ${notes.join(" and ")}; the most that it can be is booked`;
  return { tokens, microUsd: costOf(dearest, tokens), corrected };
};

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

const claimed = (value: unknown, least: number, most: number): { readonly tokens: number; readonly isTaken: boolean } =>
  isCount(value) && value >= least ? { tokens: value, isTaken: true } : { tokens: Math.max(most, least), isTaken: false };

const shown = (value: unknown): string => (typeof value === "number" ? `${value} tokens` : "no count");

/** An amount as it may be booked: whole micro-USD from 0, rounded up; undefined for what is no amount at all. Never throws. */
export const bookable = (microUsd: unknown): number | undefined =>
  typeof microUsd === "number" && microUsd >= 0 ? bounded(Math.ceil(microUsd)) : undefined;

const bounded = (microUsd: number): number => Math.min(microUsd, MAX_MICRO_USD);
