import { faultOfError } from "../../../compose/error-fault.ts";
import { type MachineFacts, probeMachine } from "../../../compose/machine-facts.ts";
import type { App } from "../../../compose.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import type { BackendState } from "../../../ports/backend.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { missingFolders } from "../../../usecases/home/bootstrap.ts";
import type { ConfigFault, LoadedConfig } from "../../../usecases/home/config.ts";
import { summariseRun } from "../../../usecases/runs/list.ts";
import { chooseBackend } from "../../../usecases/team/backend.ts";
import { standIns } from "../../../usecases/team/seat-plans.ts";
import { validateTeam } from "../../../usecases/team/validate.ts";
import type { Run } from "../answer.ts";
import { setupText } from "../render/backends.ts";
import type { Look } from "../render/look.ts";
import { safe } from "../render/safe.ts";
import { counted } from "../render/time.ts";
import { typed } from "../render/typed.ts";
import { wrap } from "../render/wrap.ts";
import { bad, type Check, good, odd } from "./doctor-check.ts";
import { fixHome } from "./doctor-fix.ts";
import { moneyChecks } from "./doctor-money.ts";

/** `moot doctor [--fix] [--deep]`: exit 1 when a check fails. Changes nothing without `--fix`, and makes no home. */
export const runDoctor: Run = async (context, { options }) => {
  const opened = await context.open();
  if (!opened.ok) return opened;
  const app = opened.value;
  const fixed = options.fix === true ? await fixHome(app) : [];
  const machine = await probeMachine(app.home.root);
  const settings = app.settings();
  const checks: readonly Check[] = [
    ...fixed.map((text): Check => good("fixed", text)),
    ...machineChecks(machine, app),
    ...journalChecks(app),
    ...settingsChecks(app, settings),
    ...(options.deep === true ? await deepChecks(app) : []),
  ];
  const failed = checks.filter(({ state }) => state === "fail").length;
  const warned = checks.filter(({ state }) => state === "warn").length;
  return ok({
    schema: "doctor",
    data: { failed, warned, checks },
    text: (look) => [
      ...checks.flatMap((check) => checkLines(check, look)),
      "",
      `${counted(checks.length, "check")}: ${failed} failed, ${warned} to look at`,
    ],
    exit: failed > 0 ? "failed" : "ok",
  });
};

const MB = 1024 * 1024;

const machineChecks = (
  { node, sqlite, oldestSqlite, homeMode, notFolder, networkFileSystem, freeBytes }: MachineFacts,
  app: App,
): readonly Check[] => [
  good("node", `Node ${node}`),
  isOlder(sqlite, oldestSqlite)
    ? bad("sqlite", `SQLite ${sqlite} is older than ${oldestSqlite}`, "install the latest Node 24")
    : good("sqlite", `SQLite ${sqlite}, at least ${oldestSqlite}`),
  notFolder !== undefined
    ? bad("home", `${notFolder}, so no home can be there`, "set MOOT_HOME to a folder, made or not yet made")
    : homeMode === undefined || (homeMode & 0o077) === 0 || process.platform === "win32"
      ? good("home", `${app.home.root} (${app.homeFrom})${homeMode === undefined ? ", not made yet" : ", for you alone"}`)
      : bad(
          "home",
          `${app.home.root} may be read by others (mode ${homeMode.toString(8)})`,
          `moot doctor --fix (or: chmod 700 ${app.home.root})`,
        ),
  networkFileSystem === undefined
    ? good("disk", "a local file system")
    : bad(
        "disk",
        `${app.home.root} lies on ${networkFileSystem}: its locks cannot be trusted`,
        "set MOOT_HOME to a folder on a local disk",
      ),
  freeBytes < 20 * MB
    ? bad("space", `${Math.floor(freeBytes / MB)} MB are free`, "free some space, or set MOOT_HOME to another disk")
    : freeBytes < 500 * MB
      ? odd("space", `${Math.floor(freeBytes / MB)} MB are free`, "free some space")
      : good("space", `${(freeBytes / 1024 / MB).toFixed(1)} GB are free`),
];

/** Opening proves that the home can be written and that a write-ahead log works there. */
const journalChecks = (app: App): readonly Check[] => {
  try {
    const runs = app.journal.runs();
    if (!app.isMade()) return [good("journal", "nothing is stored yet")];
    return [
      app.isReadOnly()
        ? bad(
            "journal",
            `the home can be read and not written; ${counted(runs.length, "run")}`,
            "set MOOT_HOME to a folder that you own and can write to",
          )
        : good("journal", `write-ahead log works here; ${counted(runs.length, "run")}`),
      ...runs.filter(({ status }) => status !== "done").map((row) => unfinished(app, row)),
    ];
  } catch (error) {
    const { message, hint } = faultOfError(error);
    return [bad("journal", message, hint)];
  }
};

