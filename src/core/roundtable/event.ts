/**
 * @module The roundtable: a team argues a question by the classic protocol, in front of a judge who does not speak. Owns the
 * events, the state folded from them and the plan; prompts live beside the use case. Entry: `foldRoundtable`, `planRoundtable`.
 */
import type { GrandInsight, Penalty, Scorecard } from "../judging/scorecard.ts";
import type { ModelPrice } from "../money/model-price.ts";
import type { Effort } from "../money/size.ts";
import type { ModelFault } from "../run/fault.ts";
import type { Decision, Place, SpokenTurn, TurnReading } from "../voices/types.ts";

/** Free phases of the classic protocol. A floor turn costs one unit of a seat's budget. */
export type Phase = "research" | "speak" | "rebut" | "check" | "floor";

/** Phases in which seats are called. */
export type TurnPhase = Exclude<Phase, "check">;

/** A seat as it was configured at the opening. `persona` is a blob hash; `rank` its place on the leaderboard, when it has one. */
export type Seat = {
  readonly name: string;
  readonly role: string;
  readonly backend: string;
  readonly tier: string;
  readonly model: string | null;
  /** How hard it thinks: a speaker in its turns, the judge in its checks and verdicts. Absent: the backend's own; of the judge: max. */
  readonly effort?: Effort;
  readonly persona: string;
  readonly fee: number;
  readonly budget: number;
  readonly rank: number | null;
  /** What one call may cost at worst where its price is not by the token; else 0, and `prices` of the opening say it. */
  readonly worstMicroUsd: number;
  /** Scores of its latest roundtables, newest last: what variance flags compare. */
  readonly history: readonly number[];
};

/** A pending bid for the first word, with the sparks that a loser gets back. */
export type Bid = { readonly seat: string; readonly sparks: number };

/** Limits of one roundtable. Times in ms, sizes in characters. */
export type RoundtableLimits = {
  readonly maxRounds: number;
  readonly speakerTimeoutMs: number;
  /** What a seat on `external` has for one turn; absent: the speaker timeout. */
  readonly externalTimeoutMs?: number;
  readonly judgeTimeoutMs: number;
  readonly stewardTimeoutMs: number;
  readonly stewardBudget: number;
  readonly maxGates: number;
  readonly sparksPerGate: number;
  readonly scoreChunkChars: number;
};

/** A registered file as the steward read it at the opening. `blob` holds its text; a refused file has none. */
export type SourceFact = {
  readonly path: string;
  readonly status: "read" | "refused";
  readonly blob: string | null;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly lines: number;
  readonly redacted: number;
  readonly reason: string | null;
};

/** Everything that the roundtable reads of the outside, as of its opening. */
export type Opening = {
  readonly topic: string;
  readonly protocol: "classic";
  readonly seed: string;
  readonly mode: string;
  readonly briefing: { readonly file: string; readonly blob: string; readonly sha256: string; readonly bytes: number };
  readonly seats: readonly Seat[];
  /** Names of all seats as first opened, when a fork took some away; absent: `seats` is all of them. */
  readonly roster?: readonly string[];
  readonly judge: Seat;
  /** What the models cost that are paid for; absent where nothing is billed. */
  readonly prices?: readonly ModelPrice[];
  readonly bids: readonly Bid[];
  /** Pending extra-budget boosts per seat, consumed at the close. */
  readonly boosts: readonly { readonly seat: string; readonly extraBudget: number }[];
  readonly limits: RoundtableLimits;
};

/** What the judge may say while the others speak. `halt` asks for a source of a number. */
export type InterventionKind = "redirect" | "off-directive" | "research-violation" | "halt" | "drift" | "note";
export const INTERVENTIONS: readonly InterventionKind[] = ["redirect", "off-directive", "research-violation", "halt", "drift", "note"];

/** A request to the steward. `id` is `q<n>`, counted over the run. */
export type Request = {
  readonly id: string;
  readonly seat: string;
  readonly round: number;
  readonly phase: Phase;
  readonly text: string;
  readonly private: boolean;
  readonly escalate: boolean;
};

/** What came of a request. */
export type Answer = {
  readonly id: string;
  readonly seat: string;
  readonly round: number;
  readonly request: string;
  readonly private: boolean;
  readonly status: string;
  readonly model: string;
  readonly text: string;
  readonly places: readonly Place[];
};

/** How a roundtable ended. */
export type CloseOutcome = ScoredOutcome | "cut" | "aborted";

/** How a debate came to be scored. `closed`: a person ended it before it converged or ran out of rounds. */
export type ScoredOutcome = "converged" | "max-rounds" | "closed";

type FactOf<K extends string, D> = { readonly kind: K; readonly data: D };

