import { readInput, readPartFile } from "../../../compose/read-file.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { materialOf } from "../../../core/lab/materials.ts";
import { findMachine } from "../../../usecases/lab/crew.ts";
import { measurePart, namedDetails } from "../../../usecases/lab/measure-part.ts";
import type { LabWish } from "../../../usecases/lab/open.ts";
import { readProfile } from "../../../usecases/lab/profile.ts";
import type { Fault } from "../fault.ts";

/** Flags of a job and its voices, as commander read them. */
export type LabWishFlags = Omit<LabWish, "profile"> & {
  readonly part?: string | undefined;
  readonly profile?: string | undefined;
  readonly preset?: string;
  readonly cap?: string;
  readonly allowUnknownPrice?: boolean;
  readonly acknowledge?: string;
  readonly set?: readonly string[];
  readonly because?: string;
  readonly quiet?: boolean;
};

/** A wish, and what should be said of the part that it names. */
export type NotedWish = { readonly wish: LabWish; readonly notes: readonly string[] };

/** The wish of a command line; part and profile are read from their files. */
export const wishOf = async ({ part, profile, preset, ...said }: LabWishFlags): Promise<Result<NotedWish, Fault>> => {
  const measured = part === undefined ? ok({ wish: said, notes: [] }) : await measuredWish(part, said);
  if (!measured.ok || profile === undefined) return measured;
  const { wish: flags, notes } = measured.value;
  const text = readInput(profile);
  if (!text.ok) return text;
  const name = flags.material ?? "PLA";
  const read = readProfile(profile, text.value, materialOf(name)?.id ?? name, preset);
  return read.ok ? ok({ wish: { ...flags, profile: read.value }, notes }) : read;
};

/** What the flags do not say of the part, as it measures: its class, its sizes, its overhangs and bridges. A part over the bed is refused. */
const measuredWish = async (file: string, said: LabWish): Promise<Result<NotedWish, Fault>> => {
  const machine = findMachine(said.machine);
  if (!machine.ok) return machine;
  const mesh = await readPartFile(file);
  if (!mesh.ok) return mesh;
  const { part, details, warnings } = measurePart(mesh.value, machine.value);
  if (!part.bed.fits)
    return fail({ code: "PART_TOO_LARGE", message: `${file} does not fit: ${part.bed.over.join(", ")}`, hint: "moot lab machines" });
  const measures = Object.entries(namedDetails(details)).map(([name, value]) => `${name}=${value}`);
  const wish = { ...said, geometry: said.geometry ?? part.geometry_type, detail: [...measures, ...(said.detail ?? [])] };
  return ok({ wish, notes: warnings.map((warning) => `${file}: ${warning}`) });
};

/** The settings that flags of the command line stand for, by key path. */
export const configFlags = ({
  cap,
  allowUnknownPrice,
}: Pick<LabWishFlags, "cap" | "allowUnknownPrice">): Readonly<Record<string, string | undefined>> => ({
  "cap.runUsd": cap,
  "llm.allowUnknownPrice": allowUnknownPrice === true ? "true" : undefined,
});
