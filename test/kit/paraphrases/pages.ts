import { ENGLISH } from "./english.ts";
import { FRAMES } from "./frames.ts";
import { GERMAN } from "./german.ts";
import { FRENCH, SPANISH } from "./romance.ts";
import type { Frame, Wordings } from "./wordings.ts";

/** One briefing of the battery: what it says, who must win, and which of the three options break its only bound. */
export type Page = {
  readonly name: string;
  readonly language: string;
  readonly kind: string;
  /** The wording as its list gives it. */
  readonly wording: string;
  readonly index: number;
  readonly text: string;
  readonly names: readonly string[];
  /** 0 to 2: who must win. */
  readonly winner: number;
  /** For each option whether it breaks the bound; empty where the page has none. */
  readonly breaks: readonly boolean[];
};

/** Price, battery life, width, load, error. */
type Key = "P" | "B" | "W" | "L" | "X";
/** What the three options are, the first to the last. */
const FIGURES: { readonly [key in Key]: readonly [number, number, number] } = {
  P: [1890, 2450, 1640],
  B: [14, 22, 11],
  W: [58, 52, 44],
  L: [140, 160, 95],
  X: [1.5, 3, 1.8],
};
const EACH = [189, 145, 160] as const;
const EACH_BATTERY = [22, 11, 14] as const;
/** Which of them break the bound that a wording sets on a figure. */
const BREAKS: { readonly [key in Key]: readonly boolean[] } = {
  P: [false, true, false],
  W: [true, true, false],
  X: [false, true, false],
  B: [false, false, true],
  L: [false, false, true],
};

/** 32 bits of FNV-1a: which layout and which order a wording gets. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
};

const written = (value: number, { group, point }: Frame): string =>
  value >= 1000 ? `${Math.floor(value / 1000)}${group}${String(value % 1000).padStart(3, "0")}` : String(value).replace(".", point);

const ORDERS: readonly (readonly number[])[] = [
  [0, 1, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

type Column = { readonly head: string; readonly cells: readonly string[] };

const tableOf = (frame: Frame, columns: readonly Column[], order: readonly number[]): string =>
  [
    [frame.columns.name, ...columns.map(({ head }) => head)],
    columns.map(() => "---").concat("---"),
    ...order.map((option) => [frame.names[option] as string, ...columns.map(({ cells }) => cells[option] as string)]),
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

const columnOf = (frame: Frame, key: Key): Column => ({
  head: frame.columns[key],
  cells: FIGURES[key].map((value) => written(value, frame)),
});

/** Four ways to lay a page out: loose lines, sections, all in one paragraph, and the wish after the table. */
const layOut = (frame: Frame, layout: number, parts: { question: string; table: string; bound: string; rule: string }): string => {
  const { question, table, bound, rule } = parts;
  const [asked, candidates, conditions, choice] = frame.headings;
  const head = `# ${frame.title}\n\n`;
  const words = (...each: readonly string[]): string => each.filter((one) => one !== "").join(" ");
  if (layout === 1)
    return `${head}## ${asked}\n\n${question}\n\n## ${candidates}\n\n${table}\n\n## ${conditions}\n\n- ${bound}\n\n## ${choice}\n\n${rule}\n`;
  if (layout === 2) return `${head}${words(frame.context, question, bound, rule)}\n\n${table}\n`;
  if (layout === 3) return `${head}${words(frame.context, question)}\n\n${table}\n\n${words(bound, rule)}\n`;
  return `${head}${question}\n\n${table}\n\n${bound}\n\n${rule}\n`;
};

const split = (wording: string): readonly [string, string] => {
  const match = /^\{([^}]+)\} ([\s\S]+)$/u.exec(wording);
  return match === null ? ["", wording] : [match[1] as string, match[2] as string];
};

type Made = { readonly text: string; readonly winner: number; readonly breaks: readonly boolean[] };

