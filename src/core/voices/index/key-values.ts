import { readSettings } from "../../formats/settings.ts";
import type { KeyValue, Source } from "../types.ts";

/** Most key-values of one file, and longest value kept. */
const MAX_KEYS = 2000;
const MAX_VALUE = 500;

/** The settings of TOML, INI, properties, `.env` and YAML-like text under their dotted paths; `firstLine` is the number of `lines[0]`. Total on any text. */
export const keyValuesOf = ({ file, lines }: Pick<Source, "file" | "lines">, firstLine: number): KeyValue[] =>
  readSettings(lines)
    .slice(0, MAX_KEYS)
    .map(({ path, line, value }) => ({ file, line: firstLine + line - 1, key: path, value: value.slice(0, MAX_VALUE) }));
