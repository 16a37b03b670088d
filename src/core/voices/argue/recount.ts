import { fold } from "../../kernel/text.ts";
import { termSet } from "../index/terms.ts";
import type { Evidence, Place, Sentence, Table } from "../types.ts";
import type { Fact } from "./fact.ts";
import { namedIn } from "./naming.ts";
import { formatNumber } from "./numbers.ts";
import { overlap, topical } from "./words.ts";

const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ["no", 0],
  ["none", 0],
  ["one", 1],
  ["once", 1],
  ["two", 2],
  ["twice", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["six", 6],
  ["seven", 7],
  ["eight", 8],
  ["nine", 9],
  ["ten", 10],
  ["eleven", 11],
  ["twelve", 12],
  ["kein", 0],
  ["keine", 0],
  ["keiner", 0],
  ["eine", 1],
  ["einmal", 1],
  ["zwei", 2],
  ["zweimal", 2],
  ["drei", 3],
  ["vier", 4],
  ["funf", 5],
  ["sechs", 6],
]);

/** Recounts what the briefing says of a registered file: how often a log says something, and the highest or lowest of a column. */
export const recounts = (evidence: Evidence): readonly Fact[] =>
  evidence.sentences
    .filter((each) => each.aside === undefined && !each.hypothesis && each.role !== "constraints")
    .flatMap((sentence) => [...logRecount(sentence, evidence), ...boundRecount(sentence, evidence)]);

/** "overran its slot only twice" against the lines of the one log whose message has both words. */
const logRecount = (sentence: Sentence, evidence: Evidence): readonly Fact[] => {
  if (evidence.logs.length === 0) return [];
  const plain = fold(sentence.text);
  const match =
    /\b(?:only |just |nur |lediglich |exactly )?(once|twice|einmal|zweimal|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|drei|vier|funf|sechs) (?:times|mal))\b/.exec(
      plain,
    );
  if (match === null) return [];
  const word = (match[1] as string).split(" ")[0] as string;
  const said = NUMBER_WORDS.get(word) ?? Number(word);
  const before = topical(termSet(sentence.text.slice(0, match.index), evidence.language)).slice(-5);
  const found = evidence.logs.flatMap((log) => {
    const templates = new Map<string, number[]>();
    for (const line of log.lines) {
      if (/^(?:INFO|DEBUG|TRACE)$/i.test(line.level)) continue;
      const stems = termSet(line.message, evidence.language);
      if (before.filter((stem) => stems.some((other) => sameWord(stem, other))).length >= 2)
        templates.set(line.template, [...(templates.get(line.template) ?? []), line.line]);
    }
    return [...templates].map(([template, lines]) => ({ file: log.file, template, lines }));
  });
  const only = found.length === 1 ? found[0] : undefined;
  if (only === undefined) return [];
  const places = only.lines.map((line) => ({ file: only.file, line, endLine: line }));
  return [conflict(sentence, formatNumber(said, evidence.language, 0), only.lines.length, only.lines.length === said, places, "log-count")];
};

/** The same stem, or one with another vowel in one place: overrun, overran. */
const sameWord = (left: string, right: string): boolean => {
  if (overlap([left], [right]) === 1) return true;
  if (left.length < 4 || left.length !== right.length) return false;
  const differ = [...left].flatMap((letter, at) => (letter === right[at] ? [] : [`${letter}${right[at]}`]));
  return differ.length === 1 && /^[aeiou]{2}$/.test(differ[0] as string);
};

const conflict = (sentence: Sentence, said: string, counted: number, agrees: boolean, places: readonly Place[], key: string): Fact => ({
  id: `${agrees ? "confirm" : "conflict"}/${sentence.id}`,
  kind: agrees ? "confirm" : "conflict",
  criterion: -1,
  stances: [],
  strength: 3,
  quality: agrees ? 0.8 : 1,
  places: [sentence.place, ...places],
  subject: "",
  figures: [],
  quote: sentence.text,
  note: { key, values: [said, `${counted}`, (places[0] as Place | undefined)?.file ?? ""] },
  against: `text/${sentence.place.file}:${sentence.place.line}#${sentence.id}`,
  computed: true,
});

/** "in our runs it never went above 500 MB": a bound that the registered rows of the option exceed. */
const boundRecount = (sentence: Sentence, evidence: Evidence): readonly Fact[] => {
  if (sentence.quantities.length === 0 || !/\b(?:never|no|none|always|not once|nie|keine\w*|immer)\b/.test(fold(sentence.text))) return [];
  const options = namedIn(sentence.text, evidence);
  return sentence.quantities.flatMap((quantity) => {
    const near = fold(sentence.text.slice(Math.max(0, quantity.start - 60), quantity.start));
    const above = /\b(?:never|no|none|not once|nie|keine\w*)\b.*\b(?:above|over|exceed\w*|more than|uber|mehr als)\b/.test(near);
    const below = /\b(?:never|no|none|nie|keine\w*)\b.*\b(?:below|under|less than|unter|weniger als)\b/.test(near);
    if (above === below) return [];
    const columns = evidence.tables.flatMap((table) =>
      table.columns
        .map((column, at) => ({ table, column, at }))
        .filter((each) => each.column.type === "number" && each.column.dim === quantity.dim),
    );
    const only = columns.length === 1 ? columns[0] : undefined;
    if (only === undefined || quantity.dim === "number") return [];
    return boundFact(sentence, options, only, quantity.value, above, quantity.raw);
  });
};

const boundFact = (
  sentence: Sentence,
  options: readonly number[],
  column: { readonly table: Table; readonly at: number },
  bound: number,
  above: boolean,
  raw: string,
): readonly Fact[] => {
  const rows = column.table.rows.filter((_, index) => options.includes(column.table.rowOption[index] ?? -1));
  const over = rows.filter((row) => {
    const value = row.cells[column.at]?.number;
    return value !== undefined && (above ? value > bound : value < bound);
  });
  if (over.length === 0 || options.length === 0) return [];
  const places = over.map((row) => ({ file: column.table.file, line: row.line, endLine: row.line }));
  const values = over
    .map((row) => row.cells[column.at]?.raw ?? "")
    .slice(0, 4)
    .join(", ");
  const fact = conflict(sentence, raw, over.length, false, places, "bound");
  return [
    {
      ...fact,
      note: { key: "bound", values: [raw, values, column.table.file, column.table.columns[column.at]?.name ?? ""] },
      stances: options.length === 1 ? [{ option: options[0] as number, value: -0.4 }] : [],
    },
  ];
};
