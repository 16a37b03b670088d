/** Text that a model, a file or a person wrote, marked as data. `cut`: there is more than this. */
export type Quoted = { readonly quoted: string; readonly cut?: true };

/** Bytes of the largest answer of a tool, as JSON. */
export const MAX_BYTES = 25_000;

/** Marks text as data; what would take more than `bytes` of JSON is cut. */
export const quote = (text: string, bytes: number = MAX_BYTES): Quoted => {
  const end = fits(text, 0, bytes);
  return end >= text.length ? { quoted: text.toWellFormed() } : { quoted: text.slice(0, end).toWellFormed(), cut: true };
};

/** As `quote`, or null. */
export const quoteOrNull = (text: string | null | undefined, bytes?: number): Quoted | null =>
  text === null || text === undefined ? null : quote(text, bytes);

/** Where to end a slice of `text` from `from`, so that it takes at most `bytes` as JSON. At least one character, at a code point. */
export const fits = (text: string, from: number, bytes: number): number => {
  let good = from;
  let bad = Math.min(text.length, from + bytes) + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (sizeOf(text.slice(from, middle)) <= bytes) good = middle;
    else bad = middle;
  }
  const isInsidePair = good < text.length && /[\ud800-\udbff]/u.test(text.charAt(good - 1));
  return Math.max(isInsidePair ? good - 1 : good, Math.min(from + 2, text.length));
};

/** Bytes of a value as JSON. */
export const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** The first of `items` that fit into `bytes` together; at least one. */
export const firstThatFit = <T>(items: readonly T[], bytes: number): readonly T[] => {
  let left = bytes;
  const end = items.findIndex((item, index) => {
    left -= sizeOf(item) + 1;
    return left < 0 && index > 0;
  });
  return end < 0 ? items : items.slice(0, end);
};
