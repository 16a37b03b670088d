/**
 * Servers of printers on loopback, true to the protocols' public documents: Moonraker's docs/external_api and OctoPrint's docs/api.
 * They want the key, answer in the shapes that are documented, and fail in the ways that a situation asks for.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PrinterSituation } from "../../src/ports/printer.laws.ts";

/** A server that runs. `close` ends it and every connection. */
export type FakePrinter = {
  readonly address: string;
  readonly asked: string[];
  readonly stored: Map<string, string>;
  readonly started: string[];
  readonly close: () => Promise<void>;
};

type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly type: string;
};
type Answer = { readonly status: number; readonly json?: unknown };
type Fake = { readonly situation: PrinterSituation; readonly stored: Map<string, string>; readonly started: string[] };

/** The key that every fake wants. */
export const PRINTER_KEY = "k3y-of-a-test-printer";

/** Starts a fake of a protocol in a situation. */
export const startFake = async (protocol: string, situation: PrinterSituation): Promise<FakePrinter> => {
  const fake: Fake = { situation, stored: new Map(), started: [] };
  const asked: string[] = [];
  const answer = protocol === "moonraker" ? moonraker : octoprint;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://fake");
      asked.push(`${request.method} ${url.pathname}`);
      if (fails(situation, request, response)) return;
      const call = {
        method: request.method ?? "",
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        body: Buffer.concat(chunks),
        type: request.headers["content-type"] ?? "",
      };
      const { status, json } = answer(fake, call);
      response.writeHead(status, { "content-type": "application/json" }).end(json === undefined ? undefined : JSON.stringify(json));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stored: fake.stored,
    started: fake.started,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

/** Answers for a situation that fails whatever is asked; true when it did. A hang answers never. */
const fails = (situation: PrinterSituation, request: IncomingMessage, response: ServerResponse): boolean => {
  if (situation === "wrong-key" || request.headers["x-api-key"] !== PRINTER_KEY) {
    const said = `Unauthorized: ${request.headers["x-api-key"]}`;
    response.writeHead(401, { "content-type": "application/json" }).end(JSON.stringify({ error: { code: 401, message: said } }));
  } else if (situation === "no-json") response.writeHead(200).end(`<html>welcome ${PRINTER_KEY}</html>`);
  else if (situation === "other-json") response.writeHead(200).end(JSON.stringify({ result: ["another", "server"] }));
  else if (situation === "redirect") response.writeHead(302, { location: "http://127.0.0.1:1/elsewhere" }).end();
  else if (situation === "broken") response.writeHead(500).end(JSON.stringify({ error: { code: 500, message: `broken ${PRINTER_KEY}` } }));
  else if (situation === "endless") {
    response.writeHead(200);
    const chunk = Buffer.alloc(1024 * 1024, 32);
    for (let sent = 0; sent < 9; sent++) response.write(chunk);
    response.end("{}");
  } else if (situation === "cut-off") {
    response.writeHead(200, { "content-length": "1000" }).write("{");
    response.socket?.destroy();
  } else if (situation !== "hang") return false;
  return true;
};

/** The parts of a form, by name: the file's own name, and its text. */
const formOf = ({ body, type }: Call): ReadonlyMap<string, { readonly filename?: string; readonly text: string }> => {
  const boundary = /boundary=(.+)$/u.exec(type)?.[1] ?? "";
  const parts = body.toString("utf8").split(`--${boundary}`).slice(1, -1);
  return new Map(
    parts.map((part) => {
      const [head = "", ...rest] = part.split("\r\n\r\n");
      const filename = /filename="([^"]*)"/u.exec(head)?.[1];
      const text = rest.join("\r\n\r\n").replace(/\r\n$/u, "");
      return [/ name="([^"]*)"/u.exec(head)?.[1] ?? "", { text, ...(filename === undefined ? {} : { filename }) }] as const;
    }),
  );
};

const MOONRAKER_JOBS = [
  {
    job_id: "000003",
    filename: "c.gcode",
    status: "completed",
    start_time: 1_700_003_000.5,
    end_time: 1_700_004_000,
    print_duration: 900.25,
    filament_used: 4321.5,
    metadata: { filament_type: "PLA", layer_height: 0.2, first_layer_extr_temp: 215, first_layer_bed_temp: 60 },
  },
  {
    job_id: "000002",
    filename: "folder/b.gcode",
    status: "klippy_shutdown",
    start_time: 1_700_002_000,
    end_time: 1_700_002_100,
    print_duration: 80,
    filament_used: 12,
    metadata: {},
  },
  {
    job_id: "000001",
    filename: "a.gcode",
    status: "completed",
    start_time: 1_700_001_000,
    end_time: 1_700_001_900,
    print_duration: 880,
    filament_used: 4000,
    metadata: {},
  },
];

