import type { Language } from "../types.ts";

/** Arithmetic mean; NaN for an empty list. */
export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Median; NaN for an empty list. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};

const grouped = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);

/**
 * A number as a reader of the language writes it: at most `digits` decimals, no trailing zeros, thousands grouped from
 * 1,000 on. Never in exponent form below 1e21.
 */
export const formatNumber = (value: number, language: Language, digits = 2): string => {
  const fixed = Math.abs(value).toFixed(digits);
  const [whole = "0", fraction = ""] = fixed.split(".");
  const decimals = fraction.replace(/0+$/, "");
  const english = language === "en";
  const text = grouped(whole, english ? "," : ".") + (decimals === "" ? "" : (english ? "." : ",") + decimals);
  return (value < 0 && /[1-9]/.test(text) ? "-" : "") + text;
};

/** Decimals that show three significant figures of a mean, at most two, none from 100 on. */
export const meanDigits = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/** What a run of digits, points, commas and spaces may mean as a number: one value, or two when "1.200" is ambiguous. */
export const readings = (raw: string): readonly number[] => {
  const text = raw.replace(/[\u00a0\u202f\u2009' ](?=\d{3}(?!\d))/g, "").replace(/^[−–]/, "-");
  const found = new Set<number>();
  const points = (text.match(/\./g) ?? []).length;
  const commas = (text.match(/,/g) ?? []).length;
  const add = (candidate: string): void => {
    const value = Number(candidate);
    if (candidate !== "" && Number.isFinite(value)) found.add(value);
  };
  if (points <= 1 && /^-?\d+(,\d{3})*(\.\d+)?$/.test(text)) add(text.replace(/,/g, ""));
  if (commas <= 1 && /^-?\d+(\.\d{3})*(,\d+)?$/.test(text)) add(text.replace(/\./g, "").replace(",", "."));
  if (points + commas === 0) add(text);
  return [...found];
};

/** Numbers as written in a text, with their offsets. Digits inside words (`p99`, `v2`) are not numbers. */
export const numeralsIn = (text: string): readonly { readonly raw: string; readonly start: number; readonly end: number }[] => {
  const out: { raw: string; start: number; end: number }[] = [];
  for (const match of text.matchAll(/(?<![\p{L}\p{N}_.,])-?\d+(?:[.,\u00a0\u202f' ]\d{3}(?!\d))*(?:[.,]\d+)?/gu)) {
    out.push({ raw: match[0], start: match.index, end: match.index + match[0].length });
  }
  return out;
};

/** How many decimals a numeral shows (`17.6` → 1, `1,200` → 0). */
export const decimalsShown = (raw: string): number => {
  const match = /[.,](\d+)$/.exec(raw);
  if (match === null) return 0;
  const digits = (match[1] as string).length;
  return digits === 3 && !/^-?0[.,]/.test(raw) ? 0 : digits;
};
