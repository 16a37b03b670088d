/**
 * @module The live view: what is on the screen while a roundtable runs or is watched. The state is a fold over stored events,
 * text that is being written, the pulse of the run and keys; the frame is a function of it; the screen only draws. Owns how it
 * looks and what keys do; refuses to touch the run: wishes go back to whoever opened it. Entry: `openLive`.
 */
import { asRecord } from "../../../core/kernel/json.ts";
import type { DataOf } from "../../../core/roundtable/event.ts";
import { type Ask, planRoundtable } from "../../../core/roundtable/next-steps.ts";
import { foldRoundtable, initialRoundtable, type RoundtableState } from "../../../core/roundtable/state.ts";
import type { RunId, StepKey } from "../../../core/run/event.ts";
import type { RunStatus } from "../../../core/run/machine.ts";
import type { Pace } from "../../../usecases/runs/pace.ts";
import type { LiveEvent, LiveOptions } from "../render/live.ts";
import type { Filter } from "./filter.ts";

/** What stands beside the events and changes with time. Amounts in micro-USD; `capMicroUsd` is absent without a cap. */
export type Pulse = {
  readonly atMs: number;
  readonly status: RunStatus;
  /** False while the run is open and nobody carries it: its process died. */
  readonly isDriven: boolean;
  readonly exposureMicroUsd: number;
  readonly capMicroUsd?: number;
};

/** Who is at work, at what, and since when. */
export type Busy = { readonly step: StepKey; readonly who: string; readonly doing: string; readonly sinceMs: number };

/** Everything that the screen shows. `scroll` counts lines up from the newest line of the first `pinned` events; 0 follows. */
export type View = {
  readonly run: RunId;
  readonly title: string;
  readonly openedAtMs: number;
  /** True in the process that carries the run: it can be paused and cut here. */
  readonly isCarried: boolean;
  readonly pace: Pace | undefined;
  readonly state: RoundtableState;
  readonly events: LiveEvent[];
  readonly busy: readonly Busy[];
  /** Text of answers that are being written, by step; at most its last `MOST_WRITTEN` characters. */
  readonly writing: ReadonlyMap<StepKey, string>;
  readonly stability: DataOf<"stability-measured">["scores"];
  readonly check: DataOf<"convergence-checked"> | undefined;
  readonly outcome: string | undefined;
  readonly pulse: Pulse;
  readonly notice: string;
  readonly filter: Filter;
  readonly research: LiveOptions["research"];
  readonly full: boolean;
  readonly scroll: number;
  readonly pinned: number;
  readonly overlay: "none" | "keys" | "cut";
};

/** What a view is opened with. */
export type ViewOpening = Pick<View, "run" | "title" | "openedAtMs" | "isCarried" | "pulse"> &
  Partial<Pick<View, "pace" | "research" | "full">>;

/** What changes a view. Keys are another matter: `press`. */
export type News =
  | { readonly kind: "events"; readonly events: readonly LiveEvent[] }
  | { readonly kind: "text"; readonly step: StepKey; readonly delta: string }
  | { readonly kind: "pulse"; readonly pulse: Pulse }
  | { readonly kind: "notice"; readonly text: string };

/** Characters kept of an answer that is being written. */
const MOST_WRITTEN = 4_000;

/** Steps that are looked ahead for who is at work: as many as the engine has in flight. */
const LOOKAHEAD = 8;

/** The view before any event. */
export const openView = ({ run, title, openedAtMs, isCarried, pulse, pace, research = "collapsed", full = false }: ViewOpening): View => ({
  run,
  title,
  openedAtMs,
  isCarried,
  pace,
  state: initialRoundtable(run),
  events: [],
  busy: [],
  writing: new Map(),
  stability: [],
  check: undefined,
  outcome: undefined,
  pulse,
  notice: "",
  filter: { name: "all" },
  research,
  full,
  scroll: 0,
  pinned: 0,
  overlay: "none",
});

/** Takes news in; an event that was taken before changes nothing. May reuse `view`: nobody else holds it. */
export const take = (view: View, news: News): View => {
  switch (news.kind) {
    case "events":
      return news.events.reduce(takeEvent, view);
    case "text": {
      const text = ((view.writing.get(news.step) ?? "") + news.delta).slice(-MOST_WRITTEN);
      return { ...view, writing: new Map(view.writing).set(news.step, text) };
    }
    case "pulse":
      return { ...view, pulse: news.pulse };
    case "notice":
      return { ...view, notice: news.text };
  }
};

const takeEvent = (view: View, event: LiveEvent): View => {
  if (event.seq <= (view.events.at(-1)?.seq ?? 0)) return view;
  view.events.push(event);
  const state = foldRoundtable(view.state, event);
  const writing = view.writing.has(event.step) ? new Map([...view.writing].filter(([step]) => step !== event.step)) : view.writing;
  return { ...view, state, writing, busy: busyOf(state, view.busy, event.atMs), ...measured(event) };
};

/** What the machine's state does not keep, because it decides nothing. */
const measured = ({ kind, data }: LiveEvent): Partial<View> => {
  if (kind === "stability-measured") return { stability: (data as unknown as DataOf<"stability-measured">).scores };
  if (kind === "convergence-checked") return { check: data as unknown as DataOf<"convergence-checked"> };
  if (kind === "roundtable-closed") return { outcome: String(asRecord(data)?.outcome) };
  return {};
};

/** The calls that the plan has in flight. One that was in flight before keeps its beginning. */
const busyOf = (state: RoundtableState, before: readonly Busy[], atMs: number): readonly Busy[] =>
  planRoundtable(state, LOOKAHEAD).flatMap((step) => {
    if (step.kind !== "call") return [];
    const sinceMs = before.find((busy) => busy.step === step.key)?.sinceMs ?? atMs;
    return [{ step: step.key, sinceMs, ...workOf(state, step.what as unknown as Ask) }];
  });

const DOING = { research: "researching", speak: "speaking", rebut: "rebutting", floor: "on the floor" } as const;

const workOf = (state: RoundtableState, ask: Ask): { readonly who: string; readonly doing: string } => {
  const judge = state.opening?.judge.name ?? "judge";
  switch (ask.ask) {
    case "turn":
      return { who: ask.seat, doing: DOING[ask.phase] };
    case "watch":
      return { who: judge, doing: `reading turn ${ask.turn}` };
    case "check":
      return { who: judge, doing: "checking convergence" };
    case "look":
      return { who: "steward", doing: `looking up for ${state.pending.find(({ id }) => id === ask.id)?.seat ?? "a seat"}` };
    case "summary":
      return { who: judge, doing: "summing up" };
    case "decide":
      return { who: "the rule", doing: "deciding" };
    case "notes":
    case "score":
    case "confirm":
      return { who: judge, doing: "scoring" };
  }
};
