import { type ModelPrice, priceRow } from "../../core/money/model-price.ts";
import { costOf, utf8Bytes } from "../../core/money/price.ts";
import { type Effort, THINKING_TOKENS } from "../../core/money/size.ts";
import type { BackendState } from "../../ports/backend.ts";
import type { OpenRequest, SeatPlan } from "../roundtable/open.ts";

/** A figure at least and at most. */
export type Range = { readonly low: number; readonly high: number };

/** What one model may be asked. Tokens are of all its calls together. */
export type ModelEstimate = {
  readonly backend: string;
  readonly model: string;
  /** US dollars per million tokens; null where nothing is billed. */
  readonly price: { readonly input: number; readonly output: number } | null;
  readonly from: string;
  readonly calls: Range;
  readonly inputTokens: Range;
  readonly outputTokens: Range;
  readonly microUsd: Range;
};

/** What a roundtable may cost, before its first call, and what would leave this machine. */
export type Estimate = {
  readonly calls: Range;
  readonly microUsd: Range;
  readonly models: readonly ModelEstimate[];
  readonly leaves: { readonly backends: readonly string[]; readonly files: readonly string[] };
  readonly capMicroUsd: number | null;
};

/** What is known of a plan. `files` are the registered files that the steward may quote. */
export type EstimateInput = {
  readonly request: OpenRequest;
  readonly files: readonly string[];
  readonly backends: readonly BackendState[];
};

/**
 * Tokens of one call beside what was said before: our rules and instructions, and answers as they are short and as they are at the
 * limit that the prompts set. English has about four bytes a token; three keeps the upper end.
 */
const RULES_BYTES = { low: 1_000, high: 4_000 } as const;
const TURN = { low: 20, high: 2_000 } as const;
const VERDICT = { low: 100, high: 8_000 } as const;
const LOOK_BYTES = { low: 4_000, high: 60_000 } as const;
const BYTES_A_TOKEN = { low: 4, high: 3 } as const;

type End = "low" | "high";
type Calls = { readonly calls: number; readonly input: number; readonly output: number };

/**
 * The least and the most that a roundtable is likely to cost: at least one round that converges at once with short turns, at most all
 * rounds, all floor turns and all look-ups with answers at their limits. Pure. It is an estimate; what holds is the cap.
 */
export const estimate = ({ request, files, backends }: EstimateInput): Estimate => {
  const { seats, judge, prices = [] } = request;
  const steward = request.steward && files.length > 0;
  const rows = new Map<string, { readonly plan: Pick<SeatPlan, "backend" | "tier" | "model">; low: Calls; high: Calls }>();
  const add = (plan: Pick<SeatPlan, "backend" | "tier" | "model">, end: End, more: Calls): void => {
    const key = `${plan.backend}\n${plan.model ?? plan.tier}`;
    const row = rows.get(key) ?? { plan, low: NONE, high: NONE };
    const before = row[end];
    rows.set(key, {
      ...row,
      [end]: { calls: before.calls + more.calls, input: before.input + more.input, output: before.output + more.output },
    });
  };
  for (const end of ["low", "high"] as const) {
    const shape = shapeOf(request, steward, end);
    for (const seat of seats)
      add(seat, end, asked(request, seat, end, shape.turnsOfSeat, shape.heard, TURN[end] + thought(seat.effort, end)));
    for (const seat of seats) if (shape.lookUps > 0) add(lookTier(seat), end, lookedUp(end, shape.lookUps));
    const thoughts = thought(judge.effort ?? "max", end);
    add(judge, end, asked(request, judge, end, shape.watches, shape.heard, TURN[end] / 4));
    add(judge, end, asked(request, judge, end, shape.checks, shape.heard, TURN[end] / 4 + thoughts));
    // Who scores is told our rules alone, not the persona.
    add(judge, end, asked(request, { ...judge, persona: "" }, end, shape.verdicts, shape.said, VERDICT[end] + thoughts));
  }
  const models = [...rows.values()].map((row) => modelEstimate(row, prices, backends));
  const sum = (of: (model: ModelEstimate) => Range): Range => ({
    low: models.reduce((total, model) => total + of(model).low, 0),
    high: models.reduce((total, model) => total + of(model).high, 0),
  });
  const sending = [...new Set([...seats, judge].map(({ backend }) => backend))].filter((id) =>
    backends.some((state) => state.id === id && state.sends),
  );
  return {
    calls: sum(({ calls }) => calls),
    microUsd: sum(({ microUsd }) => microUsd),
    models,
    leaves: { backends: sending, files: sending.length === 0 ? [] : [request.briefing.file, ...files] },
    capMicroUsd: request.capMicroUsd ?? null,
  };
};

