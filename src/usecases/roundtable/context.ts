import { asRecord } from "../../core/kernel/json.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { estimateTokens } from "../../core/kernel/tokens.ts";
import type { RunId, StepKey } from "../../core/run/event.ts";
import type { Journal, StoredEvent } from "../../ports/journal.ts";
import type { AskRequest, Block, Part, PromptWindow } from "./call-request.ts";
import { withoutFences } from "./prompt-text.ts";
import { blobText } from "./record.ts";

/** One block of a prompt. `tokens` is an estimate; `text` is what the model read, in the order it read it. */
export type ContextBlock = { readonly block: Block; readonly characters: number; readonly tokens: number; readonly text: string };

/** Everything that was asked of a model in one call. */
export type PromptContext = {
  readonly run: RunId;
  readonly step: StepKey;
  readonly seat: string;
  readonly backend: string;
  readonly tier: string;
  readonly model: string | null;
  readonly maxTokens: number;
  readonly window: PromptWindow;
  readonly blocks: readonly ContextBlock[];
  readonly characters: number;
  readonly tokens: number;
};

/** Why there is nothing to show: what, on which value, what to do. */
export type ContextFault = { readonly code: "NO_CONTEXT"; readonly message: string; readonly hint: string };

/**
 * What a seat (or the judge) had before it when it spoke (or looked at) a turn. `reference` is `SEAT@TURN`, turns counting from
 * 1, or the step key of any call.
 */
export const contextOf = (journal: Journal, run: RunId, reference: string): Result<PromptContext, ContextFault> => {
  const step = stepOf(journal.read(run), run, reference);
  if (!step.ok) return step;
  const stored = journal.calls(run, step.value).at(-1)?.request;
  const request = asRecord(stored)?.op === "ask" ? (stored as unknown as AskRequest) : undefined;
  if (request === undefined) {
    const hint = `moot show ${run} --raw`;
    return fail({ code: "NO_CONTEXT", message: `no model was asked at ${step.value}`, hint });
  }
  const blocks = blocksOf(journal, [...request.system, ...request.prompt]);
  const { seat, backend, tier, model, maxTokens, window } = request;
  const sum = (of: (block: ContextBlock) => number): number => blocks.reduce((total, block) => total + of(block), 0);
  const [characters, tokens] = [sum((block) => block.characters), sum((block) => block.tokens)];
  return ok({ run, step: step.value, seat, backend, tier, model, maxTokens, window, blocks, characters, tokens });
};

const stepOf = (events: readonly StoredEvent[], run: RunId, reference: string): Result<StepKey, ContextFault> => {
  const wrong = (message: string): Result<never, ContextFault> =>
    fail({ code: "NO_CONTEXT", message, hint: `moot show ${run} --transcript` });
  if (reference.includes("/")) return ok(reference);
  const [, name, turn] = /^([^@]+)@([1-9]\d{0,5})$/u.exec(reference) ?? [];
  if (name === undefined || turn === undefined) return wrong(`${reference} is no SEAT@TURN, as elena@4`);
  const spoken = events.find(({ kind, data }) => kind === "turn-spoken" && asRecord(data)?.ordinal === Number(turn));
  if (spoken === undefined) return wrong(`there is no turn ${turn}`);
  const seat = String(asRecord(spoken.data)?.seat);
  if (seat === name.toLowerCase()) return ok(spoken.step);
  const watched = events.find(({ kind, data }) => kind === "turn-watched" && asRecord(data)?.turn === Number(turn));
  const judge = asRecord(asRecord(events.find(({ kind }) => kind === "roundtable-opened")?.data)?.judge)?.name;
  if (judge === name.toLowerCase())
    return watched === undefined ? wrong(`the judge did not look at turn ${turn} by itself`) : ok(watched.step);
  return wrong(`turn ${turn} was spoken by ${seat}, not by ${name}`);
};

/** The parts by what they are for, in the order in which each block first stands in the prompt. */
const blocksOf = (journal: Journal, parts: readonly Part[]): readonly ContextBlock[] => {
  const texts = new Map<Block, string[]>();
  for (const part of parts) {
    const text = "text" in part ? part.text : withoutFences(blobText(journal, part.blob));
    texts.set(part.block, [...(texts.get(part.block) ?? []), text]);
  }
  return [...texts].map(([block, pieces]) => {
    const text = pieces.join("\n\n");
    return { block, characters: text.length, tokens: estimateTokens(text), text };
  });
};
