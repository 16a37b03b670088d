import type { JsonNode } from "./json.ts";
import { literalAt, scalarNode } from "./literal.ts";

/** Most settings of one file, and most lines of one value in brackets. */
const MAX_SETTINGS = 5000;
const MAX_VALUE_LINES = 200;

type Branch = { readonly line: number; readonly members: Map<string, Tree> };
type Tree = Branch | { readonly line: number; readonly items: Branch[] } | JsonNode;

const header = /^\s*(\[{1,2})\s*([^[\]]{1,200}?)\s*\]{1,2}\s*(?:[#;].*)?$/u;
const pair = /^\s*(?:export\s+)?(?:"([^"]{1,100})"|'([^']{1,100})'|([\p{L}_$][\p{L}\p{N}_$.\- ]{0,98}?))\s*(?:=(?!=)|:(?=\s))\s*(.*)$/u;

/**
 * TOML and INI as one tree: `[a.b]` opens an object, `[[a]]` one more item of a list, `key = value` is a member, dotted keys nest, values may be
 * lists and inline tables. Lines that are neither are left out. `firstLine` is the number of `lines[0]`. Total.
 */
export const parseSections = (lines: readonly string[], firstLine: number): JsonNode => {
  const root: Branch = { line: firstLine, members: new Map() };
  let open = root;
  let count = 0;
  for (let at = 0; at < lines.length && count < MAX_SETTINGS; at++) {
    const line = lines[at] as string;
    if (line.length > 10_000 || /^\s*(?:[#;]|\/\/|$)/u.test(line)) continue;
    const head = header.exec(line);
    if (head !== null) {
      open = opened(root, parts(head[2] as string), head[1] === "[[", firstLine + at);
      continue;
    }
    const match = pair.exec(line);
    if (match === null) continue;
    count++;
    const path = match[3] === undefined ? [match[1] ?? match[2] ?? ""] : match[3].split(".");
    const { node, used } = valueFrom(lines, at, match[4] as string, firstLine);
    const owner = opened(open, path.slice(0, -1), false, firstLine + at);
    owner.members.set(path.at(-1) as string, node);
    at += used;
  }
  return nodeOf(root);
};

/** "a.b" and `"Sunday night"`; a name with a space is one part. */
const parts = (name: string): readonly string[] =>
  /["'\s]/u.test(name) ? [name.replaceAll(/["']/gu, "")] : name.split(".").filter((part) => part !== "");

/** The branch at a path from `from`, made where it is missing; `another` adds an item to a list of them. */
const opened = (from: Branch, path: readonly string[], another: boolean, line: number): Branch =>
  path.reduce<Branch>((branch, name, i) => {
    const known = branch.members.get(name);
    const fresh: Branch = { line, members: new Map() };
    if (known !== undefined && "items" in known && !("kind" in known)) {
      if (another && i === path.length - 1) known.items.push(fresh);
      return known.items.at(-1) as Branch;
    }
    if (known !== undefined && "members" in known && !("kind" in known)) return known;
    branch.members.set(name, another && i === path.length - 1 ? { line, items: [fresh] } : fresh);
    return fresh;
  }, from);

/** The value that opens on a line, and how many further lines it takes. */
const valueFrom = (
  lines: readonly string[],
  at: number,
  raw: string,
  firstLine: number,
): { readonly node: JsonNode; readonly used: number } => {
  if (/^[[{]/u.test(raw)) {
    const text = [raw, ...lines.slice(at + 1, at + MAX_VALUE_LINES)].join("\n");
    const found = literalAt(text, 0, firstLine + at);
    if (found !== undefined) return { node: found.node, used: text.slice(0, found.end).split("\n").length - 1 };
  }
  const quoted = /^("[^"]*"|'[^']*')/u.exec(raw)?.[1];
  return { node: scalarNode(quoted ?? raw.replace(/(?:^|\s)[#;].*$/u, ""), firstLine + at), used: 0 };
};

const nodeOf = (tree: Tree): JsonNode =>
  "kind" in tree
    ? tree
    : "items" in tree
      ? { kind: "list", line: tree.line, items: tree.items.map(nodeOf) }
      : { kind: "object", line: tree.line, members: [...tree.members].map(([name, member]) => [name, nodeOf(member)] as const) };
