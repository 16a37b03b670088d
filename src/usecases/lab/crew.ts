import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { classicEdition, currentEdition, type Edition } from "../../core/lab/edition.ts";
import { MACHINES, type Machine } from "../../core/lab/machines.ts";
import { POLICIES } from "../../core/lab/policies.ts";
import type { Policy } from "../../core/lab/policy.ts";
import type { World } from "../../core/lab/world.ts";
import { registry } from "../../core/lab/worlds/_registry.ts";

/** Every world. */
export const WORLDS: readonly World[] = registry;

/** An id that nothing has. */
export type UnknownId = { readonly code: "UNKNOWN_ID"; readonly message: string; readonly hint: string };

/** Which rules and machine are asked for; what is absent is the world's edition and the first machine. */
export type CrewRequest = { readonly world: string; readonly edition?: string | undefined; readonly machine?: string | undefined };

/** Finds a world and the rules to check and grade by. */
export const findWorld = (
  request: CrewRequest,
): Result<{ readonly world: World; readonly edition: Edition; readonly machine: string }, UnknownId> => {
  const world = find("world", WORLDS, request.world);
  if (!world.ok) return world;
  const machine = request.machine === undefined ? ok(MACHINES[0]) : find("machine", MACHINES, request.machine);
  if (!machine.ok) return machine;
  const edition = find("edition", [classicEdition, currentEdition(machine.value)], request.edition ?? world.value.edition);
  return edition.ok ? ok({ world: world.value, edition: edition.value, machine: machine.value.id }) : edition;
};

/** Finds a machine. */
export const findMachine = (id: string): Result<Machine, UnknownId> => find("machine", MACHINES, id);

/** Finds a policy. */
export const findPolicy = (id: string): Result<Policy<unknown>, UnknownId> => find("policy", POLICIES, id);

const find = <Entry extends { readonly id: string }>(kind: string, known: readonly Entry[], id: string): Result<Entry, UnknownId> => {
  const found = known.find((entry) => entry.id === id);
  if (found !== undefined) return ok(found);
  const ids = known.map((entry) => entry.id).join(", ");
  return fail({
    code: "UNKNOWN_ID",
    message: `there is no ${kind} ${JSON.stringify(id)}; known are ${ids}`,
    hint: `add --${kind} ${known[0]?.id}`,
  });
};
