const tag = /<\/?(?:a|b|i|u|p|hr|br|em|sub|sup|div|img|kbd|code|span|small|strong|details|summary)(?:\s[^<>]{0,300})?\/?>/giu;
const link = /!?\[([^[\]]{0,300})\]\([^()\s]{0,500}\)/gu;
const star = /(?<![\w*])\*(?=[^\s*])([^*]{0,500})\*(?![\w*])/gu;
const entities = new Map([
  ["&nbsp;", " "],
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
]);
const marked = /[*_`<[\\&~]/u;

/**
 * A line of Markdown as a reader sees it: emphasis, code ticks, links, known HTML tags and escapes removed, nothing else
 * changed. Quotes are checked against `plain` of the source line. Linear in the length of the line.
 */
export const plain = (line: string): string => {
  if (!marked.test(line)) return line;
  // Escaped marks wait in the private use area, so that they take no part in emphasis.
  return line
    .replace(/\\([\\*_[\]#|`<>~-])/gu, (_, mark: string) => String.fromCharCode(0xe000 + mark.charCodeAt(0)))
    .replace(tag, " ")
    .replace(link, "$1")
    .replace(/\*\*|__|~~/gu, "")
    .replace(star, "$1")
    .replace(/`/gu, "")
    .replace(/&(?:nbsp|amp|lt|gt|quot);/gu, (entity) => entities.get(entity) ?? entity)
    .replace(/[\ue000-\ue07f]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xe000));
};

/** One space for every run of white space, trimmed. */
export const squeeze = (text: string): string => text.replace(/\s+/gu, " ").trim();
