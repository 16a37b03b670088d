/** A file that a briefing registers: `path` as written (a glob keeps its stars), `note` in brackets behind it, `line` from 1. */
export type RegisteredPath = { readonly path: string; readonly note: string; readonly line: number };

/** Entries of one briefing that count; later ones are dropped. */
const MAX_ENTRIES = 500;
/** A longer item is no path. */
const MAX_ITEM_CHARS = 1_000;

/**
 * The paths that a briefing registers, in reading order, each once. They are the list items under any heading that names
 * the steward and then files (`## Steward-Registered Files`), up to the next heading of the same or a higher level. Code
 * fences and HTML comments register nothing; neither does `none`. Pure text: whether a path may be read is decided later.
 */
export const registeredPaths = (markdown: string): readonly RegisteredPath[] => {
  const found = new Map<string, RegisteredPath>();
  let level = 0;
  for (const { text, line } of proseLines(markdown)) {
    const depth = /^ {0,3}(#{1,6})(?:[ \t]|$)/.exec(text)?.[1]?.length;
    if (depth !== undefined) {
      level = levelAfter(level, depth, /steward.*file/i.test(text));
      continue;
    }
    const entry = level > 0 ? readItem(text) : undefined;
    if (entry === undefined) continue;
    const key = withoutDotSlash(entry.path);
    if (!found.has(key) && found.size < MAX_ENTRIES) found.set(key, { ...entry, line });
  }
  return [...found.values()];
};

/** A longer topic is cut at a word. */
const MAX_TOPIC_CHARS = 200;

/**
 * The question of a briefing: its first heading of level 1 (`# …`, or underlined with `=`), else its first line with a word in it.
 * Code fences, comments and a front matter are passed over. Undefined when there is no such line.
 */
export const topicOf = (markdown: string): string | undefined => {
  const lines = [...proseLines(markdown.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/u, ""))].map(({ text }) => text);
  const hashed = lines.map((text) => /^ {0,3}#[ \t]+(.*?)[ \t]*#*[ \t]*$/u.exec(text)?.[1] ?? "");
  const underlined = lines.map((text, i) => (/^ {0,3}=+[ \t]*$/u.test(lines[i + 1] ?? "") ? text : ""));
  const title = lines.map((_, i) => hashed[i] || (underlined[i] ?? "")).find(hasWord);
  const line = title ?? lines.map((text) => text.replace(/^\s*(?:#+|[-*+>]|\d{1,9}[.)])[ \t]+/u, "")).find(hasWord);
  return line === undefined ? undefined : cut(line.trim());
};

const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const cut = (text: string): string =>
  text.length <= MAX_TOPIC_CHARS ? text : `${text.slice(0, MAX_TOPIC_CHARS - 2).replace(/\s+\S*$/u, "")} …`;

/** The level of the section that is open behind a heading; 0 when none is. */
const levelAfter = (level: number, depth: number, opens: boolean): number => {
  if (opens) return level === 0 ? depth : Math.min(level, depth);
  return depth <= level ? 0 : level;
};

/** Lines outside code fences, with HTML comments blanked. */
function* proseLines(markdown: string): Generator<{ readonly text: string; readonly line: number }> {
  let fence = "";
  let inComment = false;
  for (const [index, raw] of markdown.split(/\r\n|\n|\r/u).entries()) {
    const mark = inComment ? undefined : /^ {0,3}(`{3,}|~{3,})/.exec(raw)?.[1];
    if (mark !== undefined && (fence === "" || (mark.startsWith(fence) && raw.trim() === mark))) {
      fence = fence === "" ? mark : "";
      continue;
    }
    if (fence !== "") continue;
    const read = withoutComments(raw, inComment);
    inComment = read.inComment;
    yield { text: read.text, line: index + 1 };
  }
}

const withoutComments = (raw: string, startsInside: boolean): { readonly text: string; readonly inComment: boolean } => {
  let text = "";
  let inComment = startsInside;
  for (let from = 0; ; ) {
    const mark = raw.indexOf(inComment ? "-->" : "<!--", from);
    if (!inComment) text += raw.slice(from, mark === -1 ? raw.length : mark);
    if (mark === -1) return { text, inComment };
    from = mark + (inComment ? 3 : 4);
    inComment = !inComment;
  }
};

const readItem = (text: string): { readonly path: string; readonly note: string } | undefined => {
  const item = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.*)$/u.exec(text)?.[1]?.trim() ?? "";
  if (item === "" || item.length > MAX_ITEM_CHARS || isNone(item)) return undefined;
  const { path, note } = quoted(item) ?? noted(item);
  return path === "" ? undefined : { path, note };
};

const isNone = (item: string): boolean =>
  /^[("'`*_]*(?:none|n\/a|keine)(?:[.)"'`*_]*$|(?![\w.*/\\-]))/i.test(item) || /^[-–—]+$/u.test(item);

/** A path between backticks or quotes, or the target of a link: what follows is the note, whatever the path holds. */
const quoted = (item: string): { readonly path: string; readonly note: string } | undefined => {
  const ticked = /^(`+|")(.+?)\1(?!`)(.*)$/u.exec(item);
  const rest = ticked?.[3] ?? "";
  if (ticked !== null && /^(?:$|[\s:;,(–—-])/u.test(rest)) return { path: (ticked[2] as string).trim(), note: bareNote(rest) };
  const linked = /^\[[^\][]*\]\(<?([^\s()<>]+)>?\)(.*)$/u.exec(item);
  return linked === null ? undefined : { path: linked[1] as string, note: bareNote(linked[2] as string) };
};

const bareNote = (rest: string): string => {
  const note = rest.replace(/^[\s:;,–—-]+/u, "").trim();
  return opening(note) === 0 ? note.slice(1, -1).trim() : note;
};

/** `path (note)` only when the bracket stands behind white space and closes at the end; `path — note` with a dash between spaces. */
const noted = (item: string): { readonly path: string; readonly note: string } => {
  const open = opening(item);
  if (open > 0 && /\s/u.test(item.charAt(open - 1))) return { path: item.slice(0, open).trim(), note: item.slice(open + 1, -1).trim() };
  const dash = /\s[–—]\s/u.exec(item);
  if (dash !== null) return { path: item.slice(0, dash.index).trim(), note: item.slice(dash.index + dash[0].length).trim() };
  return { path: item, note: "" };
};

/** Where the bracket opens that closes at the very end, or -1. */
const opening = (text: string): number => {
  if (!text.endsWith(")")) return -1;
  let depth = 0;
  for (let index = text.length - 1; index >= 0; index--) {
    const char = text.charAt(index);
    if (char === ")") depth++;
    else if (char === "(" && --depth === 0) return index;
  }
  return -1;
};

const withoutDotSlash = (path: string): string => path.replace(/^(?:\.\/+)+/u, "");
