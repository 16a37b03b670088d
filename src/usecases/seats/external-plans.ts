import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { EXTERNAL } from "../../core/roundtable/seating.ts";
import { JUDGE, workerNameIssue } from "../../core/team/persona.ts";
import type { SeatPlan } from "../roundtable/open.ts";

/** Why a seat was not planned: what, on which value, what to do. */
export type ExternalFault = { readonly code: "BAD_NAME" | "BAD_VALUE"; readonly message: string; readonly hint: string };

/** Who speaks and who judges. */
export type Seated = { readonly seats: readonly SeatPlan[]; readonly judge: SeatPlan };

/**
 * The plans with the named seats taken from outside. A worker of the team, and the judge, keeps its persona as what the prompt tells
 * whoever sits there; another name gets a seat of its own, at the end. `words` are `name=external`.
 */
export const withExternalSeats = ({ seats, judge }: Seated, words: readonly string[]): Result<Seated, ExternalFault> => {
  const names: string[] = [];
  for (const word of words) {
    const name = nameOf(word);
    if (!name.ok) return name;
    names.push(name.value);
  }
  const outside = (name: string): SeatPlan => ({ ...(seats.find((seat) => seat.name === name) ?? guest(name)), ...FREE });
  const guests = [...new Set(names)].filter((name) => name !== JUDGE && !seats.some((seat) => seat.name === name));
  return ok({
    seats: [...seats.map((seat) => (names.includes(seat.name) ? outside(seat.name) : seat)), ...guests.map(outside)],
    judge: names.includes(JUDGE) ? { ...judge, ...FREE } : judge,
  });
};

const FREE = { backend: EXTERNAL, worstMicroUsd: 0 } as const;

const guest = (name: string): SeatPlan => ({
  name,
  role: "guest",
  backend: EXTERNAL,
  tier: "haiku",
  model: null,
  persona: `# ${name}\n\nA person or another program speaks from this seat.\n`,
  rank: null,
  history: [],
  worstMicroUsd: 0,
});

const nameOf = (word: string): Result<string, ExternalFault> => {
  const [name = "", who = ""] = word.split("=").map((part) => part.trim().toLowerCase());
  const hint = `pass --seat ${name === "" ? "guest" : name}=${EXTERNAL}`;
  if (who !== EXTERNAL) return fail({ code: "BAD_VALUE", message: `--seat ${word}: expected name=${EXTERNAL}`, hint });
  const issue = name === JUDGE ? undefined : workerNameIssue(name);
  return issue === undefined ? ok(name) : fail({ code: "BAD_NAME", message: `--seat: the name ${JSON.stringify(name)} ${issue}`, hint });
};
