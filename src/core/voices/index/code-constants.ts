import type { KeyValue, Source } from "../types.ts";
import { unitOf } from "./units.ts";

/** Most constants of one file, and longest expression read. */
const MAX_CONSTANTS = 500;
const MAX_EXPRESSION = 120;

const assignment =
  /^\s*(?:(?:export|public|private|protected|static|final|const|let|var|val|constexpr|readonly|#define|auto|int|long|double|float|unsigned|size_t|u?int\d*_t)\s+)*([A-Za-z_]\w{1,60})\s*(?::\s*[\w<>[\]., |]{1,40}?)?\s*(?:=|\s(?=[\d(]))\s*([^=].*)$/u;
const durations: ReadonlyMap<string, string> = new Map([
  ["time.nanosecond", "ns"],
  ["time.microsecond", "us"],
  ["time.millisecond", "ms"],
  ["time.second", "s"],
  ["time.minute", "min"],
  ["time.hour", "h"],
]);

type Value = { readonly number: number; readonly unit?: string };

/**
 * The numeric constants of source code, in line order: `MAX_BATCH = 500`, `TIMEOUT = 30 * time.Second`, `LIMIT = 256 * KB` with `KB = 1000` before
 * it. A product with a name that is a unit keeps it: the value reads `256 kB`. What is no number, and any call, is left out. Pure; total.
 */
export const codeConstants = (source: Pick<Source, "file" | "lines">, firstLine: number): KeyValue[] => {
  const known = new Map<string, Value>();
  const found: KeyValue[] = [];
  for (const [i, raw] of source.lines.entries()) {
    if (found.length >= MAX_CONSTANTS) break;
    if (raw.length > 400 || /^\s*(?:\/\/|\*|--|#(?!define))/u.test(raw)) continue;
    const match = assignment.exec(raw);
    if (!match) continue;
    const expression = (match[2] as string).replace(/\s*(?:\/\/.*|#.*|\/\*.*)$/u, "").replace(/[;,]\s*$/u, "");
    const value = expression.length > MAX_EXPRESSION ? undefined : evaluate(expression, known);
    if (value === undefined || !Number.isFinite(value.number)) continue;
    const key = match[1] as string;
    known.set(key, value);
    found.push({ file: source.file, line: firstLine + i, key, value: shown(value) });
  }
  return found;
};

const spelling: ReadonlyMap<string, string> = new Map([
  ["kb", "kB"],
  ["mb", "MB"],
  ["gb", "GB"],
  ["tb", "TB"],
]);

const shown = ({ number, unit }: Value): string =>
  `${Number(number.toPrecision(12))}${unit === undefined ? "" : ` ${spelling.get(unit) ?? unit}`}`;

/** A product, sum or quotient of numbers and constants known before; undefined for anything else. */
const evaluate = (expression: string, known: ReadonlyMap<string, Value>): Value | undefined => {
  const tokens = expression.match(/[A-Za-z_][\w.]*|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?|\*\*|<<|[-+*/()]|\S/gu) ?? [];
  let at = 0;
  const factor = (): Value | undefined => {
    const token = tokens[at++] ?? "";
    if (token === "(") {
      const inner = sum();
      return tokens[at++] === ")" ? inner : undefined;
    }
    if (token === "-") {
      const inner = factor();
      return inner === undefined ? undefined : { ...inner, number: -inner.number };
    }
    if (/^\d/u.test(token)) return { number: Number(token.replaceAll("_", "")) };
    return named(token, known);
  };
  const term = (): Value | undefined => {
    let left = factor();
    while (left !== undefined && (tokens[at] === "*" || tokens[at] === "/")) {
      const times = tokens[at++] === "*";
      const right = factor();
      left = right === undefined ? undefined : times ? product(left, right) : quotient(left, right);
    }
    return left;
  };
  const sum = (): Value | undefined => {
    let left = term();
    while (left !== undefined && (tokens[at] === "+" || tokens[at] === "-")) {
      const sign = tokens[at++] === "+" ? 1 : -1;
      const right = term();
      left = right === undefined || right.unit !== left.unit ? undefined : { ...left, number: left.number + sign * right.number };
    }
    return left;
  };
  const result = sum();
  return at === tokens.length ? result : undefined;
};

/** A constant by its name; one that is named after a unit counts as one of it. */
const named = (token: string, known: ReadonlyMap<string, Value>): Value | undefined => {
  const duration = durations.get(token.toLowerCase());
  if (duration !== undefined) return { number: 1, unit: duration };
  const value = known.get(token);
  const base = value === undefined ? 0 : value.number * (unitOf(value.unit ?? "")?.factor ?? 1);
  const unit = unitNamed(token, base);
  return unit === undefined ? value : { number: 1, unit };
};

/** `KB = 1000` is the unit kB and `KB = 1024` KiB; a name whose number is not that of the unit is none. */
const unitNamed = (name: string, number: number): string | undefined => {
  const plain = name.toLowerCase().replace(/_/gu, "");
  const binary = /^([kmgt])b$/u.exec(plain)?.[1];
  return [plain, ...(binary === undefined ? [] : [`${binary}ib`])].find((each) => {
    const unit = unitOf(each);
    return unit !== undefined && /^(?:bytes|time)$/u.test(unit.dim) && unit.factor === number;
  });
};

const product = (left: Value, right: Value): Value | undefined => {
  if (left.unit !== undefined && right.unit !== undefined) return undefined;
  const unit = left.unit ?? right.unit;
  return { number: left.number * right.number, ...(unit === undefined ? {} : { unit }) };
};

const quotient = (left: Value, right: Value): Value | undefined =>
  right.unit !== undefined || right.number === 0 ? undefined : { ...left, number: left.number / right.number };
