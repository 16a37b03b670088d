import { z } from "zod";
import { shown, turn } from "./digest.ts";
import { calibration, deliberationExport, loopRow, machine, material, printedRow } from "./lab.ts";
import { ingestion, references, tower, towerReading, writtenProfile } from "./lab-profiles.ts";
import { planResult } from "./money.ts";
import { cause, controlResult, forkResult, promptContext, roundtableResult, runSummary, storedEvent, verification } from "./runs.ts";
import { comparison, heard, joinedSeat, openedTable, seatAnswer, seatTurn, tableStatus } from "./seats.ts";
import {
  agentView,
  configView,
  doctorReport,
  importedTeam,
  initReport,
  newWorker,
  refreshed,
  standing,
  teamCheck,
  teamRow,
  template,
} from "./team.ts";

/** The schema of `data` by the name in the envelope's `schema`: `moot/<name>@1`. */
export const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  roundtable: roundtableResult,
  "roundtable-plan": planResult,
  waiting: z.strictObject({ run: z.string(), files: z.array(z.string()) }),
  runs: z.array(runSummary),
  run: runSummary,
  show: shown,
  context: promptContext,
  events: z.array(storedEvent),
  watch: z.strictObject({ run: z.string(), events: z.array(storedEvent) }),
  transcript: z.array(turn),
  "transcript-index": z.array(z.string()),
  pause: controlResult,
  cut: controlResult,
  fork: forkResult,
  compare: comparison,
  "roundtable-open": openedTable,
  "roundtable-status": z.array(tableStatus),
  "roundtable-join": joinedSeat,
  "roundtable-stay": z.strictObject({ run: z.string(), seat: z.string(), answered: z.int() }),
  "roundtable-leave": z.strictObject({ run: z.string(), seat: z.string() }),
  "roundtable-listen": heard,
  "roundtable-speak": z.strictObject({ run: z.string(), seat: z.string(), turn: z.string() }),
  "seat-listen": z.strictObject({ run: z.string(), seat: z.string(), end: z.enum(["closed", "input-ended"]) }),
  "seat-serve": z.strictObject({ run: z.string(), seat: z.string(), end: z.enum(["done", "replaced", "stopped"]) }),
  "seat-turn": seatTurn,
  "seat-answer": seatAnswer,
  why: cause,
  "journal-verify": verification,
  "sparks-balances": z.array(z.strictObject({ account: z.string(), sparks: z.int() })),
  "sparks-ledger": z.array(
    z.strictObject({
      id: z.int(),
      account: z.string(),
      amount: z.int(),
      balance: z.int(),
      reason: z.string(),
      name: z.string(),
      run: z.string(),
      seq: z.int(),
    }),
  ),
  "sparks-leaderboard": z.array(standing),
  init: initReport,
  doctor: doctorReport,
  config: configView,
  "team-list": z.array(teamRow),
  "team-new": newWorker,
  "team-remove": z.strictObject({ name: z.string(), folder: z.enum(["kept", "deleted", "none"]) }),
  "team-import": importedTeam,
  "team-templates": z.array(template),
  "team-validate": teamCheck,
  "agent-show": agentView,
  "refresh-seeds": refreshed,
  "lab.simulate": z.array(printedRow),
  "lab.loop": z.array(loopRow),
  "lab.calibrate": calibration,
  "lab.materials": z.array(material),
  "lab.machines": z.array(machine),
  "lab.ingest": ingestion,
  "lab.references": references,
  "lab.profile": writtenProfile,
  "lab.tower": tower,
  "lab.tower-read": towerReading,
  "export.deliberation": deliberationExport,
  docs: z.array(z.strictObject({ topic: z.string(), tier: z.string(), title: z.string() })),
  "docs-page": z.strictObject({ path: z.string(), text: z.string() }),
  schemas: z.array(z.string()),
  schema: z.json(),
  help: z.strictObject({ topic: z.string(), text: z.string() }),
  "exit-codes": z.array(z.strictObject({ code: z.int(), name: z.string(), meaning: z.string() })),
};

/** The JSON schema of a name, or undefined when there is none. */
export const jsonSchemaOf = (name: string): unknown =>
  Object.hasOwn(SCHEMAS, name) ? z.toJSONSchema(SCHEMAS[name] as z.ZodType) : undefined;
