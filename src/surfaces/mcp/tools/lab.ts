import { z } from "zod";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { BED_POSITIONS, GEOMETRIES } from "../../../core/lab/job.ts";
import { VOICES } from "../../../core/lab/session/event.ts";
import { LAB_KIND } from "../../../core/lab/session/machine.ts";
import { acknowledgeStep, ORDER_STEP } from "../../../core/lab/session/next-steps.ts";
import type { RunId } from "../../../core/run/event.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { bootstrapHome } from "../../../usecases/home/bootstrap.ts";
import { type LabWish, openLab } from "../../../usecases/lab/open.ts";
import { type LabRecord, labRecord } from "../../../usecases/lab/record.ts";
import { offerControl } from "../../../usecases/runs/control.ts";
import type { ToolFault } from "../fault.ts";
import { firstThatFit, MAX_BYTES, quote, sizeOf } from "../quoted.ts";
import { type Tool, type ToolAnswer, type ToolCall, tool } from "../tool.ts";
import { callOf, runInput, runOf } from "./inputs.ts";
import { untilRest } from "./open.ts";

/** Bytes of a sentence of somebody, and what is told of a list. */
const LINE_BYTES = 400;
const MOST_CHANGES = 24;
const MOST_HOLDS = 12;
const MOST_REASON = 500;
/** A home keeps going from rest to rest of a run at most so often in one call: an order, and what it led to. */
const MOST_RESTS = 2;

const name = z.string().min(1).max(64);

const planInput = z.strictObject({
  material: name.optional().describe("one of moot lab materials; default PLA"),
  geometry: z
    .enum(GEOMETRIES)
    .optional()
    .describe(`what the part is prone to: ${GEOMETRIES.join(", ")}; default overhang`),
  position: z
    .enum(BED_POSITIONS)
    .optional()
    .describe(`where it lies on the bed: ${BED_POSITIONS.join(", ")}; default center`),
  temp: z.number().min(-20).max(60).optional().describe("air in the room, °C; default 22"),
  humidity: z.number().min(0).max(100).optional().describe("relative humidity, %; default 45"),
  machine: name.optional().describe("id of the printer, of moot lab machines"),
  world: name.optional().describe("who simulates the prints: fdm (default) or classic"),
  policy: name.optional().describe("who revises between prints: search (default) or classic"),
  iterations: z.int().min(1).max(1000).optional().describe("prints at most; default 8"),
  backend: name.optional().describe("who speaks for O'Brien and La Forge; default: the settings"),
});

/** `lab_plan`: proposal, Spine and second opinion; prints nothing. */
export const labPlan: Tool = tool({
  name: "lab_plan",
  title: "Plan a print",
  description:
    "Lets the lab plan a print: O'Brien proposes settings with the cause of every shift, the Spine bounds them, La Forge gives a second opinion. Nothing is printed. lab_print simulates the plan. Materials that no table knows need a person at the command line.",
  input: planInput,
  reads: false,
  destroys: false,
  repeats: false,
  reaches: true,
  run: async (call, input) => {
    const app = await call.open(true);
    const settings = app.settings();
    if (!settings.ok) return fail(settings.fault);
    bootstrapHome({ home: app.home, assets: app.assets, workers: Object.keys(settings.value.config.team.workers) });
    const opened = openLab(app, settings.value, wishOf(input), "plan");
    if (!opened.ok) return opened;
    const rested = await carryToRest(call, app, opened.value.run);
    return rested.ok ? ok(answerOf(app, opened.value.run, opened.value.notes)) : rested;
  },
});

/** `lab_print`: orders a plan, or acknowledges its hold with a reason, and carries it to its next rest. */
export const labPrint: Tool = tool({
  name: "lab_print",
  title: "Print a plan, simulated",
  description:
    "Orders the simulated prints of a planned run and carries it to its verdict. Where the Spine moved a setting or La Forge disputes it, the print is held: read the reasons in `held`, then call again with `acknowledge`, a reason of your own for the record. One acknowledgement covers what is held now and nothing that comes later.",
  input: z.strictObject({
    run: runInput,
    acknowledge: z.string().min(1).max(MOST_REASON).optional().describe("why a print that is held may be printed all the same"),
  }),
  reads: false,
  destroys: false,
  repeats: false,
  reaches: true,
  run: async (call, { run: reference, acknowledge }) => {
    const app = await call.open();
    const found = labRunOf(app, reference);
    if (!found.ok) return found;
    const { run } = found.value;
    await call.hosts.settled(app, run);
    const spoken = speak(app, app.journal.run(run) as RunRow, acknowledge);
    if (!spoken.ok) return spoken;
    if (!spoken.value) return ok(answerOf(app, run, []));
    for (let rests = 0; rests < MOST_RESTS; rests++) {
      const rested = await carryToRest(call, app, run);
      if (!rested.ok) return rested;
      if (!order(app, run)) break;
    }
    return ok(answerOf(app, run, []));
  },
});

/** `lab_show`: a run of the lab as it stands. */
export const labShow: Tool = tool({
  name: "lab_show",
  title: "Show a run of the lab",
  description:
    "The plan of a run of the lab with its causes, what the Spine moved, the second opinion, what holds the print, and every print with its grade.",
  input: z.strictObject({ run: runInput.optional() }),
  reads: true,
  destroys: false,
  repeats: true,
  reaches: false,
  run: async (call, { run: reference }) => {
    const app = await call.open();
    const found = labRunOf(app, reference);
    return found.ok ? ok(answerOf(app, found.value.run, [])) : found;
  },
});

const wishOf = ({ temp, humidity, iterations, backend, ...said }: z.infer<typeof planInput>): LabWish => ({
  ...said,
  temp: temp?.toString(),
  humidity: humidity?.toString(),
  iterations: iterations?.toString(),
  backend: backend === undefined ? undefined : VOICES.map((voice) => `${voice}=${backend}`),
});

