/**
 * @module The lab as a use case: reads wishes, gathers what a proposal may rest on, opens runs, asks voices, and projects what
 * the home learnt. Refuses to decide anything about a plan: the machine does. Entry: `openLab`.
 */
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Profile } from "../../core/lab/engineer/propose.ts";
import { REVISERS } from "../../core/lab/revisers.ts";
import { labFact } from "../../core/lab/session/event.ts";
import { LAB_KIND } from "../../core/lab/session/machine.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Journal } from "../../ports/journal.ts";
import type { LoadedConfig } from "../home/config.ts";
import type { TeamFault } from "../team/fault.ts";
import { briefOf } from "./brief.ts";
import { findWorld, type UnknownId } from "./crew.ts";
import { planVoices, type VoiceHouse, type VoiceWish } from "./voices.ts";
import { type JobWish, numberIn, readJobWish, type WishFault } from "./wish.ts";

/** A run as a person asks for it. */
export type LabWish = JobWish &
  VoiceWish & {
    readonly world?: string | undefined;
    readonly policy?: string | undefined;
    readonly iterations?: string | undefined;
    readonly profile?: Profile | undefined;
  };

/** What opening needs. */
export type LabHouse = VoiceHouse & { readonly journal: Journal; readonly clock: Clock; readonly newId: (prefix: string) => RunId };

/** Why nothing was opened. */
export type LabFault = WishFault | TeamFault | UnknownId;

/** A fresh run, and what should be said about it. */
export type OpenedLab = { readonly run: RunId; readonly notes: readonly string[] };

const DEFAULT_ITERATIONS = 8;
const MOST_ITERATIONS = 1000;

/** Opens a run: everything that it reads of the outside is in its opening. `until` says whether it may print without another word. */
export const openLab = (house: LabHouse, loaded: LoadedConfig, wish: LabWish, until: "plan" | "verdict"): Result<OpenedLab, LabFault> => {
  const asked = readJobWish(wish);
  if (!asked.ok) return asked;
  const found = findWorld({ world: wish.world ?? "fdm" });
  if (!found.ok) return found;
  const policy = findReviser(wish.policy ?? REVISERS[0].id);
  if (!policy.ok) return policy;
  const iterations = readIterations(wish.iterations);
  if (!iterations.ok) return iterations;
  const planned = planVoices(house, loaded, wish);
  if (!planned.ok) return planned;
  const { job, environment, approval } = asked.value;
  const { world } = found.value;
  const { journal, clock } = house;
  const brief = briefOf(journal, job, environment, { world: world.id, profile: wish.profile ?? null, nowMs: clock.now() });
  const { voices, prices, notes } = planned.value;
  const opening = labFact("lab-opened", {
    brief,
    world: world.id,
    policy: policy.value,
    iterations: iterations.value,
    until,
    approval,
    voices,
    ...(prices.length === 0 ? {} : { prices }),
  });
  const { runUsd } = loaded.config.cap;
  const run = house.newId("lab");
  const opened = journal.open({
    run,
    kind: LAB_KIND,
    version: 1,
    title: `${job.material} ${job.geometry}, ${job.bedPosition}, ${environment.celsius} °C ${environment.humidityPercent} %`,
    facts: [opening] as unknown as Parameters<Journal["open"]>[0]["facts"],
    ledger: [[]],
    ...(runUsd === null ? {} : { capMicroUsd: Math.round(runUsd * 1_000_000) }),
  });
  if (!opened.ok) throw new Error(`a fresh run id was taken: ${opened.fault.message}`);
  return ok({ run, notes: [...loaded.warnings, ...notes] });
};

const readIterations = (text: string | undefined): Result<number, WishFault> => {
  const number = numberIn("--iterations", text ?? String(DEFAULT_ITERATIONS), [1, MOST_ITERATIONS]);
  if (!number.ok || Number.isInteger(number.value)) return number;
  return fail({ code: "BAD_VALUE", message: `--iterations must be a whole number but is ${number.value}`, hint: "pass --iterations 8" });
};

const findReviser = (id: string): Result<string, UnknownId> => {
  const found = REVISERS.find((reviser) => reviser.id === id);
  if (found !== undefined) return ok(found.id);
  const known = REVISERS.map((reviser) => reviser.id).join(", ");
  return fail({
    code: "UNKNOWN_ID",
    message: `there is no policy ${JSON.stringify(id)}; known are ${known}`,
    hint: `add --policy ${REVISERS[0].id}`,
  });
};
