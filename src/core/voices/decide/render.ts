import { cite, escapeMarkdown, italic, quoteOf } from "../frames/cite.ts";
import type { Decision, DecisionLine } from "../types.ts";
import { type DecisionHeader, notesOf, oneLine } from "./notes.ts";
import type { DecisionWords } from "./words.ts";
import { decisionWords } from "./words-of.ts";

/** Width to which paragraphs are wrapped. */
const WIDTH = 80;

/**
 * The decision as Markdown, answer first, wrapped at 80 columns where a line can be. Every fact ends with its `[file:line]`, every claim of
 * a turn with `(turn n)`. All text from sources and callers is escaped. Ends with a newline.
 */
export const renderDecision = (decision: Decision, header: DecisionHeader): string => {
  const words = decisionWords(decision.language);
  const notes = notesOf(decision, header, words);
  const blocks = [
    `# ${words.heading}: ${oneLine(header.topic || decision.question || header.run)}`,
    ...answerBlock(decision, header, words),
    ...notes.head.map((text) => wrap(text)),
    ...section(
      words.sections.out,
      decision.options.filter((option) => option.out).map((option) => bullet(outText(option, words))),
    ),
    ...section(decision.kind === "answer" ? words.sections.why : words.sections.established, lines(decision.why, words)),
    ...section(words.sections.against, lines(decision.against, words)),
    ...tableBlock(decision, words, notes.table),
    ...section(words.sections.limits, limitLines(decision, words)),
    ...section(
      words.sections.second,
      notes.second.map((text) => wrap(text)),
    ),
    ...section(words.sections.flips, lines(decision.flips, words)),
    ...section(words.sections.seats, seatLines(decision, words)),
    ...section(words.sections.open, lines(decision.open, words)),
    ...section(
      words.sections.next,
      decision.next.map((each, index) => wrap(`${index + 1}. ${lineText(each, words)}`, "   ")),
    ),
    ...section(words.sections.missing, decision.options.length === 0 ? words.missing.map((each) => bullet(each)) : []),
    ...section(words.sections.aside, lines(decision.setAside, words)),
    ...section(
      words.sections.unused,
      notes.unused.map((text) => wrap(text)),
    ),
    ...notes.origin.map((text) => wrap(text)),
  ];
  return `${blocks.join("\n\n")}\n`;
};

const answerBlock = (decision: Decision, header: DecisionHeader, words: DecisionWords): readonly string[] => {
  const confidence =
    decision.kind === "answer" ? ` ${words.confidence(decision.confidence.word, Math.round(decision.confidence.p * 100))}` : "";
  const answer = wrap(`**${words.answerWord}: ${decision.answer}**${confidence === "" ? "" : ` ${words.confidenceWord}:${confidence}.`}`);
  const made = wrap(
    `${decision.madeBy} ${words.roster(header.seats.join(", "), header.rounds, header.mode, (header.outside ?? []).join(", "))}`,
  );
  return [answer, made];
};

const outText = (option: Decision["options"][number], words: DecisionWords): string =>
  words.out(italic(option.name), option.why.map((each) => lineText(each, words)).join(" "));

const section = (title: string, body: readonly string[]): readonly string[] =>
  body.length === 0 ? [] : [`## ${title}\n\n${body.join("\n")}`];

const lines = (items: readonly DecisionLine[], words: DecisionWords): readonly string[] =>
  items.map((each) => bullet(lineText(each, words)));

const bullet = (text: string): string => wrap(`- ${text}`, "  ");

/** Text, places, turns; one full stop at the end. */
const lineText = (each: DecisionLine, words: DecisionWords): string => {
  const places = cite(each.places);
  const turns = each.turns.length === 0 ? "" : words.turn(each.turns.join(", "));
  return `${[each.text.replace(/[.]$/, ""), places, turns].filter((part) => part !== "").join(" ")}.`;
};

const tableBlock = (decision: Decision, words: DecisionWords, notes: readonly string[]): readonly string[] => {
  if (decision.criteria.length === 0 || decision.options.length === 0) return [];
  const names = decision.criteria[0]?.cells.map((cell) => cell.option) ?? [];
  const head = [words.criterion, words.weight, ...names.map((name) => escapeMarkdown(name).replace(/\|/g, "\\|"))];
  const rows = decision.criteria.map((row) => [
    `${cut(row.name)}${row.inferred ? " *" : ""}`,
    `${Math.round(row.weight * 100)} %`,
    ...row.cells.map((cell) =>
      cell.value === ""
        ? words.noEvidence
        : `${escapeCell(cell.value)}${cell.sign === "?" ? "" : ` (${cell.sign === "-" ? "−" : cell.sign})`}`,
    ),
  ]);
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length), title.length));
  const draw = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  const sources = decision.criteria.flatMap((row) => {
    const places = cite(row.cells.flatMap((cell) => cell.places));
    return places === "" ? [] : [`${cut(row.name)} ${places}`];
  });
  const under = [...notes, ...(sources.length === 0 ? [] : [`${words.sources}: ${sources.join("; ")}.`])].map((text) => wrap(text));
  return [`## ${words.sections.table}\n\n${[draw(head), rule, ...rows.map(draw)].join("\n")}`, ...under];
};

const escapeCell = (text: string): string => (/^[“„]/.test(text) ? text : escapeMarkdown(text)).replace(/\|/g, "\\|");

/** Longest name of a criterion in the table. */
const MAX_CRITERION = 60;

const cut = (text: string): string => {
  const plain = escapeMarkdown(text.replace(/\s+/g, " ").trim()).replace(/\|/g, "\\|");
  return plain.length <= MAX_CRITERION ? plain : `${plain.slice(0, MAX_CRITERION - 2).trimEnd()} …`;
};

const limitLines = (decision: Decision, words: DecisionWords): readonly string[] =>
  decision.limits.map((limit) => {
    const groups = new Map<string, string[]>();
    for (const each of limit.per)
      groups.set(words.state[each.state], [
        ...(groups.get(words.state[each.state]) ?? []),
        `${italic(each.option)}${each.why === "" ? "" : ` (${each.why})`}`,
      ]);
    const states = [...groups].map(([state, options]) => `${state} ${options.join(", ")}`).join("; ");
    return bullet(`${quoteOf(limit.text, decision.language ?? "en")} ${cite([limit.place])}: ${states}.`);
  });

const seatLines = (decision: Decision, words: DecisionWords): readonly string[] => {
  const moved = decision.moved.map((each) =>
    bullet(
      lineText(
        {
          ...each.cause,
          text: `${words.moved(each.seat, italic(each.from), italic(each.to))}${each.cause.text === "" ? "" : `: ${each.cause.text}`}`,
        },
        words,
      ),
    ),
  );
  const byOption = new Map<string, string[]>();
  for (const each of decision.positions)
    byOption.set(each.option, [...(byOption.get(each.option) ?? []), `${each.seat} ${words.turn(`${each.turn}`)}`]);
  const held = [...byOption].map(([option, seats]) => bullet(`${italic(option)}: ${seats.join(", ")}.`));
  return [...held, ...moved];
};

/** Wraps at spaces; never inside `[file:line]`. Continuation lines take the indent. */
const wrap = (text: string, indent = ""): string => {
  const parts = text.split(" ");
  const rows: string[] = [];
  let row = "";
  for (const part of parts) {
    if (row !== "" && row.length + 1 + part.length > WIDTH && !/^(?:[-*+]|\d+\.)$/.test(row.trim())) {
      rows.push(row);
      row = indent + part;
    } else row = row === "" ? part : `${row} ${part}`;
  }
  return [...rows, row].join("\n");
};
