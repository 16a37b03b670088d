import { inline } from "./inline.ts";
import type { Look } from "./look.ts";
import { safe } from "./safe.ts";
import { withSigns } from "./signs.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** Widest column of running text; tables may use the whole terminal. */
const MEASURE = 100;

/**
 * Markdown as lines of a terminal: headings bold, lists hanging, tables aligned, quotes and code marked, links as text.
 * Makes the text safe itself. Unknown markup stays as it is written.
 */
export const markdown = (source: string, look: Look): readonly string[] => {
  const lines = safe(source)
    .replace(/<!--[\s\S]*?-->/gu, "")
    .split("\n");
  const out: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const block = readBlock(lines, at);
    if (block.kind === "blank") {
      if (out.length > 0 && out.at(-1) !== "") out.push("");
    } else {
      if (block.kind === "heading" && out.length > 0 && out.at(-1) !== "") out.push("");
      out.push(...renderBlock(block, look));
    }
    at = block.end;
  }
  while (out.at(-1) === "") out.pop();
  return out;
};

type Block = { readonly end: number } & (
  | { readonly kind: "blank" | "rule" }
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "code"; readonly lines: readonly string[] }
  | { readonly kind: "quote"; readonly text: string }
  | { readonly kind: "item"; readonly indent: number; readonly mark: string; readonly text: string }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly aligns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "paragraph"; readonly text: string }
);

const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/u;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/u;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/u;

const readBlock = (lines: readonly string[], at: number): Block => {
  const line = lines[at] as string;
  if (line.trim() === "") return { kind: "blank", end: at + 1 };
  const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/u.exec(line);
  if (heading !== null) return { kind: "heading", level: (heading[1] as string).length, text: heading[2] as string, end: at + 1 };
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return readCode(lines, at, fence);
  if (line.includes("|") && TABLE_RULE.test(lines[at + 1] ?? "") && (lines[at + 1] as string).includes("-")) return readTable(lines, at);
  if (/^ {0,3}([-*_])\s*(?:\1\s*){2,}$/u.test(line)) return { kind: "rule", end: at + 1 };
  if (/^ {0,3}>/u.test(line)) {
    const end = runTo(lines, at, (next) => /^ {0,3}>/u.test(next));
    return { kind: "quote", text: joined(lines.slice(at, end).map((quoted) => quoted.replace(/^ {0,3}> ?/u, ""))), end };
  }
  const item = ITEM.exec(line);
  if (item === null) {
    const end = runTo(lines, at + 1, isText);
    return { kind: "paragraph", text: joined(lines.slice(at, end)), end };
  }
  const end = runTo(lines, at + 1, (next) => isText(next) && /^\s{2,}/u.test(next));
  const indent = Math.floor((item[1] as string).length / 2);
  return { kind: "item", indent, mark: item[2] as string, text: joined([item[3] as string, ...lines.slice(at + 1, end)]), end };
};

const runTo = (lines: readonly string[], from: number, belongs: (line: string) => boolean): number => {
  let end = from;
  while (end < lines.length && belongs(lines[end] as string)) end++;
  return Math.max(end, from);
};

const isText = (line: string): boolean => line.trim() !== "" && !ITEM.test(line) && !FENCE.test(line) && !/^ {0,3}(#{1,6}\s|>)/u.test(line);

const joined = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(" ");

const readCode = (lines: readonly string[], at: number, fence: string): Block => {
  const end = runTo(lines, at + 1, (line) => line.trim() !== fence && !(line.trim().startsWith(fence) && /^[`~]+$/u.test(line.trim())));
  return { kind: "code", lines: lines.slice(at + 1, end), end: end + 1 };
};

const readTable = (lines: readonly string[], at: number): Block => {
  const end = runTo(lines, at + 2, (line) => line.includes("|"));
  return {
    kind: "table",
    head: cellsOf(lines[at] as string),
    aligns: cellsOf(lines[at + 1] as string),
    rows: lines.slice(at + 2, end).map(cellsOf),
    end,
  };
};

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/gu, "")
    .split(/(?<!\\)\|/u)
    .map((cell) => cell.trim().replace(/\\\|/gu, "|"));

const renderBlock = (block: Exclude<Block, { kind: "blank" }>, look: Look): readonly string[] => {
  const { paint, glyphs } = look;
  const measure = Math.min(look.width, MEASURE);
  switch (block.kind) {
    case "blank":
      return [];
    case "rule":
      return [paint.dim(glyphs.rule.repeat(Math.min(measure, 40)))];
    case "heading":
      return heading(
        wrap(
          inline(block.text, look).map(({ text }) => ({ text })),
          measure,
        ),
        block.level,
        look,
      );
    case "code":
      return block.lines.map((line) => paint.cyan(`    ${line}`));
    case "quote":
      return wrap(inline(block.text, look), measure, { first: `${glyphs.bar} ` }).map((line) => paint.dim(line));
    case "item": {
      const mark = /^\d/u.test(block.mark) ? block.mark : glyphs.bullet;
      const first = `${"  ".repeat(block.indent)}${mark} `;
      return wrap(inline(block.text, look), measure, { first, rest: " ".repeat(first.length) });
    }
    case "table":
      return renderTable(block, look);
    case "paragraph":
      return wrap(inline(block.text, look), measure);
  }
};

const heading = (lines: readonly string[], level: number, { paint }: Look): readonly string[] =>
  lines.map((line) => (level === 1 ? paint.bold(paint.underline(line)) : paint.bold(line)));

/** Cells lose their markup: widths stay countable. */
const renderTable = (block: Extract<Block, { kind: "table" }>, look: Look): readonly string[] => {
  const plain = (cell: string | undefined): string =>
    inline(cell ?? "", look)
      .map(({ text }) => text)
      .join("");
  const columns = block.head.map((title, index) => ({
    title: plain(title),
    align: /:$/u.test(block.aligns[index] ?? "") ? ("end" as const) : ("start" as const),
    grows: "wraps" as const,
  }));
  const compared = withSigns(
    columns,
    block.rows.map((row) => columns.map((_, index) => plain(row[index]))),
    look,
  );
  return [...table(look, compared.columns, compared.rows), ...compared.legend];
};
