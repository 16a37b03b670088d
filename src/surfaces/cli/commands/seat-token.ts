import { seatVariables } from "../../../compose/environment.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Invocation } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";

/** The seat that `--as` names. */
export const seatOf = ({ options }: Invocation, fix: string): Result<string, Fault> => {
  const seat = ((options.as as string | undefined) ?? "").trim().toLowerCase();
  return seat === "" ? fail(usageFault("--as is missing: the seat", fix)) : ok(seat);
};

/** The token of the command line, else of the environment. */
export const givenToken = ({ options }: Invocation): string | undefined => (options.token as string | undefined) ?? seatVariables().token;
