/** A number as written. `style` is `plain` for digits alone. A `code` (version, date, address) is never a quantity. */
export type NumberToken = {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly style: "plain" | "grouped" | "decimal" | "code";
};

const run = /\d{1,18}(?:(?:[.,'’\u00a0\u202f\u2009 ]|: ?(?=\d\d))\d{1,18}){0,8}/uy;
const space = /[\u00a0\u202f\u2009 ]/u;

/**
 * Reads the number that starts at offset `at` (a digit). `commaDecimal` is the grammar of de, fr and es: `1.200,5`; otherwise
 * `1,200.5`. Spaces and apostrophes group digits by threes in both. When both `.` and `,` stand, the last one is the decimal mark.
 */
export const readNumber = (text: string, at: number, commaDecimal: boolean): NumberToken => {
  run.lastIndex = at;
  const raw = run.exec(text)?.[0] ?? (text[at] as string);
  const groups = raw.split(/[^\d]+/u);
  const marks = raw.match(/[^\d]+/gu) ?? [];
  const kept = cutSpaces(groups, marks);
  return interpret(at, groups.slice(0, kept), marks.slice(0, kept - 1), commaDecimal);
};

/** How many groups belong together: a space joins only groups of exactly three digits. */
const cutSpaces = (groups: readonly string[], marks: readonly string[]): number => {
  for (let i = 0; i < marks.length; i++) {
    const grouping =
      (groups[i + 1] as string).length === 3 && (groups[i] as string).length <= 3 && marks.slice(0, i).every((mark) => space.test(mark));
    if (space.test(marks[i] as string) && !((marks[i] as string).length === 1 && grouping)) return i + 1;
  }
  return groups.length;
};

const interpret = (at: number, groups: readonly string[], marks: readonly string[], commaDecimal: boolean): NumberToken => {
  const end = (count: number): number => at + groups.slice(0, count).join("").length + marks.slice(0, count - 1).join("").length;
  const make = (count: number, digits: string, style: NumberToken["style"]): NumberToken => ({
    value: Number(digits),
    start: at,
    end: end(count),
    style,
  });
  if (marks.length === 0) return make(1, groups[0] as string, "plain");
  if (marks.some((mark) => mark.startsWith(":"))) return make(groups.length, "0", "code");
  const threes = (from: number, to: number): boolean =>
    (groups[0] as string).length <= 3 && groups[0] !== "0" && groups.slice(from, to).every((group) => group.length === 3);
  const last = marks[marks.length - 1] as string;
  const rest = marks.slice(0, -1);
  if (
    rest.length > 0 &&
    rest.every((mark) => mark !== last && mark === rest[0]) &&
    (last === "." || last === ",") &&
    threes(1, groups.length - 1)
  )
    return make(groups.length, `${groups.slice(0, -1).join("")}.${groups[groups.length - 1]}`, "decimal");
  if (marks.some((mark) => mark !== last)) return make(1, groups[0] as string, "plain");
  return uniform(last, groups, make, threes(1, groups.length), commaDecimal);
};

type Make = (count: number, digits: string, style: NumberToken["style"]) => NumberToken;

/** All marks are the same one. */
const uniform = (mark: string, groups: readonly string[], make: Make, threes: boolean, commaDecimal: boolean): NumberToken => {
  const joined = groups.join("");
  const decimal = `${groups[0]}.${groups[1]}`;
  if (mark === ",") {
    if (threes && !(commaDecimal && groups.length === 2)) return make(groups.length, joined, "grouped");
    if (groups.length === 2 && (commaDecimal || groups[0] === "0")) return make(2, decimal, "decimal");
    return make(1, groups[0] as string, "plain");
  }
  if (mark === ".") {
    if (threes && (commaDecimal || groups.length > 2)) return make(groups.length, joined, "grouped");
    return groups.length === 2 ? make(2, decimal, "decimal") : make(groups.length, "0", "code");
  }
  return threes ? make(groups.length, joined, "grouped") : make(1, groups[0] as string, "plain");
};
