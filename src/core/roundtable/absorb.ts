import { AXES, isAxisValue } from "../judging/axes.ts";
import { readVerdict, type Scored } from "../judging/scorecard.ts";
import { unreachable } from "../kernel/invariant.ts";
import { asRecord, asText, type Json } from "../kernel/json.ts";
import type { ModelFault } from "../run/fault.ts";
import type { CallStep, Reply } from "../run/machine.ts";
import type { Decision, Place, TurnReading } from "../voices/types.ts";
import { blindLabels } from "./blind.ts";
import { fact, type Opening, type Phase, type RoundtableFact } from "./event.ts";
import { type JudgeReply, objectOf, readCheckReply, readJudgeReply } from "./judge-reply.ts";
import type { Ask } from "./next-steps.ts";
import { parseRequests, stripRequests } from "./requests.ts";
import { type RoundtableState, turnsSeen } from "./state.ts";
import { cleanTurn, isPass } from "./turn-text.ts";

/** Look-ups that one research call may ask for, and that any other turn may. */
const RESEARCH_REQUESTS = 3;
const TURN_REQUESTS = 1;

type Answered = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly fault: ModelFault };

/** Turns a reply into facts: at least one, and a fault into a `…-failed` fact. What a seat writes is text and stays text. */
export const absorbRoundtable = (state: RoundtableState, step: CallStep, reply: Reply): readonly RoundtableFact[] => {
  const opening = state.opening as Opening;
  const ask = step.what as unknown as Ask;
  switch (ask.ask) {
    case "turn":
      return absorbTurn(state, ask, reply);
    case "watch":
      return absorbWatch(state, opening, ask, reply);
    case "check":
      return absorbCheck(state, opening, ask, reply);
    case "look":
      return absorbLook(state, ask, reply);
    case "summary":
      return absorbSummary(state, ask, reply);
    case "notes":
      return absorbNotes(ask, reply);
    case "score":
      return absorbScore(state, opening, ask, reply, step.sees);
    case "confirm":
      return absorbConfirm(state, ask, reply);
    case "decide":
      return absorbDecision(reply);
    default:
      return unreachable(ask, "roundtable absorb");
  }
};

const absorbTurn = (state: RoundtableState, ask: Ask & { ask: "turn" }, reply: Answered): readonly RoundtableFact[] => {
  const { seat, round, phase } = ask;
  const failed = (fault: ModelFault): readonly RoundtableFact[] => [fact("turn-failed", { seat, round, phase, fault })];
  if (!reply.ok) return failed(reply.fault);
  const completion = asRecord(reply.value);
  const raw = asText(completion?.text);
  if (raw === undefined) return failed({ kind: "malformed", message: "the reply holds no text" });
  const requests = parseRequests(raw);
  if (isPass(stripRequests(raw)) && (requests.length === 0 || phase !== "research")) return [fact("turn-passed", { seat, round, phase })];
  const { text, truncatedFrom } = cleanTurn(raw);
  if (text === "") return failed({ kind: "malformed", message: "the reply is empty" });
  const ordinal = state.turns + 1;
  const spoken = fact("turn-spoken", { ordinal, seat, round, phase, text, model: asText(completion?.model) ?? "", truncatedFrom });
  return [spoken, ...takeRequests(state, { seat, round, phase }, requests, false)];
};

type Requester = { readonly seat: string; readonly round: number; readonly phase: Phase };

/** The first requests within the limits are made; the others are refused with the reason. Research is free of budget. */
const takeRequests = (
  state: RoundtableState,
  by: Requester,
  requests: ReturnType<typeof parseRequests>,
  isJudge: boolean,
): readonly RoundtableFact[] => {
  const allowed = by.phase === "research" ? RESEARCH_REQUESTS : TURN_REQUESTS;
  const budget = by.phase === "research" ? allowed : (state.stewardBudgets.get(by.seat) ?? 0);
  return requests.map((request, index) => {
    const why = !state.steward
      ? "no file is registered"
      : index >= allowed
        ? `at most ${allowed} a turn`
        : index >= budget
          ? "the look-up budget is spent"
          : undefined;
    if (why !== undefined) return fact("request-refused", { seat: by.seat, round: by.round, text: request.text, why });
    const id = `q${state.requests + index + 1}`;
    return fact("request-made", { ...by, id, text: request.text, private: request.private, escalate: isJudge && request.escalate });
  });
};

