import { join, resolve } from "node:path";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { EXTERNAL } from "../../../core/roundtable/seating.ts";
import type { RunId } from "../../../core/run/event.ts";
import type { FileFault } from "../../../ports/files.ts";
import { bootstrapHome } from "../../../usecases/home/bootstrap.ts";
import { MAX_BRIEFING_BYTES } from "../../../usecases/roundtable/open.ts";
import {
  type BriefingBytes,
  openPlanned,
  planAsAsked,
  sampleBriefing,
  type TableWish,
} from "../../../usecases/roundtable/open-as-asked.ts";
import type { ToolFault } from "../fault.ts";

/** What a client asks for, as read: one of `briefing`, `briefingFile` and `sample`, and the wishes. */
export type TableInput = {
  readonly topic?: string | undefined;
  readonly briefing?: string | undefined;
  readonly briefingFile?: string | undefined;
  readonly sample?: boolean | undefined;
  readonly workers?: readonly string[] | undefined;
  readonly external?: readonly string[] | undefined;
  readonly maxRounds?: number | undefined;
  readonly budget?: number | undefined;
  readonly externalTimeoutSeconds?: number | undefined;
  readonly backend?: string | undefined;
  readonly seed?: string | undefined;
};

/** A table that was opened, and what a person should know about it. */
export type OpenedTable = { readonly run: RunId; readonly notes: readonly string[] };

/** Opens a roundtable that nobody carries yet. Caps are those of the settings: no client raises them. */
export const openFor = (app: App, input: TableInput): Result<OpenedTable, ToolFault> => {
  const settings = app.settings(flagsOf(input));
  if (!settings.ok) return fail(settings.fault);
  const briefing = briefingOf(app, input);
  if (!briefing.ok) return briefing;
  bootstrapHome({ home: app.home, assets: app.assets, workers: Object.keys(settings.value.config.team.workers) });
  const planned = planAsAsked(app, settings.value, wishOf(input), briefing.value);
  if (!planned.ok) return planned;
  const run = openPlanned(app, planned.value);
  return run.ok ? ok({ run: run.value, notes: planned.value.notes }) : run;
};

const flagsOf = ({ backend, maxRounds, budget, externalTimeoutSeconds }: TableInput): Readonly<Record<string, string | undefined>> => ({
  "llm.mode": backend,
  "roundtable.maxRounds": maxRounds?.toString(),
  "roundtable.budget": budget?.toString(),
  "roundtable.externalTimeoutSeconds": externalTimeoutSeconds?.toString(),
});

const wishOf = ({ topic, workers, external, seed }: TableInput): TableWish => ({
  ...(topic === undefined ? {} : { topic }),
  ...(workers === undefined ? {} : { workers }),
  ...(external === undefined ? {} : { seat: external.map((name) => `${name}=${EXTERNAL}`) }),
  ...(seed === undefined ? {} : { seed }),
});

/** One line that names a text file and says nothing else. */
const LOOKS_LIKE_FILE = /^[^\n#?]{1,500}\.(?:md|markdown|txt)$/iu;

const briefingOf = (app: App, { briefing, briefingFile, sample }: TableInput): Result<BriefingBytes, ToolFault> => {
  const given = [briefing !== undefined, briefingFile !== undefined, sample === true].filter(Boolean).length;
  const hint = "pass one of briefing, briefingFile and sample: true";
  if (given !== 1) return fail({ code: "USAGE", message: given === 0 ? "there is no briefing" : "there is more than one briefing", hint });
  if (sample === true) return ok(sampleBriefing(app.assets));
  if (briefingFile !== undefined) return fileBriefing(app, briefingFile);
  if (briefing !== undefined && LOOKS_LIKE_FILE.test(briefing.trim()))
    return fail({
      code: "USAGE",
      message: `briefing is the text itself; ${briefing.trim()} names a file`,
      hint: "pass it as briefingFile",
    });
  return ok({ path: join(app.root, "briefing.md"), bytes: new TextEncoder().encode(briefing) });
};

const FILE_CODES: Readonly<Partial<Record<FileFault["kind"], string>>> = { missing: "BRIEFING_MISSING", "too-large": "BRIEFING_TOO_LARGE" };

/** A client names only files that a briefing could register: inside the project or the briefings, no link, no credentials. */
const fileBriefing = (app: App, path: string): Result<BriefingBytes, ToolFault> => {
  let last: FileFault | undefined;
  for (const root of [join(app.home.root, "briefings"), app.root]) {
    const opened = app.files.open(path, [root], MAX_BRIEFING_BYTES);
    if (opened.ok) return ok({ path: resolve(root, path), bytes: opened.value.bytes });
    last = last === undefined || last.kind === "missing" || last.kind === "outside-root" ? opened.fault : last;
  }
  const { kind, message } = last as FileFault;
  return fail({
    code: FILE_CODES[kind] ?? "BRIEFING_UNREADABLE",
    message: `${path}: ${message}`,
    hint: "name a Markdown file inside the project, or pass its text as briefing",
  });
};