const labRunOf = (app: App, reference?: string): Result<RunRow, ToolFault> => {
  const found = runOf(app, reference);
  if (!found.ok || found.value.kind === LAB_KIND) return found;
  const { run, kind } = found.value;
  return fail({ code: "BAD_REF", message: `${run} is a run of kind ${kind}, not of the lab`, hint: callOf("roundtable_history", {}) });
};

/**
 * Says what the client may say to a run: its order, or its reason for what is held now. True when there is something to carry on;
 * false when a hold waits for a reason. A reason without a hold is refused: nobody acknowledges what nobody has seen.
 */
const speak = (app: App, row: RunRow, acknowledge: string | undefined): Result<boolean, ToolFault> => {
  const { run, status } = row;
  if (status === "done") return fail({ code: "RUN_DONE", message: `${run} is closed`, hint: callOf("lab_show", { run }) });
  const held = recordOf(app, run).held.length > 0;
  if (acknowledge !== undefined && !held)
    return fail({
      code: "USAGE",
      message: `no print of ${run} is held: there is nothing to acknowledge`,
      hint: callOf("lab_print", { run }),
    });
  if (acknowledge !== undefined && acknowledge.trim() === "")
    return fail({ code: "USAGE", message: "an acknowledgement needs a reason", hint: "say why it may be printed all the same" });
  if (held && acknowledge === undefined) return ok(false);
  if (status === "paused") {
    const resumed = offerControl(app.journal, row, "resume", "resumed over MCP", app.newKey());
    if (!resumed.ok) return resumed;
  }
  if (acknowledge !== undefined) {
    const key = `step:${acknowledgeStep(heldRevision(app, run))}`;
    app.journal.offer(run, { key, kind: "acknowledge", data: { reason: acknowledge.trim() } }, "mcp");
  } else order(app, run);
  return ok(true);
};

/** The revision whose print is held: of the last event that says so. */
const heldRevision = (app: App, run: RunId): number => {
  const held = app.journal.read(run).findLast(({ kind }) => kind === "print-held")?.data as { readonly revision: number } | undefined;
  return held?.revision ?? 0;
};

/** Orders a plan that waits for it; false where none does. */
const order = (app: App, run: RunId): boolean => {
  if (recordOf(app, run).state !== "planned") return false;
  const offered = app.journal.offer(run, { key: `step:${ORDER_STEP}`, kind: "order", data: { reason: "ordered over MCP" } }, "mcp");
  return offered.ok && offered.value;
};

const recordOf = (app: App, run: RunId): LabRecord => labRecord(app.journal, app.journal.run(run) as RunRow) as LabRecord;

const carryToRest = async (call: ToolCall, app: App, run: RunId): Promise<Result<void, ToolFault>> => {
  const carried = await call.hosts.carry(app, app.journal.run(run) as RunRow);
  if (!carried.ok) return carried;
  await untilRest(call, run, carried.value);
  return ok(undefined);
};

const answerOf = (app: App, run: RunId, notes: readonly string[]): ToolAnswer => {
  const record = recordOf(app, run);
  const { state, prints, held } = record;
  const head = { ...viewOf(record), notes, next: nextOf(record) };
  const told = prints.map(({ penalties, changes: _, grade, ...print }) => ({ ...print, penalties, grade: grade?.stance ?? null }));
  const shown = firstThatFit(told, MAX_BYTES - sizeOf({ ...head, prints: [] }));
  const what = held.length > 0 ? `held: ${held.length} to acknowledge` : `${prints.length} simulated prints, ${record.validation.state}`;
  return { data: { ...head, prints: shown, printsInAll: prints.length }, text: `${run}: ${state}; ${what}` };
};

/** A record with the words of models, files and people marked. */
const viewOf = (record: LabRecord): Readonly<Record<string, unknown>> => {
  const { run, state, job, world, policy, validation, agreement, plan, opinion, held, acknowledged, review, best, outcome } = record;
  const said = (text: string) => quote(text, LINE_BYTES);
  return {
    ...{ run, state, job: { ...job, material: said(job.material) }, world, policy, validation, agreement },
    plan:
      plan === null
        ? null
        : {
            by: plan.by,
            reasoning: quote(plan.reasoning, 2 * LINE_BYTES),
            ...{ baseline: plan.baseline, asked: plan.asked, allowed: plan.allowed },
            changes: plan.changes
              .slice(0, MOST_CHANGES)
              .map(({ setting, by, cause, of, why }) => ({ setting, by, cause, of: said(of), why: said(why) })),
            moves: plan.moves.map(({ why, ...move }) => ({ ...move, why: said(why) })),
          },
    opinion:
      opinion === null
        ? null
        : { by: opinion.by, stance: opinion.stance, headline: said(opinion.headline), detail: said(opinion.detail), flags: opinion.flags },
    held: held.slice(0, MOST_HOLDS).map(({ kind, of, why }) => ({ kind, of, why: said(why) })),
    acknowledged: acknowledged.slice(-MOST_HOLDS).map(({ revision, reason }) => ({ revision, reason: said(reason) })),
    review: review === null ? null : { stance: review.stance, headline: said(review.headline), detail: said(review.detail) },
    ...{ best, outcome },
  };
};

const nextOf = ({ run, state, held, prints }: LabRecord): readonly string[] => {
  if (held.length > 0) return [callOf("lab_print", { run, acknowledge: "why it may be printed" })];
  if (state === "planned" || state === "open" || state === "paused") return [callOf("lab_print", { run })];
  return prints.length === 0 ? [callOf("why", { ref: run })] : [callOf("why", { ref: `print:${run}/${prints.length}` })];
};