const NONE: Calls = { calls: 0, input: 0, output: 0 };

/** How often whom is asked, and how many tokens of talk stand in a prompt. */
const shapeOf = (request: OpenRequest, steward: boolean, end: End) => {
  const { seats, budget, limits } = request;
  const count = seats.length;
  const research = steward ? 1 : 0;
  const rounds = end === "low" ? 1 : limits.maxRounds;
  // A round is a word and a rebuttal of each seat; at most each is deferred once, and floor turns come on top of all rounds.
  const turnsOfSeat = end === "low" ? research + 2 : research + rounds * 3 + budget;
  const turns = count * turnsOfSeat;
  return {
    turnsOfSeat,
    heard: ((turns / rounds) * TURN[end]) / 2,
    said: Math.min(turns * TURN[end], 20_000),
    watches: end === "low" ? turns : turns + rounds,
    checks: rounds,
    verdicts: end === "low" ? 1 : 2 + count + Math.ceil((turns * TURN[end]) / 15_000),
    lookUps: steward && end === "high" ? limits.stewardBudget : 0,
  };
};

/** Thinking is billed as output: none of it at least, all that the effort allows at most. */
const thought = (effort: Effort | undefined, end: End): number => (end === "low" || effort === undefined ? 0 : THINKING_TOKENS[effort]);

const asked = (request: OpenRequest, plan: SeatPlan, end: End, calls: number, talk: number, output: number): Calls => {
  const bytes = request.briefing.bytes.length + utf8Bytes(plan.persona) + RULES_BYTES[end];
  return { calls, input: Math.ceil(calls * (bytes / BYTES_A_TOKEN[end] + talk)), output: Math.ceil(calls * output) };
};

const lookedUp = (end: End, calls: number): Calls => ({
  calls,
  input: Math.ceil((calls * LOOK_BYTES[end]) / BYTES_A_TOKEN[end]),
  output: calls * TURN[end],
});

/** A look-up is asked of a small model of the seat's own backend. */
const lookTier = ({ backend, tier }: SeatPlan): Pick<SeatPlan, "backend" | "tier" | "model"> => ({
  backend,
  tier: tier === "flash" ? tier : "haiku",
  model: null,
});

const modelEstimate = (
  { plan, low, high }: { readonly plan: Pick<SeatPlan, "backend" | "tier" | "model">; readonly low: Calls; readonly high: Calls },
  prices: readonly ModelPrice[],
  backends: readonly BackendState[],
): ModelEstimate => {
  const row = priceRow(prices, plan);
  const range = (of: (calls: Calls) => number): Range => ({ low: of(low), high: of(high) });
  const tierModel = backends.find(({ id }) => id === plan.backend)?.models?.[plan.tier as "haiku"];
  return {
    backend: plan.backend,
    model: plan.model ?? row?.model ?? tierModel ?? plan.tier,
    price: row === undefined ? null : { input: row.price.input, output: row.price.output },
    from: row?.from ?? "nothing is billed, or no price is counted",
    calls: range(({ calls }) => calls),
    inputTokens: range(({ input }) => input),
    outputTokens: range(({ output }) => output),
    microUsd: range(({ input, output }) => (row === undefined ? 0 : costOf(row.price, { input, output, cached: 0 }))),
  };
};
