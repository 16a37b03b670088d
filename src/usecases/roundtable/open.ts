import { ENTRY_FEES, FLOOR_TURNS_PER_BOOST, MAX_GATES, SPARKS_PER_GATE } from "../../core/economy/fees.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { ModelPrice } from "../../core/money/model-price.ts";
import type { Effort } from "../../core/money/size.ts";
import { registeredPaths } from "../../core/roundtable/briefing.ts";
import {
  type Bid,
  fact,
  type Opening,
  type RoundtableFact,
  type RoundtableLimits,
  type Seat,
  type SourceFact,
} from "../../core/roundtable/event.ts";
import { roundtableConsequences } from "../../core/roundtable/machine.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Files } from "../../ports/files.ts";
import type { Journal } from "../../ports/journal.ts";
import { type RegisteredFile, readRegistered } from "../steward/index-files.ts";

/** A seat as the team configures it. `persona` is the text of its CLAUDE.md. */
export type SeatPlan = {
  readonly name: string;
  readonly role: string;
  readonly backend: string;
  readonly tier: string;
  readonly model: string | null;
  readonly effort?: Effort;
  readonly persona: string;
  readonly rank: number | null;
  readonly history: readonly number[];
  readonly worstMicroUsd: number;
};

/** What a person asks for. `roots` bound the registered files: the briefing's folder first, then the project root. */
export type OpenRequest = {
  readonly topic: string;
  readonly briefing: { readonly file: string; readonly bytes: Uint8Array };
  readonly roots: readonly string[];
  readonly seats: readonly SeatPlan[];
  readonly judge: SeatPlan;
  readonly mode: string;
  readonly seed?: string;
  readonly budget: number;
  readonly limits: Omit<RoundtableLimits, "maxGates" | "sparksPerGate" | "scoreChunkChars">;
  readonly fees?: Readonly<Record<string, number>>;
  readonly bids?: readonly Bid[];
  readonly extraBudgets?: readonly { readonly seat: string; readonly boosts: number }[];
  readonly capMicroUsd?: number;
  /** What the models of the seats and of their look-ups cost; empty where nothing is billed. */
  readonly prices?: readonly ModelPrice[];
  /** False keeps the steward out even when files are registered. */
  readonly steward: boolean;
};

/** Why a roundtable was not opened: what, on which value, what to do. Nothing was stored. */
export type OpenFault = {
  readonly code: "NO_WORKERS" | "BRIEFING_INVALID" | "BRIEFING_TOO_LARGE" | "BAD_LIMIT" | "DUPLICATE_SEAT";
  readonly message: string;
  readonly hint: string;
};

/** What opening needs. `newId` gives a fresh `rt-<12 hex>`; `sha256` hashes text to hex. */
export type OpenDeps = {
  readonly journal: Journal;
  readonly files: Files;
  readonly newId: () => RunId;
  readonly sha256: (bytes: Uint8Array) => string;
};

/** Bytes of the largest briefing. */
export const MAX_BRIEFING_BYTES: number = 2 * 1024 * 1024;

/** Characters of transcript that the judge scores in one call; longer ones are read in chunks. */
const SCORE_CHUNK_CHARS = 60_000;

/** Rounds and floor turns that one roundtable may have. */
const MAX_ROUNDS = 20;
const MAX_BUDGET = 20;

/**
 * Reads the briefing and its registered files once, opens the run and charges the fees, all in one transaction. From here
 * on the run depends on nothing outside the journal. An empty briefing opens: the debate then says what is missing.
 */
export const openRoundtable = (deps: OpenDeps, request: OpenRequest): Result<RunId, OpenFault> => {
  const text = checkRequest(request);
  if (!text.ok) return text;
  const registered = request.steward ? registeredPaths(text.value) : [];
  const read = readRegistered({
    files: deps.files,
    paths: registered.map(({ path }) => path),
    roots: request.roots,
    sha256: (content) => deps.sha256(new TextEncoder().encode(content)),
  });
  const opening = openingOf(deps, request);
  const sources = sourcesFact(deps.journal, read.files, registered.length > 0, request.steward);
  const run = deps.newId();
  const facts: readonly RoundtableFact[] = [fact("roundtable-opened", opening), sources];
  const stored = facts as unknown as Parameters<Journal["open"]>[0]["facts"];
  const ledger = stored.map(({ kind, data }, index) => roundtableConsequences({ run, seq: index + 1, step: "open", kind, data }));
  const opened = deps.journal.open({
    run,
    kind: "roundtable",
    version: 1,
    title: request.topic,
    facts: stored,
    ledger,
    ...(request.capMicroUsd === undefined ? {} : { capMicroUsd: request.capMicroUsd }),
  });
  if (!opened.ok) throw new Error(`a fresh run id was taken: ${opened.fault.message}`);
  return ok(run);
};

