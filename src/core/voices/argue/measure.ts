import { fold, words } from "../../kernel/text.ts";
import { readNumber } from "../index/numbers.ts";
import { multiplierOf, periodAdverbs, periodOf, unitOf } from "../index/units.ts";
import type { Language } from "../types.ts";

/** A cell read as a quantity. `value` is in the base unit of `dim`; `scale` is base units per unit as written. */
export type Measure = {
  readonly value: number;
  readonly dim: string;
  readonly unit: string;
  readonly per: readonly string[];
  readonly scale: number;
};

const NONE = /^(?:none|no cost|nothing|nil|keine|keiner|nichts|aucun|ninguno)$/;

/**
 * Reads a cell such as `6 min 40 s`, `41.500 EUR` or `3` under a label that may hold its unit (`Cost, EUR`). Undefined when
 * the cell holds no number or more than one quantity of different kinds.
 */
export const measureOf = (cell: string, label: string, language: Language): Measure | undefined => {
  const ofLabel = labelUnit(label);
  if (NONE.test(fold(cell).trim())) return { value: 0, ...ofLabel, per: ofLabel.per };
  const parts = partsOf(cell, language);
  const first = parts[0];
  if (first === undefined) return undefined;
  if (parts.length === 1) {
    const unit = first.unit ?? ofLabel;
    const per = [...new Set([...first.per, ...(first.unit === undefined ? ofLabel.per : first.per.length > 0 ? [] : ofLabel.per)])].sort();
    return { value: first.value * unit.scale, dim: unit.dim, unit: unit.unit, per, scale: unit.scale };
  }
  if (!parts.every((part) => part.unit?.dim === "time" && part.per.length === 0)) return undefined;
  const value = parts.reduce((sum, part) => sum + part.value * (part.unit?.scale ?? 1), 0);
  return { value, dim: "time", unit: first.unit?.unit ?? "s", per: [], scale: first.unit?.scale ?? 1 };
};

type Unit = { readonly dim: string; readonly unit: string; readonly scale: number };
type Part = { readonly value: number; readonly unit?: Unit; readonly per: readonly string[] };

const partsOf = (text: string, language: Language): readonly Part[] => {
  const found: Part[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!/\d/.test(text[at] as string)) continue;
    if (at > 0 && /[\p{L}_]/u.test(text[at - 1] as string)) return [];
    const token = readNumber(text, at, language !== "en");
    if (token.style === "code") return [];
    const sign = /[-−–]\s?$/.test(text.slice(0, at)) ? -1 : 1;
    found.push(partAt(text, at, token.end, token.value * sign));
    at = token.end;
  }
  return found;
};

const partAt = (text: string, start: number, end: number, value: number): Part => {
  const after = /^\s?([^\s\d,;()]{1,20})/.exec(text.slice(end))?.[1] ?? "";
  const multiplier = multiplierOf(after) ?? 1;
  const name = multiplier === 1 ? after : (/^\s?\S+\s([^\s\d,;()]{1,20})/.exec(text.slice(end))?.[1] ?? "");
  const before = /(\S{1,3})\s?$/.exec(text.slice(0, start))?.[1] ?? "";
  const unit = toUnit(name) ?? toUnit(before);
  const per = perOf(text.slice(end));
  return unit === undefined ? { value: value * multiplier, per } : { value: value * multiplier, unit, per };
};

const toUnit = (word: string): Unit | undefined => {
  const unit = unitOf(word.replace(/[.:]$/, ""));
  return unit === undefined ? undefined : { dim: unit.dim, unit: unit.unit, scale: unit.factor };
};

const perOf = (text: string): readonly string[] => {
  const match = /(?:\bper\b|\bpro\b|\bje\b|\/|\ba\b|\bim\b|\bpar\b)\s?(\p{L}+)/u.exec(text);
  const period = match?.[1] === undefined ? undefined : periodOf(match[1]);
  return period === undefined ? [] : [period];
};

/** The unit a label names: the last of its words that is a unit; a period after it or as an adverb is what it is per. */
const labelUnit = (label: string): Unit & { readonly per: readonly string[] } => {
  const list = label.match(/[\p{L}\p{N}%€$°µ-]+/gu) ?? [];
  const joined = words(label);
  const units = list.flatMap((word, index) => {
    const unit = toUnit(word);
    return unit === undefined ? [] : [{ ...unit, index }];
  });
  const per = [...joined.flatMap((word) => periodAdverbs.get(word) ?? []), ...perOf(label)];
  const chosen = units.find((unit) => unit.dim !== "time") ?? units[units.length - 1];
  if (chosen === undefined) return { dim: "number", unit: "", scale: 1, per: [] };
  if (chosen.dim === "time" && /\b(?:per|pro|im|je|from|ab)\b/i.test(label) && per.length > 0)
    return { dim: "number", unit: "", scale: 1, per: [...new Set(per)] };
  return { dim: chosen.dim, unit: chosen.unit, scale: chosen.scale, per: [...new Set(per)] };
};
