import type { JsonNode } from "../../formats/json.ts";
import { literalAt } from "../../formats/literal.ts";
import { parseSections } from "../../formats/sections.ts";
import { parseYaml } from "../../formats/yaml.ts";
import type { Source } from "../types.ts";
import { readJson } from "./json-tables.ts";
import type { RawTable } from "./raw-table.ts";

/** Most bracketed values read from one source of code, and most characters of it. */
const MAX_LITERALS = 200;
const MAX_CODE = 400_000;

type Text = Pick<Source, "file" | "lines">;

/** The lists of objects, and the objects of like objects, of YAML, TOML, INI and properties files as tables. Settings outside them are no table. */
export const configTables = ({ file, lines }: Text, firstLine: number): readonly RawTable[] =>
  readJson(file, flat((/\.ya?ml$|\.md$/u.test(file) ? parseYaml(lines, firstLine) : undefined) ?? parseSections(lines, firstLine))).tables;

/**
 * Without objects that each hold a list of objects ("runs:" under every option), or that share one setting only (`[quote.cron]`, `eur_month`): the
 * settings' paths say of those what is whose.
 */
const flat = (node: JsonNode): JsonNode => {
  if (node.kind !== "object" || sharesOne(node)) return node.kind === "object" ? { ...node, members: [] } : node;
  const lists = node.members.filter(([, member]) => member.kind === "object" && holdsRows(member, 0));
  const kept = lists.length < 2 ? node.members : node.members.filter((member) => !lists.includes(member));
  return { ...node, members: kept.map(([name, member]) => [name, flat(member)] as const) };
};

const sharesOne = ({ members }: Extract<JsonNode, { kind: "object" }>): boolean => {
  const objects = members.flatMap(([, member]) =>
    member.kind === "object" ? [member.members.flatMap(([key, value]) => (value.kind === "value" ? [key] : []))] : [],
  );
  const keys = new Set(objects.flat());
  return (
    objects.length >= 2 &&
    objects.length === members.length &&
    [...keys].filter((key) => objects.filter((own) => own.includes(key)).length >= 2).length === 1
  );
};

const holdsRows = (node: JsonNode, depth: number): boolean =>
  node.kind === "list"
    ? node.items.some((item) => item.kind === "object")
    : node.kind === "object" && depth < 4 && node.members.some(([, member]) => holdsRows(member, depth + 1));

const opening =
  /^[ \t]*(?:(?:export|default|public|private|protected|static|final|const|let|var|val|readonly|my|local|our)\s+){0,4}(?:[\w.<>[\], ]{1,60}\s)?([@$]?[A-Za-z_]\w{0,60})\s*(?::\s?[\w<>[\]., |{}]{1,60}?)?\s*(?::=|=(?![=>]))\s*/gmu;
const typed = /(?:[\w.]{1,40}\()?(?:map\[\w{1,20}\][\w*.]{1,40}|\[\][\w*.]{1,40})?(?=[{[(])|(?=(?:new\s)?[A-Z]\w{0,60}[({])/uy;

/**
 * The tables that source code writes out: what is assigned to a name in brackets (`PROFILES = {"eco": {"interval_s": 900}, …}`, a list of
 * objects) or as calls with named arguments on lines of their own (`eco = Profile(interval_s=900)`). Anything computed is left out.
 */
export const codeTables = ({ file, lines }: Text, firstLine: number): readonly RawTable[] => {
  const text = lines.join("\n").slice(0, MAX_CODE);
  const found: (readonly [string, JsonNode])[] = [];
  let line = firstLine;
  let counted = 0;
  let until = 0;
  for (const match of text.matchAll(opening)) {
    if (found.length >= MAX_LITERALS) break;
    typed.lastIndex = match.index + match[0].length;
    const type = match.index < until ? null : typed.exec(text);
    if (type === null) continue;
    const from = typed.lastIndex;
    line += text.slice(counted, from).split("\n").length - 1;
    counted = from;
    const literal = literalAt(text, from, line);
    if (literal === undefined) continue;
    found.push([match[1] as string, literal.node]);
    until = literal.end;
  }
  return found.length === 0 ? [] : readJson(file, { kind: "object", line: firstLine, members: found }).tables;
};
