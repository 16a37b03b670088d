import type { Result } from "../../kernel/result.ts";
import type { Machine } from "../machines.ts";
import type { Material } from "../materials.ts";
import type { Settings } from "../settings.ts";
import type { Neighbours, SourceFile } from "./reader.ts";

/**
 * What is to be written: settings that the Spine let through, for whom, and a person's own profile to stay close to. `preset`
 * chooses among several in one file.
 */
export type ProfileOrder = {
  readonly settings: Settings;
  readonly material: Material;
  readonly machine: Machine;
  readonly name: string;
  readonly base?: SourceFile & { readonly neighbours: Neighbours; readonly preset?: string };
};

/** One value that differs from the base; `from` is null where the base does not say it. */
export type ProfileChange = { readonly key: string; readonly from: string | null; readonly to: string };

/** A profile as files, what it changes, and what the target cannot say. */
export type WrittenProfile = {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly changes: readonly ProfileChange[];
  readonly warnings: readonly string[];
};

/** Why nothing is written. */
export type ProfileFault = {
  readonly code: "BASE_UNREADABLE" | "OUTSIDE" | "UNKNOWN_ID";
  readonly message: string;
  readonly hint: string;
};

/** A writer for one program: an open set, one file of `writers/` each, exported as `entry`. Pure. */
export type ProfileWriter = {
  readonly id: string;
  readonly title: string;
  readonly write: (order: ProfileOrder) => Result<WrittenProfile, ProfileFault>;
};
