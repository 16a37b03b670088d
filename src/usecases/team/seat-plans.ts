import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { JUDGE } from "../../core/team/persona.ts";
import { recentTotals, type ScoredEvent, type Standing, standings } from "../../core/team/standings.ts";
import { DEFAULT_WORKER, type Worker } from "../../core/team/template.ts";
import { isTier, tierOf } from "../../core/team/tier.ts";
import type { BackendState } from "../../ports/backend.ts";
import type { ReadableFolder } from "../../ports/home.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Config } from "../home/config.ts";
import type { SeatPlan } from "../roundtable/open.ts";
import { backendFault, backendNamed, chooseBackend, GEMINI, OFFLINE, SCRIPTED } from "./backend.ts";
import { type TeamFault, unknownName } from "./fault.ts";
import { scoredFacts } from "./leaderboard.ts";
import { personaText } from "./roster.ts";

/** Scores of earlier roundtables that a seat brings along. */
const HISTORY = 5;

/** Who is wanted at the table. `workers`: these and no other, in this order; `backends`: how every backend stands here. */
export type SeatRequest = {
  readonly config: Config;
  readonly home: ReadableFolder;
  readonly assets: ReadableFolder;
  readonly journal: Journal;
  readonly workers?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly skipNaomi?: boolean | undefined;
  readonly backends: readonly BackendState[];
  /** Who set `llm.mode`. */
  readonly modeFrom?: string | undefined;
};

/** The seats in order, the judge, the active backend with the reason for it, and a sentence for every seat that was left out. */
export type SeatPlans = {
  readonly seats: readonly SeatPlan[];
  readonly judge: SeatPlan;
  readonly mode: string;
  readonly why: string;
  readonly notes: readonly string[];
};

/**
 * Resolves the roster into seats. A seat on `auto` gets the active backend. When that is `offline`, every seat speaks with an
 * offline voice. Otherwise a seat on Gemini is dropped, with a note, where Gemini cannot answer, and any other seat on a backend
 * that cannot answer is a fault. An unknown name is a fault that names the known ones. No seat may be left: opening says so.
 */
export const seatPlans = (request: SeatRequest): Result<SeatPlans, TeamFault> => {
  const { config, backends, skipNaomi = false } = request;
  const active = chooseBackend(config.llm.mode, backends, request.modeFrom);
  if (!active.ok) return active;
  const wanted = wantedWorkers(request);
  if (!wanted.ok) return wanted;
  const plan = planner(request);
  const notes: string[] = [];
  const seats: SeatPlan[] = [];
  for (const name of wanted.value) {
    const worker = config.team.workers[name] ?? DEFAULT_WORKER;
    const backend =
      skipNaomi && backendNamed(worker.backend, backends)?.id === GEMINI
        ? drop("seats on Gemini are left out")
        : backendOf(worker.backend, active.value.mode, backends);
    if (backend.id === undefined) {
      if (backend.note === undefined) return fail(backendFault(worker.backend, backends, name));
      notes.push(`${name} ${backend.note}`);
      continue;
    }
    const seat = plan(name, worker, backend.id);
    if (!seat.ok) return seat;
    seats.push(seat.value);
  }
  const judge = planJudge(request, active.value.mode, plan);
  if (!judge.ok) return judge;
  return ok({ seats, judge: judge.value, ...active.value, notes });
};

/** A sentence for every worker of the roster whose own backend does not answer here, so that an offline voice speaks for it. */
export const standIns = (config: Config, backends: readonly BackendState[]): readonly string[] => {
  const active = chooseBackend(config.llm.mode, backends);
  if (!active.ok) return [];
  return Object.entries(config.team.workers).flatMap(([name, worker]) => {
    const { id, note } = backendOf(worker.backend, active.value.mode, backends);
    return id === undefined || note === undefined ? [] : [`${name} ${note}`];
  });
};

/** The names to seat: those that were asked for or the whole roster, without those to skip. */
const wantedWorkers = ({ config, workers, skip = [] }: SeatRequest): Result<readonly string[], TeamFault> => {
  const known = Object.keys(config.team.workers);
  const plain = (names: readonly string[]): readonly string[] => names.map((name) => name.trim().toLowerCase());
  const unknown = [...plain(workers ?? []), ...plain(skip)].find((name) => !known.includes(name));
  if (unknown !== undefined) return fail(unknownName("UNKNOWN_WORKER", "worker", unknown, known, "moot team list"));
  return ok((workers === undefined ? known : plain(workers)).filter((name) => !plain(skip).includes(name)));
};

type Resolved = { readonly id?: string; readonly note?: string };

const drop = (why: string): Resolved => ({ note: `takes no seat: ${why}` });

const backendOf = (configured: string, active: string, backends: readonly BackendState[]): Resolved => {
  const named = backendNamed(configured, backends);
  if (configured === "auto" || named?.id === active) return { id: active };
  if (named?.id === SCRIPTED && named.available) return { id: SCRIPTED };
  if (active === OFFLINE) return { id: OFFLINE, note: `speaks with an offline voice instead of ${named?.id ?? configured}` };
  if (named?.available === true) return { id: named.id };
  return named?.id === GEMINI ? drop(`Gemini cannot answer here: ${named.why}`) : {};
};

type Plan = (name: string, worker: Worker, backend: string) => Result<SeatPlan, TeamFault>;

const planner = ({ home, assets, journal }: SeatRequest): Plan => {
  const scored: readonly ScoredEvent[] = scoredFacts(journal);
  const rows = new Map(standings({ scored, balances: new Map() }).map((row: Standing) => [row.agent, row]));
  return (name, { model, role, effort }, backend) => {
    const persona = personaText(home, assets, name);
    if (persona === undefined) {
      const path = `${home.root}/agents/${name}/CLAUDE.md`;
      return fail({
        code: "NO_PERSONA",
        message: `${name} has no persona: ${path} is missing`,
        hint: `write ${path}, or: moot team remove ${name}`,
      });
    }
    return ok({
      name,
      role,
      backend,
      tier: tierOf(model),
      model: isTier(model) ? null : model,
      ...(effort === undefined ? {} : { effort }),
      persona,
      rank: rows.get(name)?.rank ?? null,
      history: recentTotals(scored, name, HISTORY),
      worstMicroUsd: 0,
    });
  };
};

const planJudge = ({ config, backends }: SeatRequest, active: string, plan: Plan): Result<SeatPlan, TeamFault> => {
  const { model, backend, effort } = config.team.judge;
  const resolved = backendOf(backend, active, backends);
  if (resolved.id === undefined) return fail(backendFault(backend, backends, JUDGE));
  return plan(JUDGE, { model, backend, effort, role: "judge" }, resolved.id);
};