/** Renders one wording of a kind in one layout. */
const make = (frame: Frame, kind: string, wording: string, seed: number): Made => {
  const [key, words] = split(wording);
  const order = ORDERS[seed % ORDERS.length] as readonly number[];
  const layout = (seed >>> 4) % 4;
  const loose = [0, 2, 3][layout % 3] as number;
  const table = (...keys: readonly string[]): string =>
    tableOf(
      frame,
      [...new Set(keys)].map((each) => columnOf(frame, each as Key)),
      order,
    );
  const { question, cap, longest, cheapest } = frame;
  switch (kind) {
    case "upper":
      return {
        text: layOut(frame, layout, { question, table: table("P", "B", key === "P" ? "W" : (key as Key)), bound: words, rule: longest }),
        winner: key === "W" ? 2 : 0,
        breaks: BREAKS[key as Key],
      };
    case "lower":
      return {
        text: layOut(frame, layout, { question, table: table("P", "B", key === "L" ? "L" : "W"), bound: words, rule: cheapest }),
        winner: 0,
        breaks: BREAKS[key as Key],
      };
    case "demand": {
      const property: Column = { head: key, cells: [frame.yes, frame.no, frame.yes] };
      return {
        text: layOut(frame, layout, {
          question,
          table: tableOf(frame, [columnOf(frame, "P"), columnOf(frame, "B"), property], order),
          bound: words,
          rule: longest,
        }),
        winner: 0,
        breaks: BREAKS.P,
      };
    }
    case "rule":
      return {
        text: layOut(frame, layout, { question, table: table("P", "B", "W"), bound: cap, rule: words }),
        winner: key === "B" ? 0 : 2,
        breaks: BREAKS.P,
      };
    case "question":
      return {
        text: layOut(frame, loose, { question: words, table: table("P", "B", "W"), bound: cap, rule: longest }),
        winner: 0,
        breaks: BREAKS.P,
      };
    case "form":
      return {
        text: layOut(frame, layout, { question, table: words, bound: cap, rule: longest }),
        winner: 0,
        breaks: BREAKS.P,
      };
    case "total": {
      const columns = [
        { head: frame.each, cells: EACH.map(String) },
        { head: frame.columns.B, cells: EACH_BATTERY.map(String) },
        columnOf(frame, "W"),
      ];
      return {
        text: layOut(frame, layout, { question, table: tableOf(frame, columns, order), bound: words, rule: longest }),
        winner: 2,
        breaks: [true, false, false],
      };
    }
    case "drivers":
      return {
        text: `# ${frame.title}\n\n${frame.context} ${question}\n\n${table("P", "B", key === "P" ? "W" : (key as Key))}\n\n## ${frame.headings[4]}\n\n${words}\n`,
        winner: key === "W" ? 2 : 0,
        breaks: BREAKS[key as Key],
      };
    default:
      return {
        text: layOut(frame, loose, { question, table: table("P", "B", "W"), bound: words, rule: longest.replace(/^[^,]+, /u, "") }),
        winner: 1,
        breaks: [],
      };
  }
};

const SETS: readonly (readonly [Frame, Wordings])[] = [
  [FRAMES.en, ENGLISH],
  [FRAMES.de, GERMAN],
  [FRAMES.fr, FRENCH],
  [FRAMES.es, SPANISH],
];

/** Every wording in `layouts` layouts, the same pages at every call. Even indexes were read while the patterns were made, odd ones were not. */
export const paraphrases = (layouts = 2): readonly Page[] =>
  SETS.flatMap(([frame, wordings]) =>
    Object.entries({ ...wordings, ...(frame.forms.length > 0 ? { form: frame.forms } : {}) }).flatMap(([kind, list]) =>
      list.flatMap((wording, index) =>
        Array.from({ length: layouts }, (_, round) => {
          const seed = hash(`${frame.language}/${kind}/${index}/${round}`);
          const made = make(frame, kind, wording, seed);
          return {
            ...made,
            name: `${frame.language}/${kind}/${index}/${round}`,
            language: frame.language,
            kind,
            wording,
            index,
            names: frame.names,
          };
        }),
      ),
    ),
  );
