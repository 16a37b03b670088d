import type { Opening } from "../../core/roundtable/event.ts";
import { type LogItem, type RoundtableState, turnsSeen, visible } from "../../core/roundtable/state.ts";
import type { SpokenTurn } from "../../core/voices/types.ts";
import type { AskRequest, Block, Part, PromptWindow } from "./call-request.ts";
import * as say from "./prompt-text.ts";

/** What a prompt is made from: the state, up to what the step sees, and the boundary around text of others. */
export type View = { readonly state: RoundtableState; readonly opening: Opening; readonly sees: number; readonly fence: string };

/** Characters of a round's transcript in a prompt at most; what is older is left out and said to be. */
const WINDOW_CHARS = 160_000;

/** Briefing, files, the newest summary, everything said since as far as the step sees, and the task. */
export const situation = (view: View, reader: string, task: string): Pick<AskRequest, "prompt" | "window"> => {
  const { opening, state, sees, fence } = view;
  const items = visible(state, sees);
  const summary = items.findLast((item) => item.kind === "summary");
  // Before the first summary nothing stands for what was said: the research window and its results are read whole.
  const recent = summary === undefined ? items : items.slice(items.findLastIndex((item) => item.kind === "round"));
  const said = recent.flatMap((item) =>
    say.transcriptItem(item, fence, mayRead(item, reader, opening)).map((text): Said => ({ item, text })),
  );
  const shown = newest(said, WINDOW_CHARS);
  const turns = shown.flatMap(({ item }) => (item.kind === "turn" ? [item.turn] : []));
  return {
    prompt: [
      ...briefingParts(opening, `Topic: ${opening.topic}\n\n${say.briefingHead(fence)}`, fence),
      { block: "files", text: say.sourcesLine(state.sources, fence) },
      ...(summary === undefined
        ? []
        : [{ block: "summary", text: say.fenced(fence, `summary of rounds 1 to ${summary.round}`, summary.text) } as const]),
      ...transcriptParts(said, shown),
      { block: "task", text: task },
    ],
    window: windowOf(turnsSeen(state, sees), turns, summary?.round ?? 0),
  };
};

type Said = { readonly item: LogItem; readonly text: string };

/** The newest of what was said that fits into `most` characters together. */
const newest = (said: readonly Said[], most: number): readonly Said[] => {
  let left = most;
  let from = said.length;
  while (from > 0 && (said[from - 1] as Said).text.length <= left) {
    from -= 1;
    left -= (said[from] as Said).text.length;
  }
  return said.slice(from);
};

/** What was said in order, as runs of talk and of look-up results. */
const transcriptParts = (said: readonly Said[], shown: readonly Said[]): readonly Part[] => {
  if (said.length === 0) return [{ block: "transcript", text: "Nobody has spoken yet." }];
  const cut = said.slice(0, said.length - shown.length);
  const parts: { block: Block; text: string }[] =
    cut.length === 0
      ? []
      : [
          {
            block: "transcript",
            text: say.leftOut(
              cut.length,
              cut.reduce((sum, { text }) => sum + text.length, 0),
            ),
          },
        ];
  for (const { item, text } of shown) {
    const block = item.kind === "answer" ? "research" : "transcript";
    const last = parts.at(-1);
    if (last?.block === block) last.text += `\n${text}`;
    else parts.push({ block, text });
  }
  return parts;
};

/** How much of all turns a prompt shows. */
export const windowOf = (all: readonly SpokenTurn[], shown: readonly SpokenTurn[], summaryOfRounds: number): PromptWindow => {
  const characters = (turns: readonly SpokenTurn[]): number => turns.reduce((sum, { text }) => sum + text.length, 0);
  return {
    turns: shown.length,
    characters: characters(shown),
    leftOutTurns: all.length - shown.length,
    leftOutCharacters: characters(all) - characters(shown),
    summaryOfRounds,
  };
};

/** The briefing between its boundary lines. */
export const briefingParts = (opening: Opening, head: string, fence: string): readonly Part[] => [
  { block: "briefing", text: head },
  { block: "briefing", blob: opening.briefing.blob },
  { block: "briefing", text: fence },
];

/** A private result is read by who asked for it and by the judge. */
export const mayRead = (item: LogItem, reader: string, opening: Opening): boolean =>
  item.kind !== "answer" || !item.answer.private || item.answer.seat === reader || reader === opening.judge.name;
