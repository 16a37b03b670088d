import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { LOG_KIND } from "../../core/lab/log/machine.ts";
import { type LabFact, labFact } from "../../core/lab/session/event.ts";
import { LAB_KIND } from "../../core/lab/session/machine.ts";
import { fact, type Opening, type RoundtableFact, type Seat } from "../../core/roundtable/event.ts";
import { roundtableConsequences } from "../../core/roundtable/machine.ts";
import { EXTERNAL } from "../../core/roundtable/seating.ts";
import type { RunId } from "../../core/run/event.ts";
import { isTier, tierOf } from "../../core/team/tier.ts";
import type { BackendState } from "../../ports/backend.ts";
import type { ReadableFolder } from "../../ports/home.ts";
import type { Batch, Journal, RunRow } from "../../ports/journal.ts";
import type { Config } from "../home/config.ts";
import { readPrices } from "../money/price-table.ts";
import { type SeatPrices, seatPrices } from "../money/seat-prices.ts";
import { openingOf } from "../seats/table.ts";
import { backendFault, backendNamed } from "../team/backend.ts";
import type { TeamFault } from "../team/fault.ts";
import { personaText } from "../team/roster.ts";

/** How the copy differs. `replace` holds `seat=what`; `fresh` asks everything after the cut again; a seat that becomes external has `externalTimeoutMs`. */
export type ForkRequest = {
  readonly at: number;
  readonly replace: readonly string[];
  readonly without: readonly string[];
  readonly fresh: boolean;
  readonly externalTimeoutMs: number;
  /** What the settings say about prices. */
  readonly config: Pick<Config, "llm">;
};

/** What forking needs. `backends` is how every backend stands here. */
export type ForkDeps = {
  readonly journal: Journal;
  readonly home: ReadableFolder;
  readonly assets: ReadableFolder;
  readonly backends: readonly BackendState[];
  readonly newId: (prefix?: string) => RunId;
};

/** Why nothing was forked: what, on which value, what to do. */
export type ForkFault = {
  readonly code: "NO_BOUNDARY" | "UNKNOWN_SEAT" | "NO_WORKERS" | "RUN_DONE" | "CONFLICT" | TeamFault["code"];
  readonly message: string;
  readonly hint: string;
};

/** The copy, where it was cut, and how it differs. */
export type Forked = {
  readonly run: RunId;
  readonly parent: RunId;
  readonly at: number;
  readonly without: readonly string[];
  readonly replaced: readonly string[];
  /** Models of changed seats whose price nobody knows, in a sentence each. */
  readonly notes: readonly string[];
};

type Change = { readonly without: readonly Seat[]; readonly seats: readonly Seat[]; readonly judge: Seat | null } & SeatPrices;

/**
 * Copies a run up to a step boundary, with a ledger book of its own, and says in one fact how it differs. What was said before
 * the cut is copied, not asked again. A seat that leaves gets its fee back, in the fork's book.
 */
export const forkRun = (deps: ForkDeps, row: RunRow, request: ForkRequest): Result<Forked, ForkFault> => {
  const { journal } = deps;
  const opening = openingOf(journal.read(row.run));
  const change = opening === undefined ? ok(undefined) : changeOf(deps, opening, request);
  if (!change.ok) return change;
  const changes = request.replace.length + request.without.length;
  if (changes > 0 && opening === undefined)
    return fail({
      code: "BAD_VALUE",
      message: `${row.run} is no roundtable: it has no seats to change`,
      hint: `moot fork ${row.run} --at ${request.at}`,
    });
  if (row.status === "done" && request.at >= row.head)
    return fail({
      code: "RUN_DONE",
      message: `${row.run} is closed at event ${row.head}: a copy of all of it has nothing to go on with`,
      hint: `moot show ${row.run} --raw`,
    });
  const run = deps.newId(row.run.slice(0, row.run.indexOf("-")));
  const forked = journal.fork(row.run, request.at, run);
  if (!forked.ok) return fail({ code: "NO_BOUNDARY", message: forked.fault.message, hint: `moot show ${row.run} --raw` });
  const { at } = forked.value;
  const facts = change.value === undefined ? voiceFacts(row, at, request) : forkFacts(row.run, at, change.value, request);
  if (facts.length > 0 && journal.run(run)?.status !== "done") {
    const told = tell(journal, run, at, facts);
    if (!told.ok) return told;
  }
  const named = (seats: readonly Seat[]): readonly string[] => seats.map(({ name }) => name);
  const { without = [], seats = [], judge = null, notes = [] } = change.value ?? {};
  return ok({ run, parent: row.run, at, without: named(without), replaced: named(judge === null ? seats : [...seats, judge]), notes });
};

