import type { Penalty, Scorecard } from "../judging/scorecard.ts";
import type { Event, RunId } from "../run/event.ts";
import type { SpokenTurn } from "../voices/types.ts";
import type { Answer, Budget, DataOf, Opening, Phase, Request, RoundtableFact, SourceFact } from "./event.ts";
import { reseat } from "./seating.ts";

/** What stands in the transcript, in order, with the `seq` that decides who may see it. */
export type LogItem =
  | { readonly seq: number; readonly kind: "turn"; readonly turn: SpokenTurn }
  | { readonly seq: number; readonly kind: "judge"; readonly said: DataOf<"judge-intervened"> }
  | { readonly seq: number; readonly kind: "gate"; readonly gate: DataOf<"gate-awarded"> }
  | { readonly seq: number; readonly kind: "answer"; readonly answer: Answer }
  | { readonly seq: number; readonly kind: "round"; readonly round: number }
  | { readonly seq: number; readonly kind: "summary"; readonly round: number; readonly text: string };

/** What is asked of each seat in the phase under way. */
export type PhaseState = {
  readonly round: number;
  readonly name: Phase;
  readonly openedAt: number;
  /** Who is still to be called, in order. */
  queue: string[];
  /** Who waits for a look-up before speaking again. */
  deferred: string[];
  intermission: boolean;
  /** Turns asked of each seat in this phase so far. */
  readonly asked: Map<string, number>;
  /** Floor: the pass under way and who stays in for the next. */
  pass: number;
  next: string[];
  checked: boolean;
};

/** How the seats and the judge fared in the round under way: what the health audit looks at. */
export type RoundHealth = {
  readonly asked: Map<string, number>;
  readonly failed: Map<string, number>;
  readonly timedOut: Map<string, number>;
  judgeAsked: number;
  judgeFailed: number;
  audited: boolean;
  summarised: boolean;
};

/** Scoring under way. */
export type ScoringState = {
  notes: string[];
  draft: { readonly scores: readonly Scorecard[]; readonly penalties: readonly Penalty[] } | undefined;
  issues: readonly string[] | undefined;
  readonly confirmed: Map<string, DataOf<"score-confirmed">>;
  failed: boolean;
};

/** The state of a roundtable. Owned by `fold`, which mutates it; everybody else reads. */
export type RoundtableState = {
  readonly run: RunId;
  status: "open" | "paused" | "done";
  opening: Opening | undefined;
  sources: readonly SourceFact[];
  steward: boolean;
  round: number;
  order: readonly string[];
  phase: PhaseState | undefined;
  /** The last `seq` that the next speaker may see. */
  basis: number;
  readonly log: LogItem[];
  turns: number;
  /** The turn that the judge has not looked at yet. */
  unwatched: number | undefined;
  readonly budgets: Map<string, number>;
  readonly stewardBudgets: Map<string, number>;
  requests: number;
  pending: (Request & { readonly seq: number })[];
  gates: number;
  readonly gateCounts: Map<string, number>;
  readonly latest: Map<string, string>;
  previous: ReadonlyMap<string, string>;
  health: RoundHealth;
  verdict: "CONVERGED" | "CONTINUE" | undefined;
  verdictReason: string;
  abort: string | null;
  ended: DataOf<"debate-ended"> | undefined;
  scoring: ScoringState;
  decided: boolean;
};

/** The state before any event. */
export const initialRoundtable = (run: RunId): RoundtableState => ({
  run,
  status: "open",
  opening: undefined,
  sources: [],
  steward: false,
  round: 0,
  order: [],
  phase: undefined,
  basis: 0,
  log: [],
  turns: 0,
  unwatched: undefined,
  budgets: new Map(),
  stewardBudgets: new Map(),
  requests: 0,
  pending: [],
  gates: 0,
  gateCounts: new Map(),
  latest: new Map(),
  previous: new Map(),
  health: freshHealth(),
  verdict: undefined,
  verdictReason: "",
  abort: null,
  ended: undefined,
  scoring: { notes: [], draft: undefined, issues: undefined, confirmed: new Map(), failed: false },
  decided: false,
});

