import type { Json } from "../kernel/json.ts";

/** Characters that a reader of YAML 1.1 takes for a line end or refuses; JSON lets them stand as they are. */
const UNSAFE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/** Words that may stand without quotes and are text under every version of YAML. */
const PLAIN = /^[a-z]{2}[a-z0-9_]*(?:[-/.][a-z0-9_]+)*$/;
const NOT_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/;

/**
 * A mapping as YAML, block style, one key a line, for readers of 1.1 and 1.2. Texts that are not plain words are quoted as JSON does it,
 * which is YAML; short lists of scalars stand on one line. Ends with a newline.
 */
export const yamlOf = (mapping: { readonly [key: string]: Json }): string => `${linesOf(mapping).join("\n")}\n`;

const memberLines = (mapping: { readonly [key: string]: Json }): readonly string[] =>
  Object.entries(mapping).flatMap(([key, value]) => {
    const lines = linesOf(value);
    return lines.length === 1 && !isBlock(value)
      ? [`${scalar(key)}: ${lines[0]}`]
      : [`${scalar(key)}:`, ...lines.map((line) => `  ${line}`)];
  });

/** True for what stands below its key and not beside it. */
const isBlock = (value: Json): boolean =>
  value !== null && typeof value === "object" && Object.keys(value).length > 0 && !(Array.isArray(value) && value.every(isScalar));

const linesOf = (value: Json): readonly string[] => {
  if (isScalar(value)) return [scalar(value)];
  if (Array.isArray(value)) return value.every(isScalar) ? [`[${value.map(scalar).join(", ")}]`] : value.flatMap(itemLines);
  const lines = memberLines(value as { readonly [key: string]: Json });
  return lines.length === 0 ? ["{}"] : lines;
};

const itemLines = (item: Json): readonly string[] => linesOf(item).map((line, index) => `${index === 0 ? "- " : "  "}${line}`);

const isScalar = (value: Json): value is string | number | boolean | null => value === null || typeof value !== "object";

const scalar = (value: string | number | boolean | null): string => {
  if (typeof value !== "string") return JSON.stringify(value);
  if (PLAIN.test(value) && !NOT_TEXT.test(value)) return value;
  return JSON.stringify(value).replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
};
