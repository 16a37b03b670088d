import type { RunId } from "../../core/run/event.ts";
import type { SpendScope } from "../../ports/journal.ts";
import type { RunHead } from "../shared/plan.ts";
import { type Kin, runsAbove } from "../shared/scopes.ts";
import type { Db } from "./db.ts";

/** What is booked in a scope, in micro-USD. */
export const readExposure = (db: Db, scope: SpendScope): number =>
  db.get<{ micro_usd: number }>("SELECT micro_usd FROM exposure WHERE scope = ?", scope)?.micro_usd ?? 0;

/** Every scope with what is booked in it. */
export const readExposures = (db: Db): ReadonlyMap<string, number> =>
  new Map(db.all<{ scope: string; micro_usd: number }>("SELECT scope, micro_usd FROM exposure").map((row) => [row.scope, row.micro_usd]));

/** Moves the exposure of scopes. */
export const moveExposures = (db: Db, moves: ReadonlyMap<SpendScope, number>): void => {
  for (const [scope, microUsd] of moves) {
    db.run(
      "INSERT INTO exposure(scope, micro_usd) VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET micro_usd = micro_usd + excluded.micro_usd",
      scope,
      microUsd,
    );
  }
};

type RawKin = {
  readonly parent: string | null;
  readonly parent_seq: number | null;
  readonly exposure_micro: number;
  readonly cap_micro: number | null;
};

/** The runs that a run is a child of, nearest first, with their money. */
export const readAbove = (db: Db, run: Kin): RunHead["above"] =>
  runsAbove(run, (name: RunId) => {
    const row = db.get<RawKin>("SELECT parent, parent_seq, exposure_micro, cap_micro FROM run WHERE run = ?", name);
    return (
      row && {
        run: name,
        parent: row.parent ?? undefined,
        parentSeq: row.parent_seq ?? undefined,
        exposureMicroUsd: row.exposure_micro,
        capMicroUsd: row.cap_micro ?? undefined,
      }
    );
  });