const freshHealth = (): RoundHealth => ({
  asked: new Map(),
  failed: new Map(),
  timedOut: new Map(),
  judgeAsked: 0,
  judgeFailed: 0,
  audited: false,
  summarised: false,
});

type Fold = { readonly [K in RoundtableFact["kind"]]?: (state: RoundtableState, data: DataOf<K>, event: Event) => void };

const folds: Fold = {
  "roundtable-opened": (state, data, { seq }) => {
    state.opening = data;
    state.basis = seq;
    for (const seat of data.seats) {
      const boost = data.boosts.find((entry) => entry.seat === seat.name)?.extraBudget ?? 0;
      state.budgets.set(seat.name, seat.budget + boost);
      state.stewardBudgets.set(seat.name, data.limits.stewardBudget);
    }
    state.stewardBudgets.set(data.judge.name, data.limits.stewardBudget);
  },
  "sources-registered": (state, data) => {
    state.sources = data.files;
    state.steward = data.steward;
  },
  "round-opened": (state, data, { seq }) => {
    state.round = data.round;
    state.order = data.order;
    state.previous = new Map(state.latest);
    state.health = freshHealth();
    state.verdict = undefined;
    state.log.push({ seq, kind: "round", round: data.round });
  },
  "phase-opened": (state, data, { seq }) => {
    state.basis = seq;
    state.phase = {
      round: data.round,
      name: data.phase,
      openedAt: seq,
      queue: [...data.order],
      deferred: [],
      intermission: false,
      asked: new Map(),
      pass: 1,
      next: [],
      checked: false,
    };
  },
  "turn-spoken": (state, data, { seq }) => {
    const { model: _model, truncatedFrom: _truncated, ...turn } = data;
    state.log.push({ seq, kind: "turn", turn });
    state.turns = data.ordinal;
    state.unwatched = data.phase === "research" ? undefined : data.ordinal;
    if (data.phase === "speak" || data.phase === "rebut") state.latest.set(data.seat, data.text);
    tookTurn(state, data.seat, seq);
    const phase = state.phase;
    if (phase?.name !== "floor") return;
    const left = (state.budgets.get(data.seat) ?? 0) - 1;
    state.budgets.set(data.seat, left);
    if (left > 0) phase.next.push(data.seat);
    closePass(phase);
  },
  "turn-passed": (state, data, { seq }) => {
    tookTurn(state, data.seat, seq);
    if (state.phase !== undefined) closePass(state.phase);
  },
  "turn-failed": (state, data, { seq }) => {
    tookTurn(state, data.seat, seq);
    count(state.health.failed, data.seat);
    if (data.fault.kind === "timeout") count(state.health.timedOut, data.seat);
    if (state.phase !== undefined) closePass(state.phase);
  },
  "request-made": (state, data, { seq }) => {
    state.requests += 1;
    state.pending.push({ ...data, seq });
    if (state.phase?.name !== "research") state.basis = seq;
    if (data.phase !== "research") state.stewardBudgets.set(data.seat, (state.stewardBudgets.get(data.seat) ?? 0) - 1);
    if (state.phase?.name === "speak" && data.phase === "speak" && data.seat !== state.opening?.judge.name) {
      state.phase.deferred.push(data.seat);
    }
  },
  "request-refused": (state, _data, { seq }) => {
    if (state.phase?.name !== "research") state.basis = seq;
  },
  "intermission-opened": (state) => {
    if (state.phase !== undefined) state.phase.intermission = true;
  },
  "request-answered": (state, data, { seq }) => {
    state.pending = state.pending.filter((request) => request.id !== data.id);
    state.log.push({ seq, kind: "answer", answer: data });
    const phase = state.phase;
    if (phase?.name !== "speak" || state.pending.length > 0 || !phase.intermission) return;
    phase.queue = phase.deferred;
    phase.deferred = [];
    phase.intermission = false;
    state.basis = seq;
  },
  "turn-watched": (state) => {
    state.unwatched = undefined;
    state.health.judgeAsked += 1;
  },
  "judge-intervened": (state, data, { seq }) => void state.log.push({ seq, kind: "judge", said: data }),
  "gate-awarded": (state, data, { seq }) => {
    state.gates += 1;
    count(state.gateCounts, data.seat);
    state.log.push({ seq, kind: "gate", gate: data });
  },
  "judge-failed": (state, data) => {
    state.health.judgeAsked += 1;
    state.health.judgeFailed += 1;
    if (data.during === "watch") state.unwatched = undefined;
    else if (state.phase !== undefined) state.phase.checked = true;
  },
  "convergence-checked": (state, data) => {
    if (state.phase !== undefined) state.phase.checked = true;
    state.health.judgeAsked += 1;
    state.verdict = data.verdict;
    state.verdictReason = data.reason;
  },
  "health-audited": (state, data) => {
    state.health.audited = true;
    state.abort = data.abort;
  },
  "round-summarised": (state, data, { seq }) => {
    state.health.summarised = true;
    state.log.push({ seq, kind: "summary", round: data.round, text: data.text });
  },
  "debate-ended": (state, data, { seq }) => {
    state.ended = data;
    state.phase = undefined;
    state.basis = seq;
  },
  "score-notes-taken": (state, data) => {
    state.scoring.notes[data.chunk] = data.notes;
  },
  "verdict-drafted": (state, data) => {
    state.scoring.draft = data;
  },
  "verdict-malformed": (state, data) => {
    state.scoring.issues = data.issues;
  },
  "score-confirmed": (state, data) => void state.scoring.confirmed.set(data.seat, data),
  "scoring-failed": (state) => {
    state.scoring.failed = true;
  },
  "decision-made": (state) => {
    state.decided = true;
  },
  "decision-failed": (state) => {
    state.decided = true;
  },
  "roundtable-closed": (state) => {
    state.status = "done";
  },
  "run-forked": (state, data) => {
    if (state.opening === undefined) return;
    state.opening = reseat(state.opening, data);
    for (const seat of data.without) leaveTable(state, seat);
  },
  "run-paused": (state) => {
    state.status = "paused";
  },
  "run-resumed": (state) => {
    state.status = "open";
  },
};

