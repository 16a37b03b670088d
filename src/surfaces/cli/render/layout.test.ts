import fc from "fast-check";
import stringWidth from "string-width";
import { expect, it } from "vitest";
import { lookOf } from "./look.ts";
import { lookUpInShort } from "./look-up.ts";
import { markdown } from "./markdown.ts";
import { safe } from "./safe.ts";
import { table } from "./table.ts";
import { typed } from "./typed.ts";
import { columnsOf, cut, wrap, wrapText } from "./wrap.ts";

const look = (columns: number, ascii = false) =>
  lookOf({ isTerminal: true, columns, colour: "never", ascii, noColor: false, forceColor: false, dumb: false });

const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "漢", "👩‍💻", "é", "-"), minLength: 1, maxLength: 12 }), {
  maxLength: 30,
});

it("wrap() keeps every line in the width and loses no word", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 60 }), (list, width) => {
      const lines = wrapText(list.join(" "), width);
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      expect(lines.join("").replaceAll(" ", "")).toBe(list.join(""));
    }),
  );
});

it("table() lays out as many rows as a file may have", () => {
  const rows = Array.from({ length: 200_000 }, (_, row) => [String(row), "clear"]);
  expect(table(look(80), [{ title: "job" }, { title: "Spine", grows: "wraps" }], rows)).toHaveLength(200_001);
});

it("wrap() counts no column for a colour", () => {
  const bold = (text: string): string => `\u{1b}[1m${text}\u{1b}[22m`;
  expect(wrap([{ text: "one two", paint: bold }, { text: ", three" }], 8)).toEqual([`${bold("one")} ${bold("two")},`, "three"]);
});

it("columnsOf() counts every character of the basic plane, alone and in company, as the width tables have it", () => {
  const characters = Array.from({ length: 0xffff - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
  const wrong = characters.filter((character) => columnsOf(character) !== stringWidth(character));
  expect(wrong).toEqual([]);
  const company = fc.array(fc.constantFrom("a", "é", "ß", "–", "“", "✓", "★", "→", "█", "漢", "👩‍💻", "e\u0301", "1\ufe0f\u20e3"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(company, (parts) => {
      expect(columnsOf(parts.join(""))).toBe(stringWidth(parts.join("")));
    }),
  );
});

it("cut() counts a wide character as two", () => {
  expect(cut("漢字漢字", 5, "…")).toBe("漢字…");
  expect(cut("short", 5, "…")).toBe("short");
});

it("table() fits the width, wraps the growing column and aligns numbers", () => {
  const columns = [{ title: "seat" }, { title: "n", align: "end" as const }, { title: "what", grows: "wraps" as const }];
  const lines = table(look(60), columns, [["elena", "7", "one proposal with its price and the condition under which it holds, in short"]]);
  expect(lines).toEqual([
    "seat   n  what",
    "elena  7  one proposal with its price and the condition",
    "          under which it holds, in short",
  ]);
});

it("table() becomes labelled lists on a narrow terminal", () => {
  expect(
    table(
      look(40),
      [{ title: "seat" }, { title: "sparks", align: "end" }],
      [
        ["elena", "7"],
        ["bo", "-3"],
      ],
    ),
  ).toEqual(["seat    elena", "sparks  7", "", "seat    bo", "sparks  -3"]);
});

it("table() fits any cells into any width", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })), { maxLength: 5 }),
      fc.integer({ min: 60, max: 120 }),
      (rows, width) => {
        const lines = table(
          look(width),
          [{ title: "a" }, { title: "b", grows: "wraps" as const }],
          rows.map((row) => row.map(safe)),
        );
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

it("markdown() renders headings, lists, tables and links as text", () => {
  const source =
    "# Title\n\nText with **bold** and a [link](https://x.test) and `code`.\n- one\n  more\n  1. two\n\n| a | b |\n|---|--:|\n| x\\|y | 10 |\n\n> said\n\n```\n| raw |\n```\n<!-- gone -->";
  expect(markdown(source, look(80))).toEqual([
    "Title",
    "",
    "Text with bold and a link (https://x.test) and code.",
    "• one more",
    "  1. two",
    "",
    "a     b",
    "x|y  10",
    "",
    "│ said",
    "",
    "    | raw |",
  ]);
});

it("markdown() ends on any text and shows what is hidden", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("#", "-", "|", "\n", " ", "`", "~", "*", "[", "]", "(", ")", "a", ">", "1", ".", "\u{1b}") }),
      (text) => {
        expect(markdown(text, look(40)).join("")).not.toContain("\u{1b}");
      },
    ),
  );
  expect(markdown("[x](javascript:alert(1)\u{202e})", look(80)).join("")).toContain("<U+202E>");
});

it("ASCII marks replace the others", () => {
  expect(markdown("- one", look(80, true))).toEqual(["* one"]);
});

it("emphasis inside strong text is rendered, not printed", () => {
  expect(markdown("**Answer: *pg-queue*, the only one.** And `x*y` * 2", look(80))).toEqual([
    "Answer: pg-queue, the only one. And x*y * 2",
  ]);
  expect(markdown("**Best: *pg*** and ***both***", look(80))).toEqual(["Best: pg and both"]);
});

it("a table of comparisons sets signs apart and says what they mean; another table has no legend", () => {
  const compared =
    "| Criterion | cron | queue |\n|---|---|---|\n| Speed | 64.1 s − | 3.67 s + |\n| Weeks | 1 week + | 3 weeks 0 |\n| Trace | – | – |";
  expect(markdown(compared, look(80))).toEqual([
    "Criterion  cron       queue",
    "Speed      64.1 s  −  3.67 s   +",
    "Weeks      1 week  +  3 weeks  0",
    "Trace      –          –",
    "+ speaks for it · − against it · 0 neither · – no figure",
  ]);
  expect(markdown("| a | b |\n|---|---|\n| version 0 | C |", look(80))).toEqual(["a          b", "version 0  C"]);
});

it("commands are shown as they are typed here, and only commands", () => {
  const program = "npm start --";
  expect(typed("moot resume rt-1", { program })).toBe("npm start -- resume rt-1");
  expect(typed("MOOT_HOME=~/moot-home moot init", { program })).toBe("MOOT_HOME=~/moot-home npm start -- init");
  expect(typed("write it, or: moot team remove bo", { program })).toBe("write it, or: npm start -- team remove bo");
  expect(typed("a team of your own with `moot team new`", { program })).toBe("a team of your own with `npm start -- team new`");
  expect(typed("/home/moot is not there; install Moot again", { program })).toBe("/home/moot is not there; install Moot again");
  expect(typed("moot show", { program: "moot" })).toBe("moot show");
});

it("nothing is wider than reads well, however wide the terminal", () => {
  expect(look(80).width).toBe(80);
  expect(look(200).width).toBe(100);
});

it("a look-up in short has its first rows and the count of the others", () => {
  const rows = ["a: 1", "b: 2", "c: 3", "d: 4", "e: 5"];
  const result = (shown: readonly string[]): string =>
    ["mean by option:", "[x.csv:2-9]", ...shown.map((row) => `${row} [x.csv:2] and 3 more`), "x.csv sha256 94bf9e1ed270"].join("\n");
  expect(lookUpInShort(result(rows))).toBe("mean by option: a: 1; b: 2; c: 3 and 2 more rows");
  expect(lookUpInShort(result(rows.slice(0, 4)))).toBe("mean by option: a: 1; b: 2; c: 3 and 1 more row");
  expect(lookUpInShort("quote = 45")).toBe("quote = 45");
});
