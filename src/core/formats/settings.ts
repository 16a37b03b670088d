/** A setting with its dotted path, its last part, its line and its value as written, comment and quotes taken off. */
export type Setting = { readonly path: string; readonly key: string; readonly line: number; readonly value: string };

const SECTION = /^\s*\[{1,2}\s*([^[\]]{1,200}?)\s*\]{1,2}\s*(?:[#;].*)?$/u;
const PAIR =
  /^(\s*)((?:[-*+] )?)(?:export |set |const |let |var |final |static |public )*(?:\*\*|__)?(["'`]?)([\p{L}_$@][\p{L}\p{N}_$@.\-/ ()]{0,98}?)\3(?:\*\*|__)?\s{0,8}(?:=(?!=)|:(?=\s|$)|:=|=>)\s*(.*)$/u;
const QUOTED_PAIR = /^(\s*)((?:[-*+] )?)(["'`])([^"'`]{1,100})\3\s{0,8}[=:]\s*(.*)$/u;

/** Lines longer than this hold no setting. */
const MAX_LINE = 10_000;

/**
 * Reads TOML, INI, properties and YAML-like text: `[section]` gives a prefix, indentation below `key:` nests, `key = value` and
 * `key: value` are settings, also as list items. A bracket that opens a list runs on to its end. Comments are left out.
 */
export const readSettings = (lines: readonly string[]): readonly Setting[] => {
  const settings: Setting[] = [];
  let section = "";
  let parents: { readonly indent: number; readonly key: string }[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    if (line.length > MAX_LINE || /^\s*(?:#|;|\/\/|$)/u.test(line)) continue;
    const head = SECTION.exec(line)?.[1];
    if (head !== undefined) {
      section = `${head.replaceAll(/["']/gu, "")}.`;
      parents = [];
      continue;
    }
    const pair = readPair(line);
    if (pair === undefined) continue;
    parents = parents.filter(({ indent }) => indent < pair.indent);
    const value = pair.value.startsWith("[") ? (wholeList(lines, index) ?? pair.value) : pair.value;
    const path = section + [...parents.map(({ key }) => key), pair.key].join(".");
    if (value === "") parents.push({ indent: pair.indent, key: pair.key });
    else settings.push({ path, key: pair.key, line: index + 1, value });
  }
  return settings;
};

const readPair = (line: string): { readonly indent: number; readonly key: string; readonly value: string } | undefined => {
  const plain = PAIR.exec(line);
  const [, indent = "", mark = "", , key, raw = ""] = plain ?? QUOTED_PAIR.exec(line) ?? [];
  // What stands behind "- " is as deep as the lines below it.
  return key === undefined ? undefined : { indent: indent.length + mark.length, key: key.trim(), value: settingValue(raw) };
};

const settingValue = (raw: string): string => {
  const text = raw.trim();
  const quoted = /^(["'])((?:(?!\1)[^\\]|\\.){0,9000})\1\s*(?:[,;]?\s*(?:[#;].*|\/\/.*)?)?$/u.exec(text);
  if (quoted !== null) return quoted[2] as string;
  const comment = text.search(/(?:^|\s)(?:#|\/\/)|\s;/u);
  return (comment === -1 ? text : text.slice(0, comment)).trim().replace(/[,;]$/u, "");
};

/** Lines that one list may run over. */
const MAX_LIST_LINES = 200;

/** A list that opens on a line and closes on a later one, in one line; undefined when it closes on its own line or never. */
const wholeList = (lines: readonly string[], index: number): string | undefined => {
  const first = settingValue((lines[index] as string).slice((lines[index] as string).indexOf("[")));
  if (first.includes("]")) return undefined;
  const parts = [first];
  for (let next = index + 1; next < Math.min(lines.length, index + MAX_LIST_LINES); next++) {
    const part = ((lines[next] as string).split(/\s#/u)[0] as string).trim();
    parts.push(part);
    if (part.includes("]")) return parts.join(" ");
  }
  return undefined;
};