/** All events of a roundtable, a closed set. */
export type RoundtableFact =
  | FactOf<"roundtable-opened", Opening>
  | FactOf<"sources-registered", { readonly files: readonly SourceFact[]; readonly steward: boolean; readonly note: string }>
  | FactOf<"first-speaker-won", { readonly seat: string; readonly bids: number }>
  | FactOf<"bid-refunded", { readonly seat: string; readonly sparks: number; readonly why: string }>
  | FactOf<"round-opened", { readonly round: number; readonly order: readonly string[]; readonly budgets: readonly Budget[] }>
  | FactOf<"phase-opened", { readonly round: number; readonly phase: Phase; readonly order: readonly string[] }>
  | FactOf<"turn-spoken", SpokenTurn & { readonly model: string; readonly truncatedFrom: number | null }>
  | FactOf<"turn-passed", { readonly seat: string; readonly round: number; readonly phase: Phase }>
  | FactOf<"turn-failed", { readonly seat: string; readonly round: number; readonly phase: TurnPhase; readonly fault: ModelFault }>
  | FactOf<"request-made", Request>
  | FactOf<"request-refused", { readonly seat: string; readonly round: number; readonly text: string; readonly why: string }>
  | FactOf<"intermission-opened", { readonly round: number; readonly waiting: readonly string[] }>
  | FactOf<"request-answered", Answer>
  | FactOf<"turn-watched", { readonly turn: number }>
  | FactOf<"judge-intervened", { readonly turn: number; readonly kind: InterventionKind; readonly seat: string; readonly text: string }>
  | FactOf<"gate-awarded", { readonly seat: string; readonly reason: string; readonly turn: number; readonly number: number }>
  | FactOf<"gate-refused", { readonly seat: string; readonly reason: string; readonly why: string }>
  | FactOf<"judge-failed", { readonly round: number; readonly during: string; readonly fault: ModelFault }>
  | FactOf<
      "stability-measured",
      { readonly round: number; readonly scores: readonly { readonly seat: string; readonly jaccard: number }[] }
    >
  | FactOf<"convergence-checked", { readonly round: number; readonly verdict: "CONVERGED" | "CONTINUE"; readonly reason: string }>
  | FactOf<
      "health-audited",
      { readonly round: number; readonly silent: readonly string[]; readonly judge: boolean; readonly abort: string | null }
    >
  | FactOf<"round-summarised", { readonly round: number; readonly text: string; readonly by: string; readonly index: readonly string[] }>
  | FactOf<"debate-ended", { readonly outcome: ScoredOutcome; readonly reason: string; readonly rounds: number }>
  | FactOf<"score-notes-taken", { readonly chunk: number; readonly notes: string }>
  | FactOf<
      "verdict-drafted",
      {
        readonly scores: readonly Scorecard[];
        readonly penalties: readonly Penalty[];
        readonly refused: readonly { readonly seat: string; readonly kind: string; readonly why: string }[];
      }
    >
  | FactOf<"verdict-malformed", { readonly issues: readonly string[] }>
  | FactOf<
      "score-confirmed",
      {
        readonly seat: string;
        readonly changed: readonly { readonly axis: string; readonly from: number; readonly to: number }[];
        readonly reason: string;
      }
    >
  | FactOf<"scoring-failed", { readonly fault: ModelFault }>
  | FactOf<"decision-made", { readonly decision: Decision; readonly readings: readonly TurnReading[]; readonly evidence: string }>
  | FactOf<"decision-failed", { readonly fault: ModelFault }>
  | FactOf<"seat-scored", Scorecard & { readonly grandInsight: GrandInsight | null }>
  | FactOf<"penalty-imposed", Penalty>
  | FactOf<
      "seat-flagged",
      { readonly seat: string; readonly rule: string; readonly value: number; readonly peers: number; readonly window: number }
    >
  | FactOf<
      "seat-settled",
      {
        readonly seat: string;
        readonly gross: number;
        readonly penalty: number;
        readonly gates: number;
        readonly net: number;
        readonly fee: number;
      }
    >
  | FactOf<"boost-consumed", { readonly seat: string; readonly extraBudget: number }>
  | FactOf<"fee-refunded", { readonly seat: string; readonly sparks: number }>
  | FactOf<
      "roundtable-closed",
      {
        readonly outcome: CloseOutcome;
        readonly reason: string;
        readonly rounds: number;
        readonly scoring: "complete" | "pending" | "none";
      }
    >
  | FactOf<
      "run-forked",
      {
        readonly from: string;
        /** The `seq` after which the copy was cut. */
        readonly at: number;
        /** True: an answer of the original is taken, unpaid, where its request is the same. */
        readonly reuse: boolean;
        readonly without: readonly string[];
        /** Seats as they are from here on, by name. */
        readonly seats: readonly Seat[];
        readonly judge: Seat | null;
        /** What seats on `external` have for a turn from here on; null: as before. */
        readonly externalTimeoutMs: number | null;
        /** What the models of the changed seats cost, beside the prices of the opening; absent where nothing of theirs is billed. */
        readonly prices?: readonly ModelPrice[];
      }
    >
  | FactOf<"run-paused", { readonly reason: string }>
  | FactOf<"run-resumed", { readonly by: string }>;

/** A seat's floor budget. */
export type Budget = { readonly seat: string; readonly remaining: number };

/** The data of one kind of roundtable fact. */
export type DataOf<K extends RoundtableFact["kind"]> = Extract<RoundtableFact, { kind: K }>["data"];

/** Builds a fact; the compiler checks its data against its kind. */
export const fact = <K extends RoundtableFact["kind"]>(kind: K, data: DataOf<K>): Extract<RoundtableFact, { kind: K }> =>
  ({ kind, data }) as unknown as Extract<RoundtableFact, { kind: K }>;
