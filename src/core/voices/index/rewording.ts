/** A wording and what it comes to in the words that the rules know; `$1` is what its first bracket holds. */
export type Rewording = readonly [wording: RegExp, plain: string];
