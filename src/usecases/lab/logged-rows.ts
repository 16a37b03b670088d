import type { Observation } from "../../core/lab/calibrate/observation.ts";
import { SETTINGS, type Setting, type Settings } from "../../core/lab/settings.ts";
import { USUAL_LAYER_MM } from "../../core/lab/usual.ts";
import type { Journal } from "../../ports/journal.ts";
import { keptLogs } from "./ledger.ts";
import type { ObservedRow } from "./rows.ts";

/** Real prints of a home, oldest first; `line` is their place. `incomplete` are those of which not every setting is known. */
export type LoggedRows = { readonly rows: readonly ObservedRow[]; readonly incomplete: number };

/** The real prints that `lab log` put on the record, as a world may be held against them. */
export const loggedRows = (journal: Journal): LoggedRows => {
  const logs = keptLogs(journal);
  const rows = logs.flatMap(({ opening: { job, environment, settings, seen } }, index): readonly ObservedRow[] => {
    const whole = { layerHeightMm: USUAL_LAYER_MM, ...settings };
    if (!isWhole(whole)) return [];
    const observation: Observation = { job, environment, settings: whole, outcome: seen.class, mode: seen.mode };
    return [{ line: index + 1, observation, namesMachine: job.machine !== undefined }];
  });
  return { rows, incomplete: logs.length - rows.length };
};

const isWhole = (settings: Partial<Record<Setting, number>>): settings is Settings =>
  SETTINGS.every((setting) => settings[setting] !== undefined);
