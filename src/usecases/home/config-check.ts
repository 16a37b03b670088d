import { asRecord, type Json } from "../../core/kernel/json.ts";

/**
 * What a value must be. `amount` is a number from 0 or null; `id` names a backend; `address` is an http
 * address or nothing; `variable` is the name of an environment variable or nothing; `text` has at most `most` characters.
 */
export type Check =
  | { readonly kind: "whole"; readonly least: number; readonly most: number }
  | { readonly kind: "amount"; readonly most: number }
  | { readonly kind: "switch" }
  | { readonly kind: "word"; readonly words: readonly string[] }
  | { readonly kind: "id" }
  | { readonly kind: "address" }
  | { readonly kind: "variable" }
  | { readonly kind: "prices" }
  | { readonly kind: "text"; readonly most: number };

/** What is wrong with a value: its kind, or its size. `expected` completes "must be …"; `example` is a value that is right. */
export type CheckIssue = { readonly kind: "wrong-type" | "out-of-range"; readonly expected: string; readonly example: string };

/** Why a value does not pass, or undefined when it does. */
export const checkValue = (check: Check, value: Json): CheckIssue | undefined => {
  switch (check.kind) {
    case "whole":
      return numberIssue(value, Number.isInteger(value), check.least, check.most, "a whole number", String(Math.max(check.least, 3)));
    case "amount":
      return value === null ? undefined : numberIssue(value, true, 0, check.most, "null or a number of US dollars", "2.5");
    case "switch":
      return typeof value === "boolean" ? undefined : { kind: "wrong-type", expected: "true or false", example: "true" };
    case "word":
      return wordIssue(check.words, value);
    case "id":
      return textIssue(value, (text) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(text), "auto, offline or the id of a backend", "auto");
    case "address":
      return textIssue(value, isAddress, "an http or https address without a name or a password, or empty", "http://127.0.0.1:11434/v1");
    case "variable":
      return textIssue(
        value,
        (text) => /^(?:[A-Z_][A-Z0-9_]{0,99})?$/.test(text),
        "the name of a variable in capitals (never the key itself), or empty",
        "OPENAI_API_KEY",
      );
    case "prices":
      return pricesIssue(value);
    case "text":
      return textIssue(value, (text) => isPlainText(text, check.most), `text of at most ${check.most} characters on one line`, "sonnet");
  }
};

/** A value written as text in a variable or a flag, as the value it means; what it does not mean comes back as text. */
export const valueOfText = (check: Check, text: string): Json => {
  const word = text.trim().toLowerCase();
  if (check.kind === "switch") return SWITCHES.get(word) ?? text;
  if (check.kind === "amount" && ["none", "null", "off"].includes(word)) return null;
  if (check.kind === "text" || check.kind === "address" || check.kind === "variable") return text.trim() === "" ? "" : text;
  if (check.kind === "prices") return parsedOr(text);
  if (check.kind !== "whole" && check.kind !== "amount") return word;
  return /^-?\d+(?:[.]\d+)?$/.test(word) ? Number(word) : text;
};

const parsedOr = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
};

const SWITCHES: ReadonlyMap<string, boolean> = new Map([
  ...["1", "true", "yes", "on"].map((word) => [word, true] as const),
  ...["0", "false", "no", "off"].map((word) => [word, false] as const),
]);

const numberIssue = (value: Json, isWhole: boolean, least: number, most: number, noun: string, example: string): CheckIssue | undefined => {
  const expected = `${noun} from ${least} to ${most}`;
  if (typeof value !== "number" || Number.isNaN(value)) return { kind: "wrong-type", expected, example };
  return isWhole && value >= least && value <= most ? undefined : { kind: "out-of-range", expected, example };
};

const wordIssue = (words: readonly string[], value: Json): CheckIssue | undefined => {
  const expected = `one of ${words.join(", ")}`;
  const example = words.at(-1) ?? "";
  if (typeof value !== "string") return { kind: "wrong-type", expected, example };
  return words.includes(value) ? undefined : { kind: "out-of-range", expected, example };
};

const textIssue = (value: Json, isGood: (text: string) => boolean, expected: string, example: string): CheckIssue | undefined => {
  if (typeof value !== "string") return { kind: "wrong-type", expected, example };
  return isGood(value) ? undefined : { kind: "out-of-range", expected, example };
};

/** `prices`: an object of model ids, each with `input` and `output` and perhaps `cached` and `written`, in US dollars per million tokens. */
const pricesIssue = (value: Json): CheckIssue | undefined => {
  const expected = "an object of model ids, each with input and output (and cached, written) from 0 to 10000 US dollars per million tokens";
  const issue: CheckIssue = { kind: "wrong-type", expected, example: '{"my-model":{"input":1,"output":5}}' };
  const models = asRecord(value);
  if (models === undefined) return issue;
  const isPrice = (price: Json): boolean => {
    const parts = asRecord(price);
    const named = parts === undefined ? [] : Object.entries(parts);
    const isEach = named.every(([name, each]) => PRICE_PARTS.has(name) && typeof each === "number" && each >= 0 && each <= 10_000);
    return isEach && parts?.input !== undefined && parts.output !== undefined;
  };
  return Object.values(models).every(isPrice) ? undefined : issue;
};

const PRICE_PARTS: ReadonlySet<string> = new Set(["input", "output", "cached", "written"]);

const isPlainText = (text: string, most: number): boolean =>
  text.length <= most && text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text);

const isAddress = (text: string): boolean => {
  if (text === "") return true;
  if (!isPlainText(text, 500) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === "http:" || protocol === "https:") && username === "" && password === "";
};
