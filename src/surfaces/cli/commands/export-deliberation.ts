import { join } from "node:path";
import { writeFiles } from "../../../compose/write-files.ts";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { REFERENCE_JOBS } from "../../../core/lab/classic/deliberation.ts";
import type { LabOpening } from "../../../core/lab/session/event.ts";
import type { RunId } from "../../../core/run/event.ts";
import type { StoredEvent } from "../../../ports/journal.ts";
import {
  DELIBERATION_FILES,
  type DeliberationExport,
  exportDeliberation,
  exportLabDeliberation,
} from "../../../usecases/lab/export-deliberation.ts";
import { openLab } from "../../../usecases/lab/open.ts";
import type { Context, Run } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { safeLine } from "../render/safe.ts";
import { openFilledHome } from "./open-home.ts";

const DEFAULT_FOLDER = join("dist", "deliberation");

type Flags = {
  readonly out?: string;
  readonly voices?: "classic" | "current";
  readonly world?: string;
  readonly backend?: readonly string[];
  readonly model?: readonly string[];
};

/** `moot export deliberation`: writes rows and card, and says how to publish them. Without options it opens no home and asks no backend. */
export const runExportDeliberation: Run = async (context, { options }) => {
  const flags = options as Flags;
  const folder = flags.out ?? DEFAULT_FOLDER;
  const isCurrent = flags.voices === "current" || flags.world !== undefined || flags.backend !== undefined || flags.model !== undefined;
  if (isCurrent && flags.voices === "classic")
    return fail(usageFault("--voices classic is the reference's own argument: it takes no world and no backend", "add --voices current"));
  const exported = isCurrent ? await exportCurrent(context, flags) : ok(exportDeliberation());
  if (!exported.ok) return exported;
  const { files, turns, jobs } = exported.value;
  const written = await writeFiles(folder, files);
  if (!written.ok) return written;
  const rows = join(folder, DELIBERATION_FILES.rows);
  const card = join(folder, DELIBERATION_FILES.card);
  const publish = `hf upload <name>/<data-set> ${folder} . --repo-type dataset`;
  return ok({
    schema: "export.deliberation",
    data: { turns, jobs, rows, card, publish },
    text: (look) => [
      ...doneLines(`${turns} turns over ${jobs} jobs: ${rows}`, look),
      ...doneLines(`card: ${card}`, look),
      `publish: ${safeLine(publish)}`,
    ],
  });
};

/** The same four jobs as runs of the lab, in a home that goes away: nothing of yours is read but the settings of the project and the keys. */
const exportCurrent = async (
  context: Context,
  { world = "fdm", backend = ["offline"], model }: Flags,
): Promise<Result<DeliberationExport, Fault>> => {
  const opened = await openFilledHome(context, {}, { temporary: { keep: false } });
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const argued: { of: (typeof REFERENCE_JOBS)[number]; events: readonly StoredEvent[] }[] = [];
  let voices: LabOpening["voices"] | undefined;
  for (const of of REFERENCE_JOBS) {
    const { job, environment } = of;
    const wish = {
      ...{ material: job.material, geometry: job.geometry, position: job.bedPosition, world, backend, model },
      ...{ temp: String(environment.celsius), humidity: String(environment.humidityPercent), iterations: String(of.iterations) },
    };
    const run = openLab(app, loaded, wish, "verdict");
    if (!run.ok) return run;
    const carried = await toVerdict(app, run.value.run);
    if (!carried.ok) return carried;
    argued.push({ of, events: carried.value });
    voices ??= (carried.value[0]?.data as unknown as LabOpening | undefined)?.voices;
  }
  const spoke = Object.entries(voices ?? {});
  const named = spoke.map(([name, voice]) => `${name} ${voice.backend}${voice.model === null ? "" : ` (${voice.model})`}`);
  const isReproducible = spoke.every(([, voice]) => voice.backend === "offline");
  return ok(exportLabDeliberation(argued, { world, voices: named.join(", "), isReproducible }));
};

/** Carries a run to its verdict; a hold is acknowledged by the export, as the card says. */
const toVerdict = async (app: App, run: RunId): Promise<Result<readonly StoredEvent[], Fault>> => {
  const engine = await app.engine();
  const signal = new AbortController().signal;
  let outcome = await engine.host(run, { signal });
  while (outcome.kind === "awaiting") {
    for (const { key } of outcome.steps)
      app.journal.offer(
        run,
        { key: `step:${key}`, kind: "acknowledge", data: { reason: "Printing, on the call of the operator." } },
        "export",
      );
    outcome = await engine.host(run, { signal });
  }
  if (outcome.kind === "done") return ok(app.journal.read(run));
  return fail({ code: "EXPORT_STOPPED", message: `the argument came to no end: ${outcome.kind}`, hint: "moot export deliberation" });
};
