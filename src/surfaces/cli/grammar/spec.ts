import type { Run } from "../answer.ts";

/** A flag as help shows it. `read` turns its text into a value or throws `InvalidArgumentError`. */
export type OptionSpec = {
  readonly flags: string;
  readonly description: string;
  readonly read?: (text: string, previous: unknown) => unknown;
  readonly choices?: readonly string[];
};

/** A command of the tree. `name` is its full path (`team new`); a command without `load` only groups others. */
export type CommandSpec = {
  readonly name: string;
  readonly group: string;
  /** One line in the list of commands; short enough for 80 columns. */
  readonly summary: string;
  /** What its own help says, when that is more. */
  readonly detail?: string;
  readonly args?: readonly (readonly [term: string, description: string])[];
  readonly options?: readonly OptionSpec[];
  /** Words that an argument is made of, with what they mean. */
  readonly terms?: { readonly title: string; readonly rows: readonly (readonly [term: string, description: string])[] };
  readonly examples: readonly string[];
  readonly hidden?: boolean;
  readonly load?: () => Promise<Run>;
};
