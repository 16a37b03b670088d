import { invariant } from "../../kernel/invariant.ts";
import { type Flag, flagPlan } from "../inspector.ts";
import { MACHINES, type Machine } from "../machines.ts";
import { type Material, materialOf } from "../materials.ts";
import type { Reviser } from "../reviser.ts";
import { REVISERS } from "../revisers.ts";
import type { Settings } from "../settings.ts";
import { genericMaterial } from "../usual.ts";
import type { Defect, World } from "../world.ts";
import { registry } from "../worlds/_registry.ts";
import type { LabOpening } from "./event.ts";
import { repeatsOf } from "./repeats.ts";

/** What the ids of an opening stand for. */
export type Cast = { readonly material: Material; readonly machine: Machine; readonly world: World; readonly reviser: Reviser };

/** The tables' entries of an opening; a material that no table knows has the narrowest envelope. Throws `Bug` on an id that opening let through. */
export const castOf = ({ brief: { job }, world: worldId, policy }: LabOpening): Cast => {
  const machine = MACHINES.find(({ id }) => id === job.machine);
  const world = registry.find(({ id }) => id === worldId);
  const reviser = REVISERS.find(({ id }) => id === policy);
  invariant(
    machine !== undefined && world !== undefined && reviser !== undefined,
    `lab: ${job.machine}, ${worldId} and ${policy} are known`,
  );
  return { material: materialOf(job.material) ?? genericMaterial(job.material), machine, world, reviser };
};

/** What the inspector's rules doubt about settings on this job, and what real prints like it died of; at most one a defect. */
export const flagsOn = (opening: LabOpening, settings: Settings): readonly Flag[] => {
  const { material, machine } = castOf(opening);
  const { job, environment, precedents } = opening.brief;
  const flags = [...flagPlan(job, environment, settings, material, machine), ...repeatsOf(precedents, settings, job.machine)];
  return flags.filter(({ defect }, index) => flags.findIndex((flag) => flag.defect === defect) === index);
};

/** Every word for a defect. */
export const DEFECTS: readonly Defect[] = ["under_extrusion", "sag", "stringing", "adhesion", "warp", "delamination"];
