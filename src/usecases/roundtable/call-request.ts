import type { Json } from "../../core/kernel/json.ts";
import type { Price } from "../../core/money/price.ts";
import type { Effort } from "../../core/money/size.ts";
import type { VoiceTask } from "../../core/voices/types.ts";

/** What a piece of a prompt is there for. */
export type Block = "persona" | "instructions" | "briefing" | "files" | "summary" | "transcript" | "research" | "task";

/** A piece of a prompt: text, or a blob whose text stands there. Briefing and personas are blobs, so rows stay small. */
export type Part = { readonly block: Block } & ({ readonly text: string } | { readonly blob: string });

/**
 * What of the transcript a prompt holds, and what it leaves out: turns that a summary or notes stand for, or that do not fit.
 * `summaryOfRounds` is the last round that the summary covers; 0: there is none.
 */
export type PromptWindow = {
  readonly turns: number;
  readonly characters: number;
  readonly leftOutTurns: number;
  readonly leftOutCharacters: number;
  readonly summaryOfRounds: number;
};

/** What the offline voices are told; sources and turns are added by the performer. `upTo` is the last turn they may read. */
export type TaskRef = {
  readonly kind: VoiceTask["kind"];
  readonly seat: string;
  readonly round: number;
  readonly upTo: number;
  readonly answers: readonly { readonly seat: string; readonly request: string; readonly text: string; readonly status: string }[];
};

/** The request of an `ask` step as it is stored in its `call` row. */
export type AskRequest = {
  readonly op: "ask";
  readonly seat: string;
  readonly backend: string;
  readonly tier: string;
  readonly model: string | null;
  readonly effort: Effort | null;
  readonly maxTokens: number;
  readonly system: readonly Part[];
  readonly prompt: readonly Part[];
  readonly window: PromptWindow;
  readonly schema: Json;
  readonly task: TaskRef;
  /** What the model costs; absent where nothing is billed. */
  readonly price?: Price;
};

/** The request of a `look` step. */
export type LookRequest = {
  readonly op: "look";
  readonly request: string;
  readonly escalate: boolean;
  readonly backend: string;
  readonly tier: string;
  readonly price?: Price;
};

/** The request of the `decide` step: everything else stands in the run. */
export type DecideRequest = { readonly op: "decide"; readonly upTo: number };

export type RoundtableRequest = AskRequest | LookRequest | DecideRequest;
