import { nearest } from "../home/nearest.ts";

/** Why something about the team could not be done: what, on which value, what to do. Nothing was changed. */
export type TeamFault = {
  readonly code:
    | "BAD_NAME"
    | "BAD_VALUE"
    | "WORKER_EXISTS"
    | "UNKNOWN_WORKER"
    | "UNKNOWN_AGENT"
    | "UNKNOWN_TEMPLATE"
    | "TEMPLATE_INVALID"
    | "UNKNOWN_BACKEND"
    | "BACKEND_UNAVAILABLE"
    | "UNKNOWN_PRICE"
    | "NO_PERSONA"
    | "SEEDS_MISSING";
  readonly message: string;
  readonly hint: string;
};

/** A fault for a name that is not known. It names the known ones; `hint` is used where none of them is near. */
export const unknownName = (code: TeamFault["code"], noun: string, name: string, known: readonly string[], hint: string): TeamFault => {
  const meant = nearest(name, known);
  const list = known.length === 0 ? "there are none" : `known are ${known.join(", ")}`;
  return {
    code,
    message: `no ${noun} is called ${JSON.stringify(name)}; ${list}`,
    hint: meant === undefined ? hint : `did you mean ${meant}?`,
  };
};
