import { type JsonNode, parseJson } from "../../kernel/json-source.ts";
import { lineOf } from "../../kernel/line-of.ts";
import type { Written } from "./fact.ts";
import { type Gleaner, valueAt } from "./gleaner.ts";
import type { OrcaValues } from "./orca-keys.ts";
import type { Neighbours, SourceFile } from "./reader.ts";

/** Parents above one preset. */
const MOST_ANCESTORS = 32;

/** A preset with what its ancestors say below its own. `nil` leaves the parent's value. */
export const inheritedOrca = (file: SourceFile, own: OrcaValues, { paths, read }: Neighbours, gleaner: Gleaner): OrcaValues => {
  const chain: OrcaValues[] = [own];
  const seen = new Set([file.path]);
  for (let child = own; chain.length <= MOST_ANCESTORS; ) {
    const parent = child.get("inherits");
    if (parent === undefined || parent.text === "") break;
    const path = paths.find((one) => !seen.has(one) && (one === `${parent.text}.json` || one.endsWith(`/${parent.text}.json`)));
    const text = path === undefined ? undefined : read(path);
    if (path === undefined || text === undefined) {
      gleaner.skip(parent.place, parent.text, "the preset that it inherits from is not in this folder");
      break;
    }
    seen.add(path);
    const values = orcaValues({ path, text }, gleaner);
    if (values === undefined) break;
    chain.push(values);
    child = values;
  }
  const merged = new Map<string, Written>();
  for (const values of chain.toReversed())
    for (const [key, written] of values) if (valueAt(written.text, 0) !== "nil" || !merged.has(key)) merged.set(key, written);
  return merged;
};

/** The members of the object that are text, numbers or lists of them, with their lines; undefined, and a skip, for anything else. */
export const orcaValues = ({ path, text }: SourceFile, gleaner: Gleaner): OrcaValues | undefined => {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    gleaner.skip({ file: path, line: lineOf(text, parsed.fault.offset).line }, path, parsed.fault.message);
    return undefined;
  }
  if (parsed.value.kind !== "object") return undefined;
  const values = new Map<string, Written>();
  let [line, from] = [1, 0];
  for (const { key, start, node } of parsed.value.members) {
    for (; from < start; from++) if (text[from] === "\n") line++;
    const said = textOf(node);
    if (said !== undefined) values.set(key, { text: said, place: { file: path, line } });
  }
  return values;
};

const textOf = (node: JsonNode): string | undefined => {
  if (node.kind === "scalar") return node.value === null ? undefined : String(node.value);
  return node.kind === "list" ? node.items.flatMap((item) => textOf(item) ?? []).join(",") : undefined;
};
