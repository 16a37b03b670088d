/**
 * @module The roundtable as a use case: opens it, builds its prompts, performs its calls, writes its documents. Prompts are
 * pure functions of the state as of what a step sees; they quote turn numbers, never a `seq`. Entry: `openRoundtable`.
 */
import { unreachable } from "../../core/kernel/invariant.ts";
import type { Json } from "../../core/kernel/json.ts";
import { random } from "../../core/kernel/random.ts";
import { priceRow } from "../../core/money/model-price.ts";
import type { Price } from "../../core/money/price.ts";
import type { Effort } from "../../core/money/size.ts";
import { blindLabels, blindText } from "../../core/roundtable/blind.ts";
import type { Opening, Seat } from "../../core/roundtable/event.ts";
import { type Ask, seatOf } from "../../core/roundtable/next-steps.ts";
import { chunkTurns } from "../../core/roundtable/score-chunks.ts";
import { type LogItem, type RoundtableState, turnsSeen, visible } from "../../core/roundtable/state.ts";
import type { CallStep } from "../../core/run/machine.ts";
import type { SpokenTurn, VoiceTask } from "../../core/voices/types.ts";
import { CHECK_SCHEMA, CONFIRM_SCHEMA, SCORE_SCHEMA, WATCH_SCHEMA } from "./judge-schemas.ts";
import * as say from "./prompt-text.ts";

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

/** Builds the request of a planned call from what the step sees. */
export const buildRequest = (state: RoundtableState, step: CallStep): Json => {
  const opening = state.opening as Opening;
  return priced(opening, requestOf(state, opening, step, step.what as unknown as Ask)) as unknown as Json;
};

/** A request with what its model costs, as the opening has it. */
const priced = (opening: Opening, request: RoundtableRequest): RoundtableRequest => {
  if (request.op === "decide") return request;
  const row = priceRow(opening.prices, { model: null, ...request });
  return row === undefined ? request : { ...request, price: row.price };
};

const requestOf = (state: RoundtableState, opening: Opening, step: CallStep, ask: Ask): RoundtableRequest => {
  // One boundary for the whole run: text that holds it is changed before it is fenced, and equal beginnings can be cached.
  const fence = `~~~${random(opening.seed).fork("fence").below(0xffffffff).toString(16).padStart(8, "0")}`;
  const view: View = { state, opening, sees: step.sees, fence };
  switch (ask.ask) {
    case "turn":
      return askTurn(view, ask);
    case "watch":
      return askJudge(view, "watch", ask.round, say.watch(fence), WATCH_SCHEMA, 1_000);
    case "check":
      return askJudge(view, "check", ask.round, say.check(ask.round, opening.limits.maxRounds), CHECK_SCHEMA, 1_500);
    case "summary":
      return {
        ...askJudge(view, "summarise", ask.round, say.summary(ask.round), null, 1_500),
        tier: "haiku",
        effort: null,
        system: [{ block: "instructions", text: say.SUMMARY_ROLE }],
      };
    case "notes":
      return askScore(view, say.notes(), ask.chunk, null);
    case "score":
      return askScore(view, say.score(ask.repair ? (state.scoring.issues ?? []) : [], state.scoring.notes, fence), undefined, SCORE_SCHEMA);
    case "confirm":
      return askScore(view, say.confirm(blindLabels(opening).get(ask.seat) ?? ask.seat), undefined, CONFIRM_SCHEMA, ask.seat);
    case "look": {
      const request = state.pending.find(({ id }) => id === ask.id);
      const { backend, tier } = request === undefined ? opening.judge : seatOf(opening, request.seat);
      return {
        op: "look",
        request: request?.text ?? "",
        escalate: request?.escalate ?? false,
        backend,
        tier: request?.escalate ? "sonnet" : tier === "flash" ? tier : "haiku",
      };
    }
    case "decide":
      return { op: "decide", upTo: turnsSeen(state, step.sees).length };
    default:
      return unreachable(ask, "roundtable request");
  }
};

type View = { readonly state: RoundtableState; readonly opening: Opening; readonly sees: number; readonly fence: string };

const askTurn = (view: View, ask: Ask & { ask: "turn" }): AskRequest => {
  const { opening } = view;
  const seat = seatOf(opening, ask.seat);
  const kind = ask.phase === "rebut" ? "rebut" : ask.phase;
  return {
    ...addressed(seat),
    maxTokens: 2_000,
    system: [
      { block: "persona", blob: seat.persona },
      { block: "instructions", text: say.seatRules(seat.name, view.fence) },
    ],
    ...situation(view, seat.name, say.turn(ask, opening.limits.maxRounds, view.state.steward)),
    schema: null,
    task: taskRef(view, kind, seat.name, ask.round),
  };
};

