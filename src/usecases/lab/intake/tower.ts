import { asRecord } from "../../../core/kernel/json.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { TowerRead, TowerWritten } from "../../../core/lab/intake/event.ts";
import type { Environment } from "../../../core/lab/job.ts";
import type { Tower } from "../../../core/lab/towers/plan.ts";
import { type LookFault, readTower, TOWER_DEFECTS, type TowerLook } from "../../../core/lab/towers/read.ts";
import type { Journal } from "../../../ports/journal.ts";

/** A tower that cannot be read. */
export type TowerReadFault = LookFault | { readonly code: "NO_TOWER"; readonly message: string; readonly hint: string };

/** What is kept of a tower that was written. */
export const keptTower = ({ kind, material, machine, unit, steps }: Tower, sha256: string): TowerWritten => ({
  kind,
  material: material.id,
  machine: machine.id,
  unit,
  values: steps.map(({ value }) => value),
  sha256,
});

/** Judges a tower that a run wrote: what the best step teaches, ready to be kept. */
export const judgeTower = (journal: Journal, run: string, look: TowerLook, room: Environment): Result<TowerRead, TowerReadFault> => {
  const written = journal.read(run).find(({ kind }) => kind === "tower-written")?.data;
  if (asRecord(written) === undefined)
    return fail({ code: "NO_TOWER", message: `${run} wrote no tower`, hint: "moot lab tower temperature --material PLA" });
  const read = readTower(written as unknown as TowerWritten, look, room);
  return read.ok ? ok({ tower: run, look, ...read.value }) : read;
};

/** Reads `step:defect` words, such as `1:stringing`. */
export const readDefects = (words: readonly string[]): Result<TowerLook["defects"], LookFault> => {
  const defects: { step: number; defect: (typeof TOWER_DEFECTS)[number] }[] = [];
  for (const word of words) {
    const [, step = "", name] = /^(\d{1,3}):(\w+)$/u.exec(word) ?? [];
    const defect = TOWER_DEFECTS.find((known) => known === name);
    if (defect === undefined)
      return fail({
        code: "BAD_LOOK",
        message: `${JSON.stringify(word.slice(0, 40))} is no step with a defect`,
        hint: `write 1:stringing; known are ${TOWER_DEFECTS.join(", ")}`,
      });
    defects.push({ step: Number(step), defect });
  }
  return ok(defects);
};
