import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { DataOf, Opening } from "../../core/roundtable/event.ts";
import { reseat, takeableSeats } from "../../core/roundtable/seating.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Journal, StoredEvent } from "../../ports/journal.ts";
import { badToken, deskFault, type TurnFault } from "./turns.ts";

/** What seating needs. `newToken` gives 256 random bits as text; `sha256` hashes to hex. */
export type TableDeps = {
  readonly journal: Journal;
  readonly newToken: () => string;
  readonly sha256: (bytes: Uint8Array) => string;
};

/** A taken seat; the token is shown this once, and is stored as its hash alone. */
export type Joined = { readonly run: RunId; readonly seat: string; readonly token: string };

/** Why nobody was seated. */
export type SeatFault =
  | TurnFault
  | { readonly code: "UNKNOWN_SEAT" | "NO_TABLE" | "TWO_ROLES"; readonly message: string; readonly hint: string };

/** The opening of a roundtable as its forks changed it, or undefined for a run of another kind. */
export const openingOf = (events: readonly StoredEvent[]): Opening | undefined => {
  const opened = events.find(({ kind }) => kind === "roundtable-opened")?.data as unknown as Opening | undefined;
  const forks = events.filter(({ kind }) => kind === "run-forked").map(({ data }) => data as unknown as DataOf<"run-forked">);
  return opened === undefined ? undefined : forks.reduce(reseat, opened);
};

/** Hash of a token, as the desk knows it. */
export const tokenHash = ({ sha256 }: Pick<TableDeps, "sha256">, token: string): string => sha256(new TextEncoder().encode(token));

/**
 * Takes a seat of a roundtable for somebody outside, from its next turn on. With `token`, the seat is taken by that token, by
 * whoever holds it already; without, by a new one.
 */
export const joinTable = (deps: TableDeps, run: RunId, name: string, token?: string): Result<Joined, SeatFault> => {
  const seat = name.trim().toLowerCase();
  const known = seatFault(deps.journal, run, seat);
  if (known !== undefined) return fail(known);
  const own = token ?? deps.newToken();
  const hash = tokenHash(deps, own);
  const both = rolesFault(deps.journal, run, seat, hash);
  if (both !== undefined) return fail(both);
  const seated = deps.journal.desk.sit(run, seat, "external", hash);
  return seated.ok ? ok({ run, seat, token: own }) : fail(deskFault(seated.fault, run, seat));
};

/** Gives a seat back: its backend speaks again, from the turn under way on. Without `token` the owner of the home takes it away. */
export const leaveTable = (deps: TableDeps, run: RunId, name: string, token?: string): Result<void, SeatFault> => {
  const seat = name.trim().toLowerCase();
  const known = seatFault(deps.journal, run, seat);
  if (known !== undefined) return fail(known);
  const risen = deps.journal.desk.rise(run, seat, token === undefined ? undefined : tokenHash(deps, token));
  return risen.ok ? ok(undefined) : fail(deskFault(risen.fault, run, seat));
};

/** The seat that listens, when the token is its own: it hears what only it may hear. */
export const readerOf = (
  deps: Pick<TableDeps, "journal" | "sha256">,
  run: RunId,
  name: string,
  token: string,
): Result<string, TurnFault> => {
  const seat = name.trim().toLowerCase();
  return deps.journal.desk.holds(run, seat, tokenHash(deps, token)) ? ok(seat) : fail(badToken(run, seat));
};

/** Whoever speaks does not judge: a token that holds the one kind of seat gets none of the other. */
const rolesFault = (journal: Journal, run: RunId, seat: string, hash: string): SeatFault | undefined => {
  const { seats, judge } = openingOf(journal.read(run)) as Opening;
  const others = seat === judge.name ? seats.map(({ name }) => name) : [judge.name];
  const held = others.find((other) => journal.desk.holds(run, other, hash));
  const message = `this token holds the seat of ${held} in ${run}: nobody speaks and judges at one table`;
  return held === undefined
    ? undefined
    : { code: "TWO_ROLES", message, hint: `moot roundtable join ${run} --as ${seat}, for somebody else` };
};

const seatFault = (journal: Journal, run: RunId, seat: string): SeatFault | undefined => {
  const opening = openingOf(journal.read(run));
  if (opening === undefined) return { code: "NO_TABLE", message: `${run} is no roundtable`, hint: "moot roundtable status" };
  const seats = takeableSeats(opening).map(({ name }) => name);
  if (seats.includes(seat)) return undefined;
  const why = seat === opening.judge.name ? "this table was not opened with --seat judge=external" : `no seat ${seat}`;
  return { code: "UNKNOWN_SEAT", message: `${why}; the seats of ${run} are ${seats.join(", ")}`, hint: `moot roundtable status ${run}` };
};