/** A run that is not done, in the words of the list of runs. */
const unfinished = ({ journal }: App, row: RunRow): Check => {
  const { id, state } = summariseRun(journal, row);
  if (state === "running") return good("run", `${id} is under way`);
  return odd("run", `${id} ${HOW[state] ?? `is ${state}`}`, `moot resume ${id}`);
};

const HOW: Readonly<Record<string, string>> = {
  open: "is open, and nobody has begun it",
  interrupted: "was interrupted",
  waiting: "waits for files that answer its next calls",
  held: "is held until somebody acknowledges the print",
  planned: "is planned, and nobody has ordered the print",
};

const settingsChecks = (app: App, settings: Result<LoadedConfig, ConfigFault>): readonly Check[] => {
  if (!settings.ok) {
    const { file, line, column, message, hint } = settings.fault;
    return [bad("settings", `${file}:${line}:${column}: ${message}`, hint)];
  }
  const { config, origins, warnings } = settings.value;
  const backend = chooseBackend(config.llm.mode, app.backends, origins["llm.mode"]);
  const team = validateTeam({ config, home: app.home, assets: app.assets, backends: app.backends });
  const isFilled = app.home.list("agents").length > 0;
  const missing = isFilled ? missingFolders(app.home) : [];
  return [
    good("settings", changedText(Object.values(origins).filter((origin) => origin !== "default").length, Object.keys(origins).length)),
    ...warnings.map((text) => odd("settings", text, "moot config")),
    ...app.backends.map(backendCheck),
    backend.ok ? good("mode", `${backend.value.mode}: ${backend.value.why}`) : bad("mode", backend.fault.message, backend.fault.hint),
    ...(isFilled
      ? [
          ...team.errors.map(({ message, hint }) => bad("team", message, hint)),
          ...team.warnings.map(({ message, hint }) => odd("team", message, hint)),
          ...(team.errors.length + team.warnings.length === 0
            ? [good("team", `${counted(Object.keys(config.team.workers).length, "worker")}, complete`)]
            : []),
        ]
      : [odd("team", "the home is not filled yet", "moot init")]),
    ...(missing.length === 0 ? [] : [odd("folders", `missing in the home: ${missing.join(", ")}`, "moot doctor --fix")]),
    ...standIns(config, app.backends).map((text): Check => good("seat", text)),
    ...(isFilled ? moneyChecks(app, settings.value) : []),
  ];
};

const changedText = (changed: number, all: number): string =>
  changed === 0
    ? `all ${all} are the defaults`
    : `${changed} of ${all} ${changed === 1 ? "differs" : "differ"} from the defaults: moot config`;

const backendCheck = (backend: BackendState): Check =>
  backend.available
    ? good("backend", `${backend.id}: ${backend.why}`)
    : { check: "backend", state: "off", text: `${backend.id}: ${backend.why}`, fix: setupText(backend) };

const deepChecks = async (app: App): Promise<readonly Check[]> => {
  const findings = await app.verify();
  if (findings.length === 0) return [good("verify", "every run is what the journal says")];
  return findings.map(({ run, check, message }) => bad("verify", `${run}, ${check}: ${message}`, "moot journal verify"));
};

const isOlder = (have: string, want: string): boolean => have.localeCompare(want, "en", { numeric: true }) < 0;

const checkLines = ({ check, state, text, fix }: Check, look: Look): readonly string[] => {
  const { paint, glyphs } = look;
  const mark = {
    ok: paint.green(`${glyphs.yes} ok  `),
    off: paint.dim(`${glyphs.dot} off `),
    warn: paint.yellow(`${glyphs.warn} look`),
    fail: paint.red(`${glyphs.no} FAIL`),
  }[state];
  const first = `${mark} ${paint.dim(check.padEnd(8))} `;
  return [
    ...wrap([{ text: safe(text) }], look.width, { first, rest: " ".repeat(16) }),
    ...(fix === undefined
      ? []
      : wrap([{ text: safe(typed(fix, look)) }], look.width, { first: `${" ".repeat(16)}${paint.dim("fix:")} `, rest: " ".repeat(21) })),
  ];
};
