/** A look-up that a speaker asks of the steward. `escalate` is a wish: the caller grants it to the judge alone. */
export type StewardRequest = { readonly text: string; readonly private: boolean; readonly escalate: boolean };

/** Requests of one text that count; later ones are dropped. */
export const MAX_REQUESTS = 20;

/** Characters of a tag's body; a longer one is no tag, so an unclosed opener cannot swallow a speech. */
export const MAX_REQUEST_CHARS = 500;

/**
 * The requests of a text, in the order their tags close: `[[request: private: sonnet: TEXT]]`, any letter case, over
 * lines. White space runs to one space. Empty tags ask nothing; unclosed and nested ones do no harm. At most `MAX_REQUESTS`.
 */
export const parseRequests = (text: string): readonly StewardRequest[] =>
  scan(text)
    .bodies.map(readBody)
    .filter((request) => request !== undefined)
    .slice(0, MAX_REQUESTS);

/** The text without its tags (empty ones too); nothing that is left parses as a request. Idempotent. */
export const stripRequests = (text: string): string => scan(text).text;

const readBody = (body: string): StewardRequest | undefined => {
  let text = body.replace(/\s+/gu, " ").trim();
  const marks = { private: false, sonnet: false };
  for (;;) {
    const mark = /^(private|sonnet) ?: ?/i.exec(text);
    if (mark === null) break;
    marks[mark[1]?.toLowerCase() as keyof typeof marks] = true;
    text = text.slice(mark[0].length);
  }
  return text === "" ? undefined : { text, private: marks.private, escalate: marks.sonnet };
};

/** An opener and what followed it so far. `last` is the last character of `text`: reading it from a long rope would be slow. */
type Frame = { readonly opener: string; text: string; last: string };

const scan = (text: string): { readonly text: string; readonly bodies: readonly string[] } => {
  const bodies: string[] = [];
  const frames: Frame[] = [{ opener: "", text: "", last: "" }];
  const marks = /\[\[request:|\]\]/giu;
  let from = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    append(frames.at(-1) as Frame, text.slice(from, mark.index));
    from = marks.lastIndex;
    if (mark[0] !== "]]") frames.push({ opener: mark[0], text: "", last: "" });
    else if (frames.length === 1) append(frames[0] as Frame, "]]");
    else close(frames, bodies, text.charAt(from));
  }
  append(frames.at(-1) as Frame, text.slice(from));
  return { text: frames.map(({ opener, text: kept }) => opener + kept).join(""), bodies };
};

const append = (frame: Frame, piece: string): void => {
  if (piece === "") return;
  frame.text += piece;
  frame.last = piece.charAt(piece.length - 1);
};

/** Ends the innermost tag. What stood on both sides of it never joins into a new tag: a space keeps them apart. */
const close = (frames: Frame[], bodies: string[], next: string): void => {
  const frame = frames.pop() as Frame;
  const outer = frames.at(-1) as Frame;
  if (frame.text.length > MAX_REQUEST_CHARS) {
    append(outer, `${frame.opener}${frame.text}]]`);
    return;
  }
  bodies.push(frame.text);
  const before = outer.last === "" ? outer.opener : outer.last;
  if (/\S/u.test(before) && /\S/u.test(next)) append(outer, " ");
};
