import { invariant } from "../kernel/invariant.ts";
import type { Machine } from "./machines.ts";
import type { Material } from "./materials.ts";
import { POLYMERS } from "./worlds/fdm/materials.ts";
import { PRINTERS } from "./worlds/fdm/printers.ts";

/** What motion and melt of a pair allow: speeds in mm/s, acceleration in mm/s², flow in mm³/s, bore of the filament in mm. */
export type Motion = {
  readonly speed: number;
  readonly travelSpeed: number;
  readonly acceleration: number;
  readonly flowMm3s: number;
  readonly filamentMm: number;
};

/** Usual motion of a machine of the lab, and the flow that vendors allow a material of the lab. */
export const motionOf = (material: Material, machine: Machine): Motion => {
  const [printer, polymer] = [PRINTERS.get(machine.id), POLYMERS.get(material.id)];
  invariant(printer !== undefined && polymer !== undefined, `no table has ${material.id} on ${machine.id}`);
  const { speed, travelSpeed, acceleration, filamentMm } = printer;
  return { speed, travelSpeed, acceleration, filamentMm, flowMm3s: polymer.flowLimit };
};
