/**
 * @module The roundtable as a use case: opens it, builds its prompts, performs its calls, writes its documents. Prompts are
 * pure functions of the state as of what a step sees; they quote turn numbers, never a `seq`. Entry: `openRoundtable`.
 */
import { unreachable } from "../../core/kernel/invariant.ts";
import type { Json } from "../../core/kernel/json.ts";
import { random } from "../../core/kernel/random.ts";
import { priceRow } from "../../core/money/model-price.ts";
import type { Effort } from "../../core/money/size.ts";
import { blindLabels, blindText } from "../../core/roundtable/blind.ts";
import type { Opening, Seat } from "../../core/roundtable/event.ts";
import { type Ask, seatOf } from "../../core/roundtable/next-steps.ts";
import { chunkTurns } from "../../core/roundtable/score-chunks.ts";
import { type RoundtableState, turnsSeen, visible } from "../../core/roundtable/state.ts";
import type { CallStep } from "../../core/run/machine.ts";
import type { VoiceTask } from "../../core/voices/types.ts";
import type { AskRequest, RoundtableRequest, TaskRef } from "./call-request.ts";
import { CHECK_SCHEMA, CONFIRM_SCHEMA, SCORE_SCHEMA, WATCH_SCHEMA } from "./judge-schemas.ts";
import { briefingParts, mayRead, situation, type View, windowOf } from "./prompt-parts.ts";
import * as say from "./prompt-text.ts";

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
