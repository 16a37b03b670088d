import { fail, ok, type Result } from "../../kernel/result.ts";

/**
 * One preset of a bundle: its kind (`filament`, `print`, `printer`, …), its name, its own values as they are written, and the
 * line of each, from 1.
 */
export type Preset = {
  readonly kind: string;
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  readonly lines: ReadonlyMap<string, number>;
};

/** A value with the line that it stands on. */
type Placed = { readonly text: string; readonly line: number };

/** The presets of a bundle in the order of the file. */
export type Bundle = readonly Preset[];

/** Why a bundle cannot be read. `line` counts from 1 where a line is to blame. */
export type BundleFault = { readonly message: string; readonly line?: number };

/** Characters of a bundle, presets in it, and parents above one preset. */
const MOST_CHARACTERS = 16_000_000;
const MOST_PRESETS = 20_000;
const MOST_ANCESTORS = 200;

/**
 * Reads a PrusaSlicer bundle: sections `[kind:name]` of `key = value` lines; `#` and `;` open a comment at the start of a line.
 * Lines before the first section are an unnamed preset of kind `""`. A key that is given twice keeps its last value.
 */
export const readBundle = (text: string): Result<Bundle, BundleFault> => {
  if (text.length > MOST_CHARACTERS) return fail({ message: `a bundle may have ${MOST_CHARACTERS} characters but has ${text.length}` });
  const presets: { kind: string; name: string; values: Map<string, string>; lines: Map<string, number> }[] = [
    { kind: "", name: "", values: new Map(), lines: new Map() },
  ];
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    if (line.startsWith("[") && line.endsWith("]")) {
      if (presets.length > MOST_PRESETS) return fail({ message: `more than ${MOST_PRESETS} presets`, line: index + 1 });
      const title = line.slice(1, -1);
      const colon = title.indexOf(":");
      const [kind, name] = colon < 0 ? [title, ""] : [title.slice(0, colon), title.slice(colon + 1)];
      presets.push({ kind, name, values: new Map(), lines: new Map() });
      continue;
    }
    const equals = line.indexOf("=");
    if (equals < 1) return fail({ message: `expected key = value but found ${JSON.stringify(line.slice(0, 60))}`, line: index + 1 });
    const key = line.slice(0, equals).trim();
    presets.at(-1)?.values.set(key, line.slice(equals + 1).trim());
    presets.at(-1)?.lines.set(key, index + 1);
  }
  return ok(presets);
};

/**
 * The values of a preset with those of its parents (`inherits`, separated by `;`, the last one strongest) below its own. A
 * parent that is not there, a circle, and more than 200 ancestors are faults.
 */
export const resolvePreset = (bundle: Bundle, preset: Preset): Result<ReadonlyMap<string, string>, BundleFault> => {
  const placed = placePreset(bundle, preset);
  return placed.ok ? ok(new Map([...placed.value].map(([key, { text }]) => [key, text]))) : placed;
};

/** As `resolvePreset`, with the line of every value: that of the ancestor which gives it. */
export const placePreset = (bundle: Bundle, preset: Preset): Result<ReadonlyMap<string, Placed>, BundleFault> => {
  let visited = 0;
  const merge = (one: Preset, below: readonly Preset[]): Result<ReadonlyMap<string, Placed>, BundleFault> => {
    if (below.includes(one)) return fail({ message: `${one.kind} ${JSON.stringify(one.name)} inherits from itself` });
    if (++visited > MOST_ANCESTORS)
      return fail({ message: `${preset.kind} ${JSON.stringify(preset.name)} has more than ${MOST_ANCESTORS} ancestors` });
    const merged = new Map<string, Placed>();
    for (const name of parentsOf(one)) {
      const parent = bundle.find((candidate) => candidate.kind === one.kind && candidate.name === name);
      if (parent === undefined)
        return fail({ message: `${one.kind} ${JSON.stringify(one.name)} inherits from ${JSON.stringify(name)}, which is not there` });
      const values = merge(parent, [...below, one]);
      if (!values.ok) return values;
      for (const [key, value] of values.value) merged.set(key, value);
    }
    for (const [key, text] of one.values) merged.set(key, { text, line: one.lines.get(key) ?? 1 });
    return ok(merged);
  };
  return merge(preset, []);
};

const parentsOf = ({ values }: Preset): readonly string[] =>
  (values.get("inherits") ?? "")
    .split(";")
    .map((name) => name.trim().replace(/^"|"$/gu, ""))
    .filter((name) => name !== "");
