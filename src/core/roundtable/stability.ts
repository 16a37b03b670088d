/** Distinct words of a text, lower case, in any script. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);

/** Jaccard similarity of two texts' word sets, in [0, 1], rounded to 3 decimals; 0 when either has no word. */
export const jaccard = (left: string, right: string): number => {
  const a = wordSet(left);
  const b = wordSet(right);
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return Math.round((1000 * shared) / (a.size + b.size - shared)) / 1000;
};