const changeOf = (deps: ForkDeps, opening: Opening, { replace, without, config }: ForkRequest): Result<Change, ForkFault> => {
  const leaving: Seat[] = [];
  for (const word of without) {
    const name = word.trim().toLowerCase();
    const seat = opening.seats.find((found) => found.name === name);
    if (seat === undefined) return fail(unknownSeat(opening, "--without", name));
    if (!leaving.includes(seat)) leaving.push(seat);
  }
  if (leaving.length >= opening.seats.length)
    return fail({ code: "NO_WORKERS", message: "--without leaves no seat at the table", hint: "leave one seat out at a time" });
  const seats: Seat[] = [];
  let judge: Seat | null = null;
  for (const word of replace) {
    const replaced = replacement(deps, opening, word);
    if (!replaced.ok) return replaced;
    if (replaced.value.name === opening.judge.name) judge = replaced.value;
    else seats.push(replaced.value);
  }
  const priced = pricesOf(deps, config, judge === null ? seats : [...seats, judge]);
  return priced.ok ? ok({ without: leaving, seats, judge, ...priced.value }) : priced;
};

const pricesOf = (deps: ForkDeps, config: Pick<Config, "llm">, changed: readonly Seat[]): Result<SeatPrices, TeamFault> =>
  changed.length === 0 ? ok({ prices: [], notes: [] }) : seatPrices(readPrices(deps.assets), config, changed, deps.backends);

/** What `seat=what` names: `external`, a backend, a tier or a persona by its name; anything else is a model id. */
const replacement = (deps: ForkDeps, opening: Opening, word: string): Result<Seat, ForkFault> => {
  const cut = word.indexOf("=");
  const name = word.slice(0, Math.max(cut, 0)).trim().toLowerCase();
  const what = word.slice(cut + 1).trim();
  const seat = [...opening.seats, opening.judge].find((found) => found.name === name);
  if (cut < 1 || what === "")
    return fail({
      code: "BAD_VALUE",
      message: `--replace ${word}: expected seat=model or seat=persona`,
      hint: "pass --replace clare=opus",
    });
  if (seat === undefined) return fail(unknownSeat(opening, "--replace", name));
  if (what === EXTERNAL && seat === opening.judge)
    return fail({
      code: "BAD_VALUE",
      message: "a judge from outside is asked for when a table opens, not in the middle of a debate",
      hint: "moot roundtable open … --seat judge=external, or pass --replace judge=opus",
    });
  if (what === EXTERNAL) return ok({ ...seat, backend: EXTERNAL, worstMicroUsd: 0 });
  const backend = backendNamed(what, deps.backends);
  if (backend !== undefined && !backend.available) return fail(backendFault(what, deps.backends, name));
  if (backend !== undefined) return ok({ ...seat, backend: backend.id, model: null });
  if (isTier(what)) return ok({ ...seat, tier: what, model: null });
  const persona = /^[a-z0-9][a-z0-9-]*$/u.test(what) ? personaText(deps.home, deps.assets, what) : undefined;
  if (persona !== undefined) return ok({ ...seat, persona: deps.journal.putBlob(new TextEncoder().encode(persona)) });
  return ok({ ...seat, model: what, tier: tierOf(what) });
};

const unknownSeat = (opening: Opening, flag: string, name: string): ForkFault => ({
  code: "UNKNOWN_SEAT",
  message: `${flag}: no seat ${JSON.stringify(name)}; the seats are ${opening.seats.map((seat) => seat.name).join(", ")}`,
  hint: `pass ${flag} ${opening.seats[0]?.name ?? ""}${flag === "--replace" ? "=opus" : ""}`,
});

const forkFacts = (
  from: RunId,
  at: number,
  { without, seats, judge, prices }: Change,
  { fresh, externalTimeoutMs }: ForkRequest,
): readonly RoundtableFact[] => [
  fact("run-forked", {
    from,
    at,
    reuse: !fresh,
    without: without.map(({ name }) => name),
    seats,
    judge,
    externalTimeoutMs: seats.some(({ backend }) => backend === EXTERNAL) ? externalTimeoutMs : null,
    ...(prices.length === 0 ? {} : { prices }),
  }),
  ...without.filter(({ fee }) => fee > 0).map(({ name, fee }) => fact("fee-refunded", { seat: name, sparks: fee })),
];

/** Runs of the lab have no seats to change; what their voices were asked may have been bought already. */
const voiceFacts = ({ kind, run }: RunRow, at: number, { fresh }: ForkRequest): readonly LabFact[] =>
  kind === LAB_KIND || kind === LOG_KIND ? [labFact("run-forked", { from: run, at, reuse: !fresh })] : [];

/** Appends the facts of a fork in one step, before anybody drives it. */
const tell = (journal: Journal, run: RunId, at: number, told: readonly (RoundtableFact | LabFact)[]): Result<void, ForkFault> => {
  const row = journal.run(run) as RunRow;
  const fence = journal.acquire(run);
  if (!fence.ok) return fail({ code: "CONFLICT", message: fence.fault.message, hint: `moot resume ${run}` });
  const step = `fork/${at}`;
  const facts = told as unknown as Batch["facts"][number]["facts"];
  const ledger = facts.map(({ kind, data }, index) => roundtableConsequences({ run, seq: row.head + index + 1, step, kind, data }));
  const batch: Batch = { settle: [], lose: [], facts: [{ step, facts, ledger }], inputs: [], reserve: [], status: row.status };
  const stored = journal.commit(run, fence.value, row.head, batch);
  journal.release(run, fence.value);
  return stored.ok ? ok(undefined) : fail({ code: "CONFLICT", message: stored.fault.message, hint: `moot resume ${run}` });
};