const absorbWatch = (state: RoundtableState, opening: Opening, ask: Ask & { ask: "watch" }, reply: Answered): readonly RoundtableFact[] => {
  const failed = (fault: ModelFault): readonly RoundtableFact[] => [fact("judge-failed", { round: ask.round, during: "watch", fault })];
  if (!reply.ok) return failed(reply.fault);
  const read = readJudgeReply(reply.value);
  if (!read.ok) return failed({ kind: "malformed", message: read.fault });
  return [fact("turn-watched", { turn: ask.turn }), ...judgeFacts(state, opening, ask.turn, read.value)];
};

const absorbCheck = (state: RoundtableState, opening: Opening, ask: Ask & { ask: "check" }, reply: Answered): readonly RoundtableFact[] => {
  const { round } = ask;
  const failed = (fault: ModelFault): readonly RoundtableFact[] => [fact("judge-failed", { round, during: "check", fault })];
  if (!reply.ok) return failed(reply.fault);
  const read = readCheckReply(reply.value);
  if (!read.ok) return failed({ kind: "malformed", message: read.fault });
  const { verdict, reason } = read.value;
  return [fact("convergence-checked", { round, verdict, reason }), ...judgeFacts(state, opening, state.turns, read.value)];
};

/** Interventions and gates count only for seats of this table; the judge's own look-ups are paid from its own budget. */
const judgeFacts = (state: RoundtableState, opening: Opening, turn: number, reply: JudgeReply): readonly RoundtableFact[] => {
  const facts: RoundtableFact[] = [];
  const known = (name: string): string | undefined => opening.seats.find((seat) => seat.name === name.trim().toLowerCase())?.name;
  if (reply.intervention !== null) {
    const { kind, seat, text } = reply.intervention;
    facts.push(fact("judge-intervened", { turn, kind, seat: known(seat) ?? "", text }));
  }
  let awarded = state.gates;
  for (const { seat, reason } of reply.gates) {
    const name = known(seat);
    const why =
      name === undefined
        ? "no such seat at this table"
        : reason === ""
          ? "a gate needs a reason"
          : awarded >= opening.limits.maxGates
            ? `at most ${opening.limits.maxGates} gates a roundtable`
            : undefined;
    if (why === undefined) facts.push(fact("gate-awarded", { seat: name as string, reason, turn, number: ++awarded }));
    else facts.push(fact("gate-refused", { seat, reason, why }));
  }
  const requests = reply.requests.flatMap((text) => parseRequests(`[[request: ${text.replace(/[[\]]/gu, " ")}]]`));
  const phase = state.phase?.name ?? "check";
  return [...facts, ...takeRequests(state, { seat: opening.judge.name, round: state.round, phase }, requests, true)];
};

const absorbLook = (state: RoundtableState, ask: Ask & { ask: "look" }, reply: Answered): readonly RoundtableFact[] => {
  const request = state.pending.find(({ id }) => id === ask.id);
  const { id, seat, round, text: asked, private: isPrivate } = request ?? { id: ask.id, seat: "", round: 0, text: "", private: false };
  const about = { id, seat, round, request: asked, private: isPrivate };
  if (!reply.ok) {
    const status = reply.fault.kind === "timeout" ? "timeout" : "error";
    return [fact("request-answered", { ...about, status, model: "none", text: `No result: ${reply.fault.message}`, places: [] })];
  }
  const value = asRecord(reply.value) ?? {};
  return [
    fact("request-answered", {
      ...about,
      status: asText(value.status) ?? "error",
      model: asText(value.model) ?? "none",
      text: asText(value.text) ?? "",
      places: (value.places ?? []) as unknown as readonly Place[],
    }),
  ];
};

