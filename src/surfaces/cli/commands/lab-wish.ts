import { readInput } from "../../../compose/read-file.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import { materialOf } from "../../../core/lab/materials.ts";
import type { LabWish } from "../../../usecases/lab/open.ts";
import { readProfile } from "../../../usecases/lab/profile.ts";
import type { Fault } from "../fault.ts";

/** Flags of a job and its voices, as commander read them. */
export type LabWishFlags = Omit<LabWish, "profile"> & {
  readonly profile?: string;
  readonly preset?: string;
  readonly cap?: string;
  readonly allowUnknownPrice?: boolean;
  readonly acknowledge?: string;
  readonly set?: readonly string[];
  readonly because?: string;
  readonly quiet?: boolean;
};

/** The wish of a command line; the profile is read from its file. */
export const wishOf = ({ profile, preset, ...flags }: LabWishFlags): Result<LabWish, Fault> => {
  if (profile === undefined) return ok(flags);
  const text = readInput(profile);
  if (!text.ok) return text;
  const name = flags.material ?? "PLA";
  const read = readProfile(profile, text.value, materialOf(name)?.id ?? name, preset);
  return read.ok ? ok({ ...flags, profile: read.value }) : read;
};

/** The settings that flags of the command line stand for, by key path. */
export const configFlags = ({
  cap,
  allowUnknownPrice,
}: Pick<LabWishFlags, "cap" | "allowUnknownPrice">): Readonly<Record<string, string | undefined>> => ({
  "cap.runUsd": cap,
  "llm.allowUnknownPrice": allowUnknownPrice === true ? "true" : undefined,
});
