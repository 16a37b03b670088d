import type { JsonNode } from "../../formats/json.ts";
import type { KeyValue } from "../types.ts";
import { MAX_COLUMNS, MAX_ROWS, type RawCell, type RawTable } from "./raw-table.ts";

/** Most tables and key-values read from one JSON text. */
const MAX_TABLES = 20;
const MAX_KEYS = 2000;

/** What a JSON text holds: every list of objects (and every object of like objects) as a table, all else as key-values. */
export const readJson = (file: string, root: JsonNode): { readonly tables: RawTable[]; readonly keyValues: KeyValue[] } => {
  const tables: RawTable[] = [];
  const keyValues: KeyValue[] = [];
  const visit = (node: JsonNode, key: string): void => {
    const rows = tables.length < MAX_TABLES ? (rowsOf(node) ?? likeRows(node)) : undefined;
    if (rows) tables.push(jsonTable(file, node.line, rows));
    if (node.kind !== "value") visitAll(rows === undefined ? children(node, key) : besides(node, key, rows));
    else if (keyValues.length < MAX_KEYS && key !== "") keyValues.push({ file, line: node.line, key, value: node.text });
  };
  const visitAll = (list: readonly (readonly [string, JsonNode])[]): void => {
    for (const [name, child] of list) visit(child, name);
  };
  visit(root, "");
  return { tables, keyValues };
};

const children = (node: Exclude<JsonNode, { kind: "value" }>, key: string): (readonly [string, JsonNode])[] =>
  node.kind === "object"
    ? node.members.map(([name, member]) => [key === "" ? name : `${key}.${name}`, member])
    : node.items.map((item, i) => [`${key}[${i}]`, item]);

/** The members of an object that are none of its rows. */
const besides = (node: Exclude<JsonNode, { kind: "value" }>, key: string, rows: readonly Row[]): (readonly [string, JsonNode])[] =>
  node.kind === "list" ? [] : children(node, key).filter(([, child]) => !rows.some((row) => row.of === child));

type Row = { readonly line: number; readonly members: readonly (readonly [string, JsonNode])[]; readonly of?: JsonNode };

/** A list of objects, or an object of at least two objects that share a key (its keys become the first column, `name`). */
const rowsOf = (node: JsonNode): Row[] | undefined => {
  if (node.kind === "list")
    return node.items.length > 0 && node.items.every((item) => item.kind === "object")
      ? node.items.map((item) => ({ line: item.line, members: item.kind === "object" ? item.members : [] }))
      : undefined;
  if (node.kind !== "object" || node.members.length < 2) return undefined;
  const first = node.members[0]?.[1];
  if (first?.kind !== "object") return undefined;
  const shared = new Set(first.members.filter(([, value]) => value.kind === "value").map(([key]) => key));
  const alike = node.members.every(
    ([, member]) => member.kind === "object" && member.members.some(([key, value]) => shared.has(key) && value.kind === "value"),
  );
  return alike ? node.members.map(named) : undefined;
};

/** A member that is an object, as a row under its key. */
const named = ([name, member]: readonly [string, JsonNode]): Row => ({
  line: member.line,
  members: [["name", { kind: "value", line: member.line, text: name }] as const, ...(member.kind === "object" ? member.members : [])],
  of: member,
});

/** Beside other members ("defaults", a date), the objects that each share at least two keys with the first that has its like. */
const likeRows = (node: JsonNode): Row[] | undefined => {
  if (node.kind !== "object" || node.members.length > MAX_COLUMNS) return undefined;
  const keys = ([, member]: readonly [string, JsonNode]): readonly string[] =>
    member.kind === "object" ? member.members.flatMap(([key, value]) => (value.kind === "value" ? [key] : [])) : [];
  for (const first of node.members) {
    const own = new Set(keys(first));
    const alike = own.size < 2 ? [] : node.members.filter((other) => keys(other).filter((key) => own.has(key)).length >= 2);
    if (alike.length >= 2) return alike.map(named);
  }
  return undefined;
};

/** A table of JSON rows; nested objects are flattened with dots, lists of values joined by commas. */
export const jsonTable = (file: string, line: number, rows: readonly Row[]): RawTable => {
  const names: string[] = [];
  const seen = new Set<string>();
  const flat = rows.slice(0, MAX_ROWS).map((row) => ({ line: row.line, cells: flatten(row.members) }));
  for (const row of flat)
    for (const name of row.cells.keys())
      if (!seen.has(name)) {
        seen.add(name);
        names.push(name);
      }
  const kept = names.slice(0, MAX_COLUMNS);
  return {
    file,
    line,
    header: kept.map((text) => ({ text, line })),
    rows: flat.map((row) => ({ line: row.line, cells: kept.map((name) => row.cells.get(name) ?? { text: "", line: row.line }) })),
    origin: "json",
    commaDecimal: false,
    truncated: rows.length > MAX_ROWS || names.length > MAX_COLUMNS,
  };
};

const flatten = (members: readonly (readonly [string, JsonNode])[]): Map<string, RawCell> => {
  const cells = new Map<string, RawCell>();
  const visit = (list: readonly (readonly [string, JsonNode])[], prefix: string, depth: number): void => {
    for (const [key, node] of list) {
      const name = prefix + key;
      if (node.kind === "value") cells.set(name, { text: node.text, line: node.line });
      else if (node.kind === "object" && depth < 3) visit(node.members, `${name}.`, depth + 1);
      else if (node.kind === "list")
        cells.set(name, {
          text: node.items
            .map((item) => (item.kind === "value" ? item.text : ""))
            .join(", ")
            .slice(0, 500),
          line: node.line,
        });
    }
  };
  visit(members, "", 0);
  return cells;
};
