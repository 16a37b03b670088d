import { basename } from "node:path";
import { type OpenedPrinter, openPrinter } from "../../../compose/printer.ts";
import { readInput } from "../../../compose/read-file.ts";
import type { App } from "../../../compose.ts";
import { general } from "../../../core/kernel/python-number.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { PastPrint } from "../../../core/lab/intake/past-print.ts";
import type { PrinterStatus } from "../../../ports/printer.ts";
import { keepHistory, type PrinterDeps, printerFault, startPrint, uploadFile } from "../../../usecases/lab/printer/act.ts";
import type { Context, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { duration, moment } from "../render/time.ts";
import { wrapText } from "../render/wrap.ts";
import { openHome } from "./open-home.ts";

type Flags = {
  readonly at?: string;
  readonly protocol?: string;
  readonly keyEnv?: string;
  readonly limit?: number;
  readonly keep?: boolean;
  readonly name?: string;
  readonly approve?: string;
};

const DEFAULT_LIMIT = 20;
const MOST_LIMIT = 1_000;

/** `moot lab printer status`: what it does now, and what its sensors say. */
export const runPrinterStatus: Run = async (context, { options }) => {
  const opened = await openNamed(context, options as Flags, false);
  if (!opened.ok) return opened;
  const { printer } = opened.value;
  const status = await printer.link.status(new AbortController().signal);
  if (!status.ok) return fail(printerFault(status.fault));
  return ok({
    schema: "lab.printer-status",
    data: { ...printer.name, ...status.value },
    text: (look) => statusLines(status.value, look),
    warnings: printer.warnings,
  });
};

/** `moot lab printer history`: prints of the past; with `--keep` in the journal too. */
export const runPrinterHistory: Run = async (context, { options }) => {
  const { limit = DEFAULT_LIMIT, keep = false } = options as Flags;
  if (limit < 1 || limit > MOST_LIMIT)
    return fail({ code: "BAD_LIMIT", message: `--limit must be 1 to ${MOST_LIMIT} but is ${limit}`, hint: "pass --limit 20" });
  const opened = await openNamed(context, options as Flags, keep);
  if (!opened.ok) return opened;
  const { printer, app } = opened.value;
  const prints = await printer.link.history(limit, new AbortController().signal);
  if (!prints.ok) return fail(printerFault(prints.fault));
  const kept = keep ? await keepHistory(await depsOf(app, printer), prints.value) : ok({ run: null, kept: 0 });
  if (!kept.ok) return kept;
  return ok({
    schema: "lab.printer-history",
    data: { ...printer.name, ...kept.value, prints: prints.value },
    text: (look) => [
      ...printLines(prints.value, look),
      ...(keep ? ["", ...doneLines(kept.value.run === null ? "nothing new" : `${kept.value.kept} kept as ${kept.value.run}`, look)] : []),
      "",
      ...wrapText("Finished only says that a print came to its end: how the part came out is yours to say.", look.width),
    ],
    warnings: printer.warnings,
    next: keep ? ["moot lab log --pending"] : [],
  });
};

/** `moot lab printer upload <file>`: stores a file there and starts nothing. */
export const runPrinterUpload: Run = async (context, { args, options }) => {
  const file = args[0] ?? "";
  const text = readInput(file);
  if (!text.ok) return text;
  const bytes = new TextEncoder().encode(text.value);
  const opened = await openNamed(context, options as Flags, true);
  if (!opened.ok) return opened;
  const { printer, app } = opened.value;
  const name = (options as Flags).name ?? basename(file);
  const stored = await uploadFile(await depsOf(app, printer), { name, bytes, sha256: app.sha256(bytes) });
  if (!stored.ok) return stored;
  return ok({
    schema: "lab.printer-upload",
    data: { ...printer.name, ...stored.value },
    text: (look) => doneLines(safeLine(`${stored.value.path} is stored on ${printer.name.host}; nothing was started`), look),
    warnings: printer.warnings,
    next: [`moot lab printer start ${stored.value.path} --approve "the bed is clear"`],
  });
};

/** `moot lab printer start <path>`: only with a reason, which is kept before the printer is asked. */
export const runPrinterStart: Run = async (context, { args, options }) => {
  const opened = await openNamed(context, options as Flags, true);
  if (!opened.ok) return opened;
  const { printer, app } = opened.value;
  const started = await startPrint(await depsOf(app, printer), args[0] ?? "", (options as Flags).approve);
  if (!started.ok) return started;
  return ok({
    schema: "lab.printer-start",
    data: { ...printer.name, path: args[0] ?? "", ...started.value },
    text: (look) => doneLines(safeLine(`${args[0]} prints on ${printer.name.host}; approved in ${started.value.approval}`), look),
    warnings: printer.warnings,
    next: ["moot lab printer status"],
  });
};

const openNamed = async (
  context: Context,
  { at, protocol, keyEnv }: Flags,
  makes: boolean,
): Promise<Result<{ readonly app: App; readonly printer: OpenedPrinter }, Fault>> => {
  const named = { "printer.address": at, "printer.protocol": protocol, "printer.keyEnv": keyEnv };
  const flags = Object.fromEntries(Object.entries(named).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]])));
  const opened = await openHome(context, flags, { makes });
  if (!opened.ok) return opened;
  const printer = await openPrinter(opened.value.loaded.config.printer);
  return printer.ok ? ok({ app: opened.value.app, printer: printer.value }) : printer;
};

const depsOf = async (app: App, { name, link }: OpenedPrinter): Promise<PrinterDeps> => ({
  journal: app.journal,
  engine: await app.engine(),
  newId: app.newId,
  name,
  link,
  signal: new AbortController().signal,
});

const statusLines = ({ state, message, file, progress, sensors }: PrinterStatus, look: Look): readonly string[] => [
  safeLine(
    [state, message === state ? "" : message, file ?? "", progress === null ? "" : `${Math.round(progress * 100)} %`]
      .filter((word) => word !== "")
      .join(", "),
  ),
  ...(sensors.length === 0
    ? []
    : [
        "",
        ...table(
          look,
          [{ title: "sensor" }, { title: "reads", align: "end" }, { title: "set to", align: "end" }],
          sensors.map(({ name, kind, value, target }) => {
            const unit = kind === "temperature" ? "°C" : "%";
            return [safeLine(name), `${general(value)} ${unit}`, target === null ? "" : `${general(target)} ${unit}`];
          }),
        ),
      ]),
];

const printLines = (prints: readonly PastPrint[], look: Look): readonly string[] =>
  prints.length === 0
    ? ["The printer knows of no print."]
    : table(
        look,
        [{ title: "started" }, { title: "ending" }, { title: "took" }, { title: "material" }, { title: "file", grows: "cuts" }],
        prints.map(({ startedAtMs, ending, seconds, material, file }) => [
          startedAtMs === null ? "" : moment(startedAtMs),
          ending,
          seconds === null ? "" : duration(seconds * 1000),
          safeLine(material ?? ""),
          safeLine(file),
        ]),
      );