const moonraker = ({ situation, stored, started }: Fake, call: Call): Answer => {
  const result = (value: unknown): Answer => ({ status: 200, json: { result: value } });
  const isPrinting = situation === "printing";
  switch (`${call.method} ${call.path}`) {
    case "GET /printer/info":
      return situation === "no-printer"
        ? result({ state: "shutdown", state_message: "MCU 'mcu' shutdown" })
        : result({ state: "ready", state_message: "Printer is ready" });
    case "GET /printer/objects/list":
      return result({ objects: ["gcode", "extruder", "heater_bed", "bme280 chamber", "print_stats", "virtual_sdcard", "gcode_macro X"] });
    case "POST /printer/objects/query": {
      const wanted = Object.keys((JSON.parse(call.body.toString("utf8")) as { objects: object }).objects);
      const status: Record<string, unknown> = {
        extruder: { temperature: 24.5, target: 0 },
        heater_bed: { temperature: 23, target: 60 },
        "bme280 chamber": { temperature: 22.1, humidity: 41.5, pressure: 1000 },
        print_stats: { state: isPrinting ? "printing" : "standby", filename: isPrinting ? "part.gcode" : "", message: "" },
        virtual_sdcard: { progress: isPrinting ? 0.25 : 0 },
      };
      return result({ eventtime: 1, status: Object.fromEntries(wanted.map((name) => [name, status[name]])) });
    }
    case "GET /server/history/list":
      return result({ count: 3, jobs: MOONRAKER_JOBS.slice(0, Number(call.query.get("limit"))) });
    case "POST /server/files/upload": {
      const file = formOf(call).get("file");
      if (file?.filename === undefined || formOf(call).get("print")?.text === "true")
        return { status: 400, json: { error: { code: 400, message: "no file" } } };
      stored.set(file.filename, file.text);
      // The upload answers without the envelope of the other calls.
      return {
        status: 201,
        json: { item: { path: file.filename, root: "gcodes" }, print_started: false, print_queued: false, action: "create_file" },
      };
    }
    case "POST /printer/print/start":
      started.push(call.query.get("filename") ?? "");
      return result("ok");
    default:
      return { status: 404, json: { error: { code: 404, message: "Not Found" } } };
  }
};

const octoprintFile = (path: string, date: number, success: boolean) => ({
  name: path.split("/").at(-1),
  path,
  type: "machinecode",
  origin: "local",
  gcodeAnalysis: { estimatedPrintTime: 1188, filament: { tool0: { length: 810.5, volume: 5.36 } } },
  prints: { failure: 1, success: 3, last: { date, success, printTime: 900.5 } },
});

const selectFile = (path: string, isPrinting: boolean, started: string[], { body }: Call): Answer => {
  const asked = JSON.parse(body.toString("utf8")) as { command: string; print?: boolean };
  if (isPrinting || asked.command !== "select" || asked.print !== true)
    return { status: 409, json: { error: "Printer is already printing, cannot select a new file" } };
  started.push(path);
  return { status: 204 };
};

const octoprint = ({ situation, stored, started }: Fake, call: Call): Answer => {
  const isPrinting = situation === "printing";
  const file = isPrinting
    ? { name: "part.gcode", origin: "local", size: 1, date: 1 }
    : { name: null, origin: null, size: null, date: null };
  const command = /^\/api\/files\/local\/(.+)$/u.exec(call.path)?.[1];
  if (call.method === "POST" && command !== undefined) return selectFile(command, isPrinting, started, call);
  switch (`${call.method} ${call.path}`) {
    case "GET /api/job":
      return {
        status: 200,
        json: {
          job: { file },
          progress: { completion: isPrinting ? 25 : null, printTime: null },
          state: isPrinting ? "Printing" : situation === "no-printer" ? "Offline" : "Operational",
        },
      };
    case "GET /api/printer":
      if (situation === "no-printer") return { status: 409, json: { error: "Printer is not operational" } };
      return {
        status: 200,
        json: {
          temperature: { tool0: { actual: 24.5, target: 0, offset: 0 }, bed: { actual: 23, target: 60, offset: 0 } },
          sd: { ready: false },
          state: {
            text: isPrinting ? "Printing" : "Operational",
            flags: {
              operational: true,
              printing: isPrinting,
              paused: false,
              pausing: false,
              cancelling: false,
              error: false,
              ready: !isPrinting,
              closedOrError: false,
            },
          },
        },
      };
    case "GET /api/files/local":
      return {
        status: 200,
        json: {
          files: [
            octoprintFile("a.gcode", 1_700_001_000, true),
            { name: "folder", path: "folder", type: "folder", children: [octoprintFile("folder/b.gcode", 1_700_002_000, false)] },
            octoprintFile("c.gcode", 1_700_003_000, true),
            { name: "never.gcode", path: "never.gcode", type: "machinecode", origin: "local" },
          ],
          free: "3.2GB",
        },
      };
    case "POST /api/files/local": {
      const form = formOf(call);
      const upload = form.get("file");
      if (upload?.filename === undefined || form.get("print")?.text === "true")
        return { status: 400, json: { error: "No file to upload and no folder to create" } };
      stored.set(upload.filename, upload.text);
      return {
        status: 201,
        json: {
          files: { local: { name: upload.filename, path: upload.filename, origin: "local" } },
          done: true,
          effectiveSelect: false,
          effectivePrint: false,
        },
      };
    }
    default:
      return { status: 404, json: { error: "Not Found" } };
  }
};
