/**
 * @module The lab: settings for a print are proposed, bounded by the Spine, doubted by the inspector, printed by a world and
 * graded. Owns the rules, refuses I/O. `classic/` and `worlds/classic.ts` are the reference system bit for bit, faults
 * included; the modules of this folder are what Moot does by default. Start at `world.ts`, `edition.ts`, `loop.ts`.
 */

/** What a part is prone to; also the key that precedents are found by. */
export const GEOMETRIES = ["overhang", "bridge", "stringing", "adhesion", "vase"] as const;

/** Where a part lies on the bed. */
export const BED_POSITIONS = ["center", "edge", "corner"] as const;

/** A part to print. The classic edition takes any text in every field; others know the ids of their tables only. */
export type Job = { readonly material: string; readonly geometry: string; readonly bedPosition: string };

/** The room: air temperature in °C, relative humidity in %. */
export type Environment = { readonly celsius: number; readonly humidityPercent: number };
