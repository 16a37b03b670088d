import type { PromptContext } from "../../../usecases/roundtable/context.ts";
import type { Look } from "./look.ts";
import { rule } from "./rule.ts";
import { safe, safeLine } from "./safe.ts";
import { table } from "./table.ts";
import { counted } from "./time.ts";
import { wrapText } from "./wrap.ts";

const number = (value: number): string => value.toLocaleString("en-US");

/** What a model had before it: each block with its size, what was left out, and with `full` the text as it was read. */
export const contextLines = (context: PromptContext, full: boolean, look: Look): readonly string[] => {
  const { step, seat, backend, tier, model, blocks, characters, tokens } = context;
  const rows = [...blocks, { block: "together", characters, tokens }].map((row) => [row.block, number(row.characters), number(row.tokens)]);
  const head = `What ${safeLine(seat)} had before it at ${step}${look.glyphs.join}${backend}, ${model === null ? tier : safeLine(model)}`;
  return [
    ...wrapText(head, look.width),
    "",
    ...table(look, [{ title: "block" }, { title: "characters", align: "end" }, { title: "tokens, about", align: "end" }], rows),
    "",
    ...wrapText(windowText(context), look.width),
    ...wrapText("Tokens are an estimate by letters and marks; no tokenizer was asked.", look.width).map(look.paint.dim),
    ...(full ? blocks.flatMap(({ block, text }) => ["", rule(look, block), ...wrapText(safe(text), look.width)]) : []),
  ];
};

const windowText = ({ window }: PromptContext): string => {
  const shown = `It holds ${counted(window.turns, "turn")} (${number(window.characters)} characters).`;
  if (window.leftOutTurns === 0) return `${shown} Nothing is left out.`;
  const stands = window.summaryOfRounds > 0 ? `; the summary of rounds 1 to ${window.summaryOfRounds} stands for what came before` : "";
  return `${shown} ${counted(window.leftOutTurns, "turn")} (${number(window.leftOutCharacters)} characters) ${window.leftOutTurns === 1 ? "is" : "are"} left out${stands}.`;
};
