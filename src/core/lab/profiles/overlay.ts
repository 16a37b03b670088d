import { general } from "../../kernel/python-number.ts";
import type { Machine } from "../machines.ts";
import type { Material } from "../materials.ts";
import type { Setting } from "../settings.ts";
import { envelopeOf } from "../spine.ts";
import type { Written } from "./fact.ts";
import { numberOf, valueAt } from "./gleaner.ts";
import type { ProfileChange } from "./writer.ts";

/** A base profile by key. */
export type BaseValues = ReadonlyMap<string, Written>;

/** The number that the first extruder of a base has under a key. */
export const baseNumber = (base: BaseValues, key: string): number | undefined => {
  const written = base.get(key);
  return written === undefined ? undefined : numberOf(valueAt(written.text, 0));
};

/** What must change so that the first extruder has these values, in their order: nothing where the base says the same. */
export const changesTo = (
  base: BaseValues,
  wanted: readonly (readonly [key: string, value: number | string])[],
): readonly ProfileChange[] =>
  wanted.flatMap(([key, value]) => {
    const from = base.get(key)?.text ?? null;
    const to = typeof value === "number" ? general(value) : value;
    const same = from !== null && (valueAt(from, 0) === to || (typeof value === "number" && numberOf(valueAt(from, 0)) === value));
    return same ? [] : [{ key, from, to: from === null ? to : [to, ...from.split(",").slice(1)].join(",") }];
  });

/** A first layer's temperature: as far from the others as in the base, inside the envelope; a heater that is off stays off. */
export const firstLayer = (
  setting: Setting,
  value: number,
  base: BaseValues,
  [firstKey, key]: readonly [firstKey: string, key: string],
  { material, machine }: { readonly material: Material; readonly machine: Machine },
): number => {
  const [first, others] = [baseNumber(base, firstKey), baseNumber(base, key)];
  const bound = envelopeOf(material, machine).find(([name]) => name === setting);
  const moved = first === undefined || others === undefined || [first, others, value].includes(0) ? value : value + first - others;
  return bound === undefined ? value : Math.min(Math.max(moved, bound[1]), bound[2]);
};