/** Folds one event into the state, in place. Events of kinds it does not know change nothing. */
export const foldRoundtable = (state: RoundtableState, event: Event): RoundtableState => {
  const fold = (folds as Record<string, ((state: RoundtableState, data: never, event: Event) => void) | undefined>)[event.kind];
  fold?.(state, event.data as never, event);
  return state;
};

const tookTurn = (state: RoundtableState, seat: string, seq: number): void => {
  count(state.health.asked, seat);
  const phase = state.phase;
  if (phase === undefined) return;
  count(phase.asked, seat);
  phase.queue = phase.queue.filter((name) => name !== seat);
  if (phase.name !== "research") state.basis = seq;
};

/** A seat that left is called no more; what it said stays, and what it asked for is still looked up. */
const leaveTable = (state: RoundtableState, seat: string): void => {
  const stays = (name: string): boolean => name !== seat;
  state.order = state.order.filter(stays);
  const phase = state.phase;
  if (phase === undefined) return;
  phase.queue = phase.queue.filter(stays);
  phase.deferred = phase.deferred.filter(stays);
  phase.next = phase.next.filter(stays);
  closePass(phase);
};

/** The floor goes round again with those who spoke and still have budget. */
const closePass = (phase: PhaseState): void => {
  if (phase.name !== "floor" || phase.queue.length > 0) return;
  phase.queue = phase.next;
  phase.next = [];
  phase.pass += 1;
};

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Budgets in seat order. */
export const budgetsOf = (state: RoundtableState): readonly Budget[] =>
  (state.opening?.seats ?? []).map(({ name }) => ({ seat: name, remaining: state.budgets.get(name) ?? 0 }));

/** Items that a step may see, in order. */
export const visible = (state: RoundtableState, sees: number): readonly LogItem[] => state.log.filter((item) => item.seq <= sees);

/** Turns that a step may see, in order. */
export const turnsSeen = (state: RoundtableState, sees: number): readonly SpokenTurn[] =>
  state.log.flatMap((item) => (item.kind === "turn" && item.seq <= sees ? [item.turn] : []));