/** A summary that failed is replaced by a line that code writes and that says so. */
const absorbSummary = (state: RoundtableState, ask: Ask & { ask: "summary" }, reply: Answered): readonly RoundtableFact[] => {
  const { round } = ask;
  const inRound = state.log.flatMap((item) => (item.kind === "turn" && item.turn.round === round ? [item.turn] : []));
  const index = inRound.map((turn) => `R${turn.round} ${turn.seat}: ${[...turn.text.replace(/\s+/gu, " ")].slice(0, 80).join("")}`);
  const text = reply.ok ? asText(asRecord(reply.value)?.text)?.trim() : undefined;
  if (text !== undefined && text !== "" && !isPass(text)) return [fact("round-summarised", { round, text, by: "model", index })];
  const spoke = [...new Set(inRound.map((turn) => turn.seat))].join(", ");
  return [
    fact("round-summarised", {
      round,
      text: `No summary could be made. Spoke in round ${round}: ${spoke || "nobody"}.`,
      by: "code",
      index,
    }),
  ];
};

const absorbNotes = (ask: Ask & { ask: "notes" }, reply: Answered): readonly RoundtableFact[] => {
  if (!reply.ok) return [fact("scoring-failed", { fault: reply.fault })];
  return [fact("score-notes-taken", { chunk: ask.chunk, notes: asText(asRecord(reply.value)?.text) ?? "" })];
};

const absorbScore = (
  state: RoundtableState,
  opening: Opening,
  ask: Ask & { ask: "score" },
  reply: Answered,
  sees: number,
): readonly RoundtableFact[] => {
  if (!reply.ok) return [fact("scoring-failed", { fault: reply.fault })];
  const verdict = readVerdict(objectOf(reply.value), scoredSeats(state, opening, sees));
  if (verdict.ok) return [fact("verdict-drafted", verdict.value)];
  if (!ask.repair) return [fact("verdict-malformed", { issues: verdict.fault })];
  return [fact("scoring-failed", { fault: { kind: "malformed", message: verdict.fault.join("; ") } })];
};

/** The seats that spoke, with what they said and the labels under which the judge read them. */
export const scoredSeats = (state: RoundtableState, opening: Opening, sees: number): readonly Scored[] => {
  const labels = blindLabels(opening);
  const turns = turnsSeen(state, sees);
  return opening.seats
    .map(({ name }) => ({
      seat: name,
      label: labels.get(name) ?? name,
      texts: turns.filter((turn) => turn.seat === name).map((turn) => turn.text),
    }))
    .filter(({ texts }) => texts.length > 0);
};

/** A confirmation may lower or raise an exceptional mark to another legal value; anything malformed keeps the mark. */
const absorbConfirm = (state: RoundtableState, ask: Ask & { ask: "confirm" }, reply: Answered): readonly RoundtableFact[] => {
  const { seat } = ask;
  const kept = (reason: string): readonly RoundtableFact[] => [fact("score-confirmed", { seat, changed: [], reason })];
  if (!reply.ok) return kept(`not confirmed: ${reply.fault.message}`);
  const draft = state.scoring.draft?.scores.find((card) => card.seat === seat);
  const row = asRecord(objectOf(reply.value));
  if (draft === undefined || row === undefined) return kept("not confirmed: the reply is no JSON object");
  const changed = AXES.flatMap((axis) => {
    const to = row[axis];
    return isAxisValue(to) && to !== 10 && to !== draft[axis] && draft[axis] >= 3 ? [{ axis, from: draft[axis], to }] : [];
  });
  return [fact("score-confirmed", { seat, changed, reason: asText(row.reasoning) ?? "" })];
};

const absorbDecision = (reply: Answered): readonly RoundtableFact[] => {
  if (!reply.ok) return [fact("decision-failed", { fault: reply.fault })];
  const value = asRecord(reply.value) ?? {};
  return [
    fact("decision-made", {
      decision: value.decision as unknown as Decision,
      readings: value.readings as unknown as readonly TurnReading[],
      evidence: asText(value.evidence) ?? "",
    }),
  ];
};
