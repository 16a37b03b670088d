import { type JsonNode, parseJson } from "../formats/json.ts";
import { tableOf } from "./read-delimited.ts";
import { MAX_ROWS, type Row, type Table } from "./table.ts";

/** A value of a JSON text with its dotted path (`a.b[0].c`) and line. */
export type JsonValue = { readonly path: string; readonly key: string; readonly line: number; readonly value: string };

/** Nesting that is looked into. */
const MAX_DEPTH = 12;

/** Every list of a JSON text as a table: the list under `results` first, then in reading order; objects of objects last. */
export const jsonTables = (root: JsonNode): readonly Table[] => {
  const lists: { node: JsonNode; name: string }[] = [];
  const maps: JsonNode[] = [];
  const visit = (node: JsonNode, name: string, depth: number): void => {
    if (node.kind === "value" || depth > MAX_DEPTH || lists.length >= 50) return;
    if (node.kind === "list") lists.push({ node, name });
    else if (node.members.length > 1 && node.members.every(([, member]) => member.kind === "object")) maps.push(node);
    if (node.kind === "object") for (const [key, member] of node.members) visit(member, key, depth + 1);
    else if (depth < 3) for (const item of node.items.slice(0, 20)) visit(item, "", depth + 1);
  };
  visit(root, "", 0);
  const ordered = [...lists.filter(({ name }) => name === "results"), ...lists.filter(({ name }) => name !== "results")];
  return [...ordered.map(({ node }) => listTable(node)), ...maps.map(mapTable)].filter((table) => table !== undefined);
};

/** One table for records on lines of their own. Undefined when most lines are no object. */
export const jsonLinesTable = (lines: readonly string[]): Table | undefined => {
  const rows: Record[] = [];
  let broken = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const node = parseJson(line, index + 1);
    if (node?.kind === "object") rows.push({ line: index + 1, cells: flatten(node) });
    else broken++;
  }
  return rows.length === 0 || broken > 0 ? undefined : recordTable(rows, rows[0]?.line ?? 1);
};

type Record = { readonly line: number; readonly cells: ReadonlyMap<string, string> };

const listTable = (node: JsonNode): Table | undefined => {
  if (node.kind !== "list" || node.items.length === 0 || node.items.length > MAX_ROWS) return undefined;
  if (node.items.every((item) => item.kind === "value")) {
    return recordTable(
      node.items.map((item) => ({ line: item.line, cells: new Map([["value", textOf(item)]]) })),
      node.line,
    );
  }
  if (!node.items.every((item) => item.kind === "object")) return undefined;
  return recordTable(
    node.items.map((item) => ({ line: item.line, cells: flatten(item) })),
    node.line,
  );
};

/** `{ "cron": { … }, "queue": { … } }`: the keys become the first column, `name`. */
const mapTable = (node: JsonNode): Table | undefined =>
  node.kind === "object"
    ? recordTable(
        node.members.map(([name, member]) => ({ line: member.line, cells: new Map([["name", name], ...flatten(member)]) })),
        node.line,
      )
    : undefined;

const recordTable = (records: readonly Record[], line: number): Table | undefined => {
  const columns = new Set<string>();
  for (const { cells } of records) for (const name of cells.keys()) columns.add(name);
  if (columns.size === 0 || columns.size > 1_000) return undefined;
  const names = [...columns];
  const rows = records.map((record): Row => ({ line: record.line, cells: names.map((name) => record.cells.get(name) ?? "") }));
  return tableOf({ line, cells: names }, rows, "json");
};

const flatten = (node: JsonNode): ReadonlyMap<string, string> => {
  const cells = new Map<string, string>();
  const visit = (each: JsonNode, prefix: string, depth: number): void => {
    if (each.kind !== "object" || depth > 4) {
      cells.set(prefix, textOf(each));
      return;
    }
    for (const [key, member] of each.members) visit(member, prefix === "" ? key : `${prefix}.${key}`, depth + 1);
  };
  if (node.kind === "object") for (const [key, member] of node.members) visit(member, key, 1);
  return cells;
};

/** A value as text; a list or an object as its size. */
const textOf = (node: JsonNode): string => {
  if (node.kind === "value") return node.text.trim();
  if (node.kind === "object") return `{${node.members.length} keys}`;
  return node.items.every((item) => item.kind === "value") && node.items.length <= 20
    ? `[${node.items.map(textOf).join(", ")}]`
    : `[${node.items.length} items]`;
};

/** Values of one JSON text that are listed; later ones are not found by key. */
const MAX_VALUES = 200_000;

/** Every value of a JSON text with its path, in reading order; lists and objects too, as their size. */
export const jsonValues = (root: JsonNode): readonly JsonValue[] => {
  const values: JsonValue[] = [];
  const visit = (node: JsonNode, path: string, key: string, depth: number): void => {
    if (values.length >= MAX_VALUES || depth > MAX_DEPTH) return;
    if (path !== "") values.push({ path, key, line: node.line, value: textOf(node) });
    if (node.kind === "object")
      for (const [name, member] of node.members) visit(member, path === "" ? name : `${path}.${name}`, name, depth + 1);
    else if (node.kind === "list") for (const [index, item] of node.items.entries()) visit(item, `${path}[${index}]`, "", depth + 1);
  };
  visit(root, "", "", 0);
  return values;
};
