import { asList, asRecord, type Json } from "../core/kernel/json.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import type { PastPrint } from "../core/lab/intake/past-print.ts";
import type { PrinterFault, PrinterLink, PrinterProtocol, PrinterState, PrinterStatus, SensorReading } from "../ports/printer.ts";
import { type Ask, httpTo, type Told } from "./http.ts";
import { malformed, numberIn, textIn } from "./values.ts";

/** Klipper behind Moonraker, by its public API (docs/external_api of its repository). */
export const entry: PrinterProtocol = {
  id: "moonraker",
  title: "Klipper, through Moonraker",
  open: (place) => {
    const http = httpTo(place);
    const ask = async (what: Ask, signal: AbortSignal): Promise<Told> => {
      const told = await http(what, signal);
      const whole = told.ok ? asRecord(told.value) : undefined;
      return told.ok && whole !== undefined && "result" in whole ? ok(whole.result ?? null) : told;
    };
    return link(ask);
  },
};

type Asks = (what: Ask, signal: AbortSignal) => Promise<Told>;

const link = (ask: Asks): PrinterLink => ({
  status: async (signal) => {
    const info = await ask({ method: "GET", path: "/printer/info" }, signal);
    if (!info.ok) return info;
    const state = textIn(asRecord(info.value)?.state);
    if (state === null) return malformed("state of the printer");
    if (state !== "ready") return ok(notReady(state, textIn(asRecord(info.value)?.state_message) ?? state));
    return readyStatus(ask, signal);
  },
  history: async (limit, signal) => {
    const told = await ask({ method: "GET", path: `/server/history/list?limit=${limit}&order=desc` }, signal);
    if (!told.ok) return told;
    const jobs = asRecord(told.value)?.jobs;
    return Array.isArray(jobs) ? ok(jobs.slice(0, limit).flatMap(pastPrint)) : malformed("list of jobs");
  },
  upload: async (name, bytes, signal) => {
    const form = new FormData();
    form.append("root", "gcodes");
    form.append("file", new Blob([new Uint8Array(bytes)]), name);
    const told = await ask({ method: "POST", path: "/server/files/upload", form }, signal);
    if (!told.ok) return told;
    const path = textIn(asRecord(asRecord(told.value)?.item)?.path);
    return path === null ? malformed("path of the stored file") : ok(path);
  },
  start: async (path, signal) => {
    const now = await readyStatus(ask, signal);
    if (!now.ok) return now;
    if (now.value.state === "printing" || now.value.state === "paused")
      return { ok: false, fault: { kind: "busy", message: `it is ${now.value.state} ${now.value.file ?? ""}`.trim() } };
    const told = await ask({ method: "POST", path: `/printer/print/start?filename=${encodeURIComponent(path)}` }, signal);
    return told.ok ? ok(undefined) : told;
  },
});

const notReady = (state: string, message: string): PrinterStatus => ({
  state: state === "startup" ? "offline" : "error",
  message,
  file: null,
  progress: null,
  sensors: [],
});

/** Objects of Klipper that measure something. */
const SENSORS =
  /^(?:extruder\d*|heater_bed|heater_generic .+|temperature_sensor .+|temperature_fan .+|(?:bme280|htu21d|sht3x|aht10|aht20_f|hdc1080) .+)$/u;
const MOST_SENSORS = 64;

const readyStatus = async (ask: Asks, signal: AbortSignal): Promise<Result<PrinterStatus, PrinterFault>> => {
  const list = await ask({ method: "GET", path: "/printer/objects/list" }, signal);
  if (!list.ok) return list;
  const names = asList(asRecord(list.value)?.objects).flatMap((name) => (typeof name === "string" && SENSORS.test(name) ? [name] : []));
  const wanted = ["print_stats", "virtual_sdcard", ...names.slice(0, MOST_SENSORS)];
  const objects = Object.fromEntries(wanted.map((name) => [name, null]));
  const told = await ask({ method: "POST", path: "/printer/objects/query", json: { objects } }, signal);
  if (!told.ok) return told;
  const status = asRecord(asRecord(told.value)?.status);
  const stats = asRecord(status?.print_stats);
  if (status === undefined || stats === undefined) return malformed("print_stats");
  const file = textIn(stats.filename);
  return ok({
    state: stateOf(textIn(stats.state)),
    message: textIn(stats.message) || (textIn(stats.state) ?? ""),
    file: file === "" ? null : file,
    progress: numberIn(asRecord(status.virtual_sdcard)?.progress),
    sensors: names.flatMap((name) => readingsOf(name, asRecord(status[name]) ?? {})),
  });
};

const STATES: Readonly<Record<string, PrinterState>> = {
  standby: "idle",
  cancelled: "idle",
  printing: "printing",
  paused: "paused",
  complete: "complete",
  error: "error",
};

const stateOf = (said: string | null): PrinterState => STATES[said ?? ""] ?? "error";

const readingsOf = (name: string, values: { readonly [key: string]: Json }): readonly SensorReading[] => {
  const celsius = numberIn(values.temperature);
  const humidity = numberIn(values.humidity);
  return [
    ...(celsius === null ? [] : [{ name, kind: "temperature" as const, value: celsius, target: numberIn(values.target) }]),
    ...(humidity === null ? [] : [{ name, kind: "humidity" as const, value: humidity, target: null }]),
  ];
};

const ENDINGS: Readonly<Record<string, PastPrint["ending"]>> = { completed: "finished", cancelled: "cancelled", in_progress: "running" };

/** A job of the history; one without an id or a file is none. */
const pastPrint = (value: Json): readonly PastPrint[] => {
  const job = asRecord(value);
  const [id, file, status] = [textIn(job?.job_id), textIn(job?.filename), textIn(job?.status)];
  if (job === undefined || id === null || file === null || status === null) return [];
  const metadata = asRecord(job.metadata) ?? {};
  const started = numberIn(job.start_time);
  return [
    {
      id,
      file,
      ending: ENDINGS[status] ?? "failed",
      startedAtMs: started === null ? null : Math.round(started * 1000),
      seconds: numberIn(job.print_duration),
      filamentMm: numberIn(job.filament_used),
      material: textIn(metadata.filament_type),
      nozzleCelsius: numberIn(metadata.first_layer_extr_temp),
      bedCelsius: numberIn(metadata.first_layer_bed_temp),
      layerHeightMm: numberIn(metadata.layer_height),
    },
  ];
};
