/** White space runs to one space, curly quotes straight, ends trimmed: how quotes and texts are compared. Case counts. */
export const normaliseQuote = (text: string): string =>
  text
    .replace(/[\u2018\u2019\u201a\u2032]/gu, "'")
    .replace(/[\u201c\u201d\u201e\u2033]/gu, '"')
    .replace(/\s+/gu, " ")
    .trim();

/** The shortest quote that proves anything, in characters after normalisation. */
export const MIN_QUOTE_CHARS = 12;

/** True when `quote` stands verbatim (after `normaliseQuote`) in one of `texts`. Too short a quote is never found. */
export const quoteFound = (quote: string, texts: Iterable<string>): boolean => {
  const needle = normaliseQuote(quote);
  if (needle.length < MIN_QUOTE_CHARS) return false;
  for (const text of texts) if (normaliseQuote(text).includes(needle)) return true;
  return false;
};
