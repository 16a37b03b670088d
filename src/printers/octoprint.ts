import { asList, asRecord, type Json } from "../core/kernel/json.ts";
import { ok } from "../core/kernel/result.ts";
import type { PastPrint } from "../core/lab/intake/past-print.ts";
import type { PrinterLink, PrinterProtocol, PrinterState, SensorReading } from "../ports/printer.ts";
import { type Ask, httpTo, type Told } from "./http.ts";
import { encodedPath, malformed, numberIn, textIn } from "./values.ts";

/** OctoPrint, by its public REST API (docs/api of its repository). */
export const entry: PrinterProtocol = { id: "octoprint", title: "OctoPrint", open: (place) => link(httpTo(place)) };

/** Files of OctoPrint that are looked at, and folders within folders. */
const MOST_FILES = 10_000;
const MOST_DEPTH = 16;

const link = (ask: (what: Ask, signal: AbortSignal) => Promise<Told>): PrinterLink => ({
  status: async (signal) => {
    const job = await ask({ method: "GET", path: "/api/job" }, signal);
    if (!job.ok) return job;
    const said = textIn(asRecord(job.value)?.state);
    if (said === null) return malformed("state of the job");
    const file = textIn(asRecord(asRecord(asRecord(job.value)?.job)?.file)?.name);
    const completion = numberIn(asRecord(asRecord(job.value)?.progress)?.completion);
    const base = { message: said, file, progress: completion === null ? null : completion / 100 };
    const printer = await ask({ method: "GET", path: "/api/printer" }, signal);
    // A server without a printer answers with a conflict: that is a state, not a fault.
    if (!printer.ok) return printer.fault.kind === "busy" ? ok({ ...base, state: "offline", sensors: [] }) : printer;
    return ok({ ...base, state: stateOf(printer.value, completion), sensors: sensorsOf(printer.value) });
  },
  history: async (limit, signal) => {
    const told = await ask({ method: "GET", path: "/api/files/local?recursive=true" }, signal);
    if (!told.ok) return told;
    const files = asRecord(told.value)?.files;
    if (!Array.isArray(files)) return malformed("list of files");
    const prints = printsIn(files, 0).slice(0, MOST_FILES);
    return ok(prints.toSorted((left, right) => (right.startedAtMs ?? 0) - (left.startedAtMs ?? 0)).slice(0, limit));
  },
  upload: async (name, bytes, signal) => {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(bytes)]), name);
    form.append("select", "false");
    form.append("print", "false");
    const told = await ask({ method: "POST", path: "/api/files/local", form }, signal);
    if (!told.ok) return told;
    const stored = asRecord(asRecord(asRecord(told.value)?.files)?.local);
    const path = textIn(stored?.path) ?? textIn(stored?.name);
    return path === null ? malformed("name of the stored file") : ok(path);
  },
  start: async (path, signal) => {
    const told = await ask(
      { method: "POST", path: `/api/files/local/${encodedPath(path)}`, json: { command: "select", print: true } },
      signal,
    );
    return told.ok ? ok(undefined) : told;
  },
});

const stateOf = (value: Json, completion: number | null): PrinterState => {
  const flags = asRecord(asRecord(asRecord(value)?.state)?.flags) ?? {};
  if (flags.error === true || flags.closedOrError === true) return flags.operational === true ? "error" : "offline";
  if (flags.paused === true || flags.pausing === true) return "paused";
  if (flags.printing === true || flags.cancelling === true) return "printing";
  if (flags.operational !== true) return "offline";
  return completion !== null && completion >= 100 ? "complete" : "idle";
};

const sensorsOf = (value: Json): readonly SensorReading[] =>
  Object.entries(asRecord(asRecord(value)?.temperature) ?? {}).flatMap(([name, reading]) => {
    const celsius = numberIn(asRecord(reading)?.actual);
    return celsius === null ? [] : [{ name, kind: "temperature" as const, value: celsius, target: numberIn(asRecord(reading)?.target) }];
  });

/** OctoPrint keeps how the last print of each file ended, and nothing of the settings. */
const printsIn = (files: readonly Json[], depth: number): readonly PastPrint[] =>
  files.flatMap((value) => {
    const file = asRecord(value);
    if (file === undefined || depth > MOST_DEPTH) return [];
    const inside = asList(file.children);
    if (inside.length > 0) return printsIn(inside, depth + 1);
    const path = textIn(file.path) ?? textIn(file.name);
    const last = asRecord(asRecord(file.prints ?? file.print)?.last);
    const date = numberIn(last?.date);
    if (path === null || last === undefined || date === null) return [];
    return [
      {
        id: `${path}@${Math.round(date)}`,
        file: path,
        ending: last.success === true ? ("finished" as const) : ("failed" as const),
        startedAtMs: Math.round(date * 1000),
        seconds: numberIn(last.printTime),
        filamentMm: filamentIn(asRecord(file.gcodeAnalysis)?.filament),
        material: null,
        nozzleCelsius: null,
        bedCelsius: null,
        layerHeightMm: null,
      },
    ];
  });

/** The length of all filament, or of the first tool. */
const filamentIn = (value: Json | undefined): number | null =>
  numberIn(asRecord(value)?.length) ?? numberIn(asRecord(asRecord(value)?.tool0)?.length);
