/**
 * @module The roundtable as a use case: opens it, builds its prompts, performs its calls, writes its documents. Prompts are
 * pure functions of the state as of what a step sees; they quote turn numbers, never a `seq`. Entry: `openRoundtable`.
 */
import { unreachable } from "../../core/kernel/invariant.ts";
import type { Json } from "../../core/kernel/json.ts";
import { random } from "../../core/kernel/random.ts";
import { priceRow } from "../../core/money/model-price.ts";
import type { Price } from "../../core/money/price.ts";
import { blindLabels, blindText } from "../../core/roundtable/blind.ts";
import type { Opening, Seat } from "../../core/roundtable/event.ts";
import { type Ask, seatOf } from "../../core/roundtable/next-steps.ts";
import { chunkTurns } from "../../core/roundtable/score-chunks.ts";
import { type LogItem, type RoundtableState, turnsSeen, visible } from "../../core/roundtable/state.ts";
import type { CallStep } from "../../core/run/machine.ts";
import type { VoiceTask } from "../../core/voices/types.ts";
import { CHECK_SCHEMA, CONFIRM_SCHEMA, SCORE_SCHEMA, WATCH_SCHEMA } from "./judge-schemas.ts";
import * as say from "./prompt-text.ts";

/** A piece of a prompt: text, or a blob whose text stands there. Briefing and personas are blobs, so rows stay small. */
export type Part = { readonly text: string } | { readonly blob: string };

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
  readonly effort: "max" | null;
  readonly maxTokens: number;
  readonly system: readonly Part[];
  readonly prompt: readonly Part[];
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
        system: [{ text: say.SUMMARY_ROLE }],
      };
    case "notes":
      return askScore(view, say.notes(), ask.chunk, null);
    case "score":
      return askScore(view, say.score(ask.repair ? (state.scoring.issues ?? []) : [], state.scoring.notes), undefined, SCORE_SCHEMA);
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
    system: [{ blob: seat.persona }, { text: say.seatRules(seat.name, view.fence) }],
    prompt: [...situation(view, seat.name), { text: say.turn(ask, opening.limits.maxRounds, view.state.steward) }],
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
  effort: kind === "check" ? "max" : null,
  maxTokens,
  system: [
    { blob: view.opening.judge.persona },
    {
      text: say.judgeRules(
        view.opening.seats.map(({ name }) => name),
        view.fence,
      ),
    },
  ],
  prompt: [...situation(view, view.opening.judge.name), { text: instruction }],
  schema,
  task: taskRef(view, kind, "", round),
});

/** The scoring judge reads the whole transcript, or one chunk of it, with names blinded. */
const askScore = (view: View, instruction: string, chunk: number | undefined, schema: Json, only?: string): AskRequest => {
  const { opening, state, sees, fence } = view;
  const labels = blindLabels(opening);
  const chunks = chunkTurns(turnsSeen(state, sees), opening.limits.scoreChunkChars);
  const turns =
    chunk === undefined
      ? only === undefined
        ? (chunks.at(-1) ?? [])
        : turnsSeen(state, sees).filter(({ seat }) => seat === only)
      : (chunks[chunk] ?? []);
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
    effort: "max",
    maxTokens: 8_000,
    system: [{ text: say.scorerRules([...labels.values()].sort(), fence) }],
    prompt: [
      { text: say.briefingHead(fence) },
      { blob: opening.briefing.blob },
      { text: `${fence}\n\n${transcript}\n\n${blindText(instruction, labels)}` },
    ],
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
  effort: null,
});

/** Briefing, the newest summary, and everything since the last round began, as far as the step sees. */
const situation = (view: View, reader: string): readonly Part[] => {
  const { opening, state, sees, fence } = view;
  const items = visible(state, sees);
  const since = items.findLastIndex((item) => item.kind === "round");
  const summary = items.findLast((item) => item.kind === "summary");
  const recent = since < 0 ? items : items.slice(since);
  const lines = recent.flatMap((item) => say.transcriptItem(item, fence, mayRead(item, reader, opening)));
  const soFar = summary === undefined ? "" : `${say.fenced(fence, `summary of rounds 1 to ${summary.round}`, summary.text)}\n\n`;
  const said = lines.length === 0 ? "Nobody has spoken yet." : lines.join("\n");
  return [
    { text: `Topic: ${opening.topic}\n\n${say.briefingHead(fence)}` },
    { blob: opening.briefing.blob },
    { text: `${fence}\n\n${say.sourcesLine(state.sources)}\n\n${soFar}${said}\n` },
  ];
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
