import type { App } from "../../compose.ts";
import type { Result } from "../../core/kernel/result.ts";
import type { RunKind } from "../../core/run/event.ts";
import type { RunRow } from "../../ports/journal.ts";
import type { Answer, Context } from "./answer.ts";
import type { Carried } from "./carry.ts";
import type { Fault } from "./fault.ts";

/** How the end of a run is shown. `isKept` is false in a home that goes away with this process. */
export type FinishOptions = { readonly summary: boolean; readonly notify: boolean; readonly isKept: boolean };

/** A run that came to rest, with everything that its ending is told by. */
export type Rested = {
  readonly context: Context;
  readonly app: App;
  readonly row: RunRow;
  readonly carried: Pick<Carried, "signal">;
  readonly options: FinishOptions;
};

/** What a kind of run brings to the command line: its documents are written, and how it did is an answer or a fault. One file of `endings/` each. */
export type Ending = { readonly kind: RunKind; readonly end: (rested: Rested) => Result<Answer, Fault> };

/** The code of a run that was cut: by a signal of this process, or by somebody. */
export const cutCode = ({ signal }: Pick<Carried, "signal">): "TERMINATED" | "INTERRUPTED" | "CANCELLED" =>
  signal === "SIGTERM" ? "TERMINATED" : signal === "SIGINT" ? "INTERRUPTED" : "CANCELLED";