const checkRequest = (request: OpenRequest): Result<string, OpenFault> => {
  const { seats, briefing, limits, budget } = request;
  if (seats.length === 0) {
    return fail({ code: "NO_WORKERS", message: "no worker is left to take a seat", hint: "moot team import curated-five" });
  }
  const twice = seats.find(({ name }, index) => name === request.judge.name || seats.findIndex((seat) => seat.name === name) !== index);
  if (twice !== undefined)
    return fail({ code: "DUPLICATE_SEAT", message: `${twice.name} is named twice`, hint: "name each worker once in --workers" });
  if (!isWhole(limits.maxRounds, 1, MAX_ROUNDS)) return badLimit("--max-rounds", limits.maxRounds, 1, MAX_ROUNDS);
  if (!isWhole(budget, 0, MAX_BUDGET)) return badLimit("--budget", budget, 0, MAX_BUDGET);
  if (briefing.bytes.length > MAX_BRIEFING_BYTES) {
    const message = `${briefing.file} has ${briefing.bytes.length} bytes; a briefing has at most ${MAX_BRIEFING_BYTES}`;
    return fail({
      code: "BRIEFING_TOO_LARGE",
      message,
      hint: "move data into files and register them under `## Steward-Registered Files`",
    });
  }
  return decode(briefing.file, briefing.bytes);
};

const isWhole = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;

const badLimit = (flag: string, value: number, least: number, most: number): Result<never, OpenFault> =>
  fail({
    code: "BAD_LIMIT",
    message: `${flag} must be a whole number from ${least} to ${most} but is ${value}`,
    hint: `pass ${flag} ${Math.max(least, 3)}`,
  });

const decode = (file: string, bytes: Uint8Array): Result<string, OpenFault> => {
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    const offset = firstInvalidUtf8(bytes);
    return fail({
      code: "BRIEFING_INVALID",
      message: `${file} is not UTF-8 text (first bad byte at offset ${offset})`,
      hint: "save the briefing as UTF-8",
    });
  }
};

/** Offset of the first byte that no valid UTF-8 prefix explains, by bisection over prefixes. */
const firstInvalidUtf8 = (bytes: Uint8Array): number => {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
};

const isUtf8Prefix = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

const openingOf = ({ journal, sha256 }: OpenDeps, request: OpenRequest): Opening => {
  const { briefing, topic, seats, judge, mode, limits } = request;
  const fees = request.fees ?? ENTRY_FEES;
  const hash = sha256(briefing.bytes);
  const seat = (plan: SeatPlan, fee: number): Seat => ({
    ...plan,
    persona: journal.putBlob(new TextEncoder().encode(plan.persona)),
    fee,
    budget: request.budget,
  });
  return {
    topic,
    protocol: "classic",
    seed: request.seed ?? sha256(new TextEncoder().encode(`${topic}\n${hash}`)).slice(0, 16),
    mode,
    briefing: { file: briefing.file, blob: journal.putBlob(briefing.bytes), sha256: hash, bytes: briefing.bytes.length },
    seats: seats.map((plan) => seat(plan, fees[plan.tier] ?? fees.haiku ?? 0)),
    judge: seat(judge, 0),
    ...(request.prices === undefined || request.prices.length === 0 ? {} : { prices: request.prices }),
    bids: request.bids ?? [],
    boosts: (request.extraBudgets ?? []).map(({ seat: name, boosts }) => ({ seat: name, extraBudget: boosts * FLOOR_TURNS_PER_BOOST })),
    limits: { ...limits, maxGates: MAX_GATES, sparksPerGate: SPARKS_PER_GATE, scoreChunkChars: SCORE_CHUNK_CHARS },
  };
};

const sourcesFact = (journal: Journal, files: readonly RegisteredFile[], anyRegistered: boolean, steward: boolean): RoundtableFact => {
  const facts = files.map((file): SourceFact => {
    const { path, status, sha256, bytes, lines, redacted } = file;
    const blob = file.status === "read" ? journal.putBlob(new TextEncoder().encode(file.text)) : null;
    return { path, status, blob, sha256: blob === null ? null : sha256, bytes, lines, redacted, reason: file.fault?.message ?? null };
  });
  const usable = facts.some(({ status }) => status === "read");
  const note = !steward
    ? "The steward is switched off."
    : !anyRegistered
      ? "No file is registered: the steward is off."
      : usable
        ? ""
        : "No registered file could be read: the steward is off.";
  return fact("sources-registered", { files: facts, steward: usable, note });
};
