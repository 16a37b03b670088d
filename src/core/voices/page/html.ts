/**
 * @module The decision as one web page: pure, self-contained, without scripts. Owns its HTML and its inline SVG; every text
 * of a source, a seat or a caller is escaped here and nowhere else. Entry: `renderDecisionPage`.
 */
import { visible } from "../../kernel/text.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as HTML data, for element content and quoted attributes. Hidden and control characters are gone. */
export const escapeHtml = (text: string): string => visible(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] as string);

/** Strong, emphasis, code and escaped characters of the decision's own Markdown; links and images are not among them. */
const MARKS = /\\([\\`*_{}[\]()#+\-.!|<>])|\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*|`([^`]+)`|\[([^[\]\s:]+:\d[\d,-]*)\]/g;

/**
 * A line of the decision document as HTML: emphasis, code and `[file:line]` places become elements, everything else is text.
 * An escaped mark is that character. Nothing in the result is active.
 */
export const inlineHtml = (text: string): string => {
  const parts: string[] = [];
  let from = 0;
  for (const mark of text.matchAll(MARKS)) {
    parts.push(escapeHtml(text.slice(from, mark.index)), markHtml(mark));
    from = mark.index + mark[0].length;
  }
  return [...parts, escapeHtml(text.slice(from))].join("");
};

const markHtml = ([, escaped, strong, emphasis, code, place]: RegExpMatchArray): string => {
  if (escaped !== undefined) return escapeHtml(escaped);
  if (strong !== undefined) return `<strong>${inlineHtml(strong)}</strong>`;
  if (emphasis !== undefined) return `<em>${inlineHtml(emphasis)}</em>`;
  return code === undefined ? `<cite>${escapeHtml(place as string)}</cite>` : `<code>${escapeHtml(code)}</code>`;
};
