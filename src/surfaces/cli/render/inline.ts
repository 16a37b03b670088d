import type { Look } from "./look.ts";
import { safeLine } from "./safe.ts";
import type { Span } from "./wrap.ts";

/** Code, strong, emphasis, links and images, in that order of binding. */
const MARKS =
  /(`+)(?<code>[^`]+?)\1|\*\*(?<strong>(?:[^*]|\*(?!\*)|\*(?=\*\*(?!\*)))+?)\*\*(?!\*)|(?<![\p{L}\p{N}*])\*(?<em>[^*\s](?:[^*]*[^*\s])?)\*|!?\[(?<label>[^\]]*)\]\((?<href>[^)\s]*)[^)]*\)/gu;

/** Markdown inside a line as spans. Links and images become their text with the address behind it: nothing is active. */
export const inline = (text: string, look: Look): readonly Span[] => {
  const spans: Span[] = [];
  const plain = (piece: string): void => void (piece !== "" && spans.push({ text: withoutEscapes(piece) }));
  let from = 0;
  for (const mark of text.matchAll(MARKS)) {
    plain(text.slice(from, mark.index));
    spans.push(...styled(mark.groups ?? {}, look));
    from = mark.index + mark[0].length;
  }
  plain(text.slice(from));
  return spans;
};

/** One line of text without its markup, safe. */
export const plainLine = (text: string, look: Look): string =>
  inline(safeLine(text), look)
    .map((span) => span.text)
    .join("");

const styled = ({ code, strong, em, label, href }: Readonly<Record<string, string | undefined>>, look: Look): readonly Span[] => {
  const { paint } = look;
  if (code !== undefined) return [{ text: code, paint: paint.cyan }];
  if (strong !== undefined) return inline(strong, look).map((span) => within(paint.bold, span));
  if (em !== undefined) return inline(em, look).map((span) => within(paint.italic, span));
  return [{ text: href === "" || href === label ? (label ?? "") : `${label} (${href})` }];
};

const within = (outer: (text: string) => string, { text, paint = String }: Span): Span => ({ text, paint: (piece) => outer(paint(piece)) });

const withoutEscapes = (text: string): string => text.replace(/\\([\\`*_{}[\]()#+\-.!|<>])/gu, "$1");
