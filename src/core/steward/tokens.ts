/** A word, a quoted text (without its quotes) or a comparison sign of a request, with its offsets. */
export type Token = {
  readonly kind: "word" | "quoted" | "sign";
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
};

const SIGNS = /^(?:!==?|<>|===?|>=|=>|<=|=<|≥|≤|≠|=|<|>)/u;
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "„": "“", "«": "»" };

/** Words of one request; more are not read. */
const MAX_TOKENS = 400;

/** Cuts a request into tokens. A quote opens only where a word would begin and only when it closes. Linear. */
export const tokenise = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length && tokens.length < MAX_TOKENS) {
    if (/\s/u.test(text.charAt(at))) {
      at++;
      continue;
    }
    const token = quotedAt(text, at) ?? signAt(text, at) ?? wordAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
};

const quotedAt = (text: string, start: number): Token | undefined => {
  const close = QUOTES[text.charAt(start)];
  const end = close === undefined ? -1 : text.indexOf(close, start + 1);
  if (end <= start + 1 || !/^(?:$|[\s,.;:?!)\]=<>≥≤≠])/u.test(text.slice(end + 1, end + 2))) return undefined;
  const inner = text.slice(start + 1, end);
  return { kind: "quoted", text: inner, lower: inner.toLowerCase(), start, end: end + 1 };
};

const signAt = (text: string, start: number): Token | undefined => {
  const sign = SIGNS.exec(text.slice(start, start + 3))?.[0];
  return sign === undefined ? undefined : { kind: "sign", text: sign, lower: sign, start, end: start + sign.length };
};

/** A word ends at white space or before a sign; a comma at its end is left to stand alone. */
const wordAt = (text: string, start: number): Token => {
  let end = start + 1;
  while (end < text.length && !/\s/u.test(text.charAt(end)) && SIGNS.exec(text.slice(end, end + 3)) === null) end++;
  if (end - start > 1 && text.charAt(end - 1) === ",") end--;
  const word = text.slice(start, end);
  return { kind: "word", text: word, lower: word.toLowerCase().replaceAll("’", "'"), start, end };
};
