import { type JsonNode, parseJson } from "../../../kernel/json-source.ts";
import { lineOf } from "../../../kernel/line-of.ts";
import type { Written } from "../fact.ts";
import { Gleaner, valueAt } from "../gleaner.ts";
import { gleanOrca, type OrcaValues, orcaExtruders } from "../orca-keys.ts";
import type { Neighbours, ProfileReader, SourceFile } from "../reader.ts";

/** Parents above one preset. */
const MOST_ANCESTORS = 32;

/** OrcaSlicer and Bambu Studio: presets that inherit by name, and the project configuration inside a 3mf. */
export const entry: ProfileReader = {
  id: "orca-json",
  title: "OrcaSlicer and Bambu Studio: presets (JSON), configuration of a 3mf",
  recognises: ({ path, text }) => /[.](?:json|config)$/iu.test(path) && /^\uFEFF?\s*\{/u.test(text),
  read: (file, neighbours) => {
    const gleaner = new Gleaner();
    const own = valuesOf(file, gleaner);
    if (own === undefined) return gleaner.reading;
    const name = stated(own, "name") ?? stated(own, "filament_settings_id") ?? file.path;
    const type = stated(own, "type");
    if (stated(own, "instantiation") === "false") return gleaner.reading;
    if (type === "machine" || type === "machine_model" || type === "process")
      gleaner.skip({ file: file.path, line: 1 }, name, `a ${type} preset says nothing of a material`);
    else gleanAll(gleaner, inherited(file, own, neighbours, gleaner), name, file);
    return gleaner.reading;
  },
};

const gleanAll = (gleaner: Gleaner, values: OrcaValues, name: string, { path }: SourceFile): void => {
  if (!values.has("filament_type")) gleaner.skip({ file: path, line: 1 }, name, "states no filament_type");
  for (let at = 0; values.has("filament_type") && at < orcaExtruders(values); at++) {
    const ids = values.get("filament_settings_id")?.text;
    gleanOrca(gleaner, values, (values.has("name") || ids === undefined ? "" : valueAt(ids, at)) || name, at);
  }
};

const stated = (values: OrcaValues, key: string): string | undefined => values.get(key)?.text;

/** A preset with what its ancestors say below its own. `nil` leaves the parent's value. */
const inherited = (file: SourceFile, own: OrcaValues, { paths, read }: Neighbours, gleaner: Gleaner): OrcaValues => {
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
    const values = valuesOf({ path, text }, gleaner);
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
const valuesOf = ({ path, text }: SourceFile, gleaner: Gleaner): OrcaValues | undefined => {
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