const askJudge = (
  view: View,
  kind: "watch" | "check" | "summarise",
  round: number,
  instruction: string,
  schema: Json,
  maxTokens: number,
): AskRequest => ({
  ...addressed(view.opening.judge),
  effort: kind === "check" ? judgeEffort(view.opening) : null,
  maxTokens,
  system: [
    { block: "persona", blob: view.opening.judge.persona },
    {
      block: "instructions",
      text: say.judgeRules(
        view.opening.seats.map(({ name }) => name),
        view.fence,
      ),
    },
  ],
  ...situation(view, view.opening.judge.name, instruction),
  schema,
  task: taskRef(view, kind, "", round),
});

/** The scoring judge reads the whole transcript, or one chunk of it, with names blinded. */
const askScore = (view: View, instruction: string, chunk: number | undefined, schema: Json, only?: string): AskRequest => {
  const { opening, state, sees, fence } = view;
  const labels = blindLabels(opening);
  const all = turnsSeen(state, sees);
  const chunks = chunkTurns(all, opening.limits.scoreChunkChars);
  const turns =
    chunk === undefined ? (only === undefined ? (chunks.at(-1) ?? []) : all.filter(({ seat }) => seat === only)) : (chunks[chunk] ?? []);
  const transcript = turns
    .map((turn) =>
      say.fenced(
        fence,
        `turn ${turn.ordinal}, ${labels.get(turn.seat) ?? turn.seat}, round ${turn.round}, ${turn.phase}`,
        blindText(turn.text, labels),
      ),
    )
    .join("\n");
  return {
    ...addressed(opening.judge),
    effort: judgeEffort(opening),
    maxTokens: 8_000,
    system: [{ block: "instructions", text: say.scorerRules([...labels.values()].sort(), fence) }],
    prompt: [
      ...briefingParts(opening, say.briefingHead(fence), fence),
      { block: "transcript", text: transcript },
      { block: "task", text: blindText(instruction, labels) },
    ],
    window: windowOf(all, turns, 0),
    schema,
    task: taskRef(view, chunk === undefined ? "score" : "summarise", only ?? "", state.round),
  };
};

const addressed = (seat: Seat): Pick<AskRequest, "op" | "seat" | "backend" | "tier" | "model" | "effort"> => ({
  op: "ask",
  seat: seat.name,
  backend: seat.backend,
  tier: seat.tier,
  model: seat.model,
  effort: seat.effort ?? null,
});

const judgeEffort = ({ judge }: Opening): Effort => judge.effort ?? "max";

/** The briefing between its boundary lines. */
const briefingParts = (opening: Opening, head: string, fence: string): readonly Part[] => [
  { block: "briefing", text: head },
  { block: "briefing", blob: opening.briefing.blob },
  { block: "briefing", text: fence },
];

/** Characters of a round's transcript in a prompt at most; what is older is left out and said to be. */
const WINDOW_CHARS = 160_000;

/** Briefing, files, the newest summary, everything said since as far as the step sees, and the task. */
const situation = (view: View, reader: string, task: string): Pick<AskRequest, "prompt" | "window"> => {
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

const windowOf = (all: readonly SpokenTurn[], shown: readonly SpokenTurn[], summaryOfRounds: number): PromptWindow => {
  const characters = (turns: readonly SpokenTurn[]): number => turns.reduce((sum, { text }) => sum + text.length, 0);
  return {
    turns: shown.length,
    characters: characters(shown),
    leftOutTurns: all.length - shown.length,
    leftOutCharacters: characters(all) - characters(shown),
    summaryOfRounds,
  };
};

/** A private result is read by who asked for it and by the judge. */
const mayRead = (item: LogItem, reader: string, opening: Opening): boolean =>
  item.kind !== "answer" || !item.answer.private || item.answer.seat === reader || reader === opening.judge.name;

const taskRef = (view: View, kind: VoiceTask["kind"], seat: string, round: number): TaskRef => {
  const reader = seat === "" ? view.opening.judge.name : seat;
  const items = visible(view.state, view.sees);
  return {
    kind,
    seat,
    round,
    upTo: items.findLast((item) => item.kind === "turn")?.turn.ordinal ?? 0,
    answers: items.flatMap((item) =>
      item.kind === "answer" && mayRead(item, reader, view.opening)
        ? [{ seat: item.answer.seat, request: item.answer.request, text: item.answer.text, status: item.answer.status }]
        : [],
    ),
  };
};
