/**
 * A wording and what it comes to in the words that the rules know; `$1` is what its first bracket holds. Where a text does not
 * begin as `opens` does, `wording` need not be tried.
 */
export type Rewording = readonly [wording: RegExp, plain: string, opens?: RegExp];

/** A wording by its pattern, whatever its case. */
export const wording = (pattern: string, plain: string): Rewording => [caseless(pattern), plain];

/**
 * Makes wordings that begin alike. A long opening is most of what a pattern costs when it is compiled, so it is looked for once by
 * itself, and a text that begins otherwise compiles none of them.
 */
export const wordingsAfter = (opening: string): typeof wording => {
  const opens = caseless(`^(?:${opening})`);
  return (rest, plain) => [caseless(`^${opening}${rest}`), plain, opens];
};

/** A pattern that knows no case. Letters of both cases are letters anyway: asking for the case of each is three quarters of their cost. */
const caseless = (pattern: string): RegExp =>
  new RegExp(
    pattern.replace(/\[(?:\\.|[^\]\\])*\]|\\p\{L\}/gu, (part) => (part.includes("\\p{L}") ? `(?-i:${part})` : part)),
    "iu",
  );
