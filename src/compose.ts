/**
 * @module The composition: the only reader of the environment, the only place that sees every room. Everything behind
 * `openApp` is loaded when it is first asked for, so that help and the version start at once. Entry: `openApp`.
 */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { backendSettings, backendStates, calendarCaps, findProgram, modelSource, paceLimits } from "./compose/backends.ts";
import { openCarriers } from "./compose/carriers.ts";
import { seatCommand } from "./compose/seat-command.ts";
import { fail, type Result } from "./core/kernel/result.ts";
import type { RunId } from "./core/run/event.ts";
import type { EvidenceOf } from "./core/voices/evidence-cache.ts";
import type { BackendContext, BackendState, OpenContext } from "./ports/backend.ts";
import type { Clock } from "./ports/clock.ts";
import type { Engine, Perform } from "./ports/engine.ts";
import type { Files } from "./ports/files.ts";
import type { HomeFolder, ReadableFolder } from "./ports/home.ts";
import type { Finding, Journal, SpendCaps } from "./ports/journal.ts";
import type { Model } from "./ports/model.ts";
import type { Sampler } from "./ports/sampler.ts";
import type { Briefing, BriefingFault } from "./storage/files/briefing.ts";
import { StorageError, type StorageErrorCode } from "./storage/storage-error.ts";
import type { ConfigFault, ConfigSources, LoadedConfig } from "./usecases/home/config.ts";

/**
 * What the environment says about the terminal, and how a person starts this program there. Empty variables count as absent.
 */
export type Environment = {
  readonly noColor: boolean;
  readonly forceColor: boolean;
  readonly dumb: boolean;
  /** True on a build machine: nobody watches, whatever the streams say. */
  readonly ci: boolean;
  readonly screenReader: boolean;
  readonly columns: number | undefined;
  /** What stands before a command's words: `moot`, or what the launcher of a checkout set. */
  readonly program: string;
};

/** Reads the environment's word on terminals. */
export const environment = (env: NodeJS.ProcessEnv = process.env): Environment => ({
  noColor: (env.NO_COLOR ?? "") !== "",
  forceColor: (env.FORCE_COLOR ?? "") !== "" && env.FORCE_COLOR !== "0",
  dumb: env.TERM === "dumb",
  ci: (env.CI ?? "") !== "" && env.CI !== "false" && env.CI !== "0",
  screenReader: (env.MOOT_SCREEN_READER ?? "") !== "" && env.MOOT_SCREEN_READER !== "0",
  columns: /^[1-9]\d{0,3}$/u.test(env.COLUMNS ?? "") ? Number(env.COLUMNS) : undefined,
  program: env.MOOT_STARTED_AS || "moot",
});

/** The folder of this package: the one above that holds the bundled assets. Works from the sources and from the bundle. */
const packageRoot = (): string => {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "assets", "personas"))) return folder;
    if (folder === dirname(folder)) throw new Error(`the assets are missing beside ${import.meta.dirname}: install Moot again`);
  }
};

/** The version of this package. */
export const version = (): string => (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;

/** Replaces the backends: for tests and the proving ground, by an explicit argument only. */
export type ModelSource = (backend: string) => Model | undefined;

/** A failure of a disk or a bug, as every surface tells it. */
export type ErrorFault = { readonly code: string; readonly message: string; readonly hint: string; readonly retryable: boolean };

const STORAGE_CODES: Readonly<Record<StorageErrorCode, { readonly code: string; readonly hint: string }>> = {
  "newer-schema": { code: "HOME_NEWER", hint: "npm install -g moot@latest" },
  "old-sqlite": { code: "OLD_SQLITE", hint: "install the latest Node 24: https://nodejs.org/en/download" },
  "unwritable-home": { code: "HOME_UNWRITABLE", hint: "MOOT_HOME=~/moot-home moot init" },
  "network-home": { code: "HOME_ON_NETWORK", hint: "MOOT_HOME=~/moot-home moot init" },
  busy: { code: "HOME_BUSY", hint: "moot doctor" },
  "disk-full": { code: "DISK_FULL", hint: "moot doctor" },
  "read-only": { code: "HOME_READ_ONLY", hint: "MOOT_HOME=~/moot-home moot init" },
  damaged: { code: "HOME_DAMAGED", hint: "moot doctor --deep" },
  disk: { code: "DISK_FAILED", hint: "moot doctor" },
};

/** Turns what was thrown into a fault. Anything that storage did not throw is a bug of ours. */
export const faultOfError = (error: unknown): ErrorFault => {
  if (error instanceof StorageError) return { ...STORAGE_CODES[error.code], message: error.message, retryable: error.code === "busy" };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: "UNEXPECTED", message, hint: "run it again with --debug and report what it prints", retryable: false };
};

/** Everything that a surface works with, on one home. */
export type App = {
  readonly home: HomeFolder;
  /** The variable or the rule that said where the home is. */
  readonly homeFrom: string;
  readonly assets: ReadableFolder;
  /** The folder of the bundled documentation. */
  readonly docs: string;
  /** The project that registered files may come from, absolute. */
  readonly root: string;
  readonly clock: Clock;
  readonly files: Files;
  /** Every backend, whether it can answer here and why. Settings that cannot be read count as not set. */
  readonly backends: readonly BackendState[];
  /** The merged settings: defaults, user, project, environment, and flags by key path. */
  readonly settings: (flags?: ConfigSources["flags"]) => Result<LoadedConfig, ConfigFault>;
  /** A briefing by its name under the home's `briefings/`, else by its path. */
  readonly readBriefing: (path: string) => Promise<Result<Briefing, ErrorFault>>;
  /** Opened when it is first asked for; then made too, unless the home was opened to be read. */
  readonly journal: Journal;
  /** True when the home holds anything. */
  readonly isMade: () => boolean;
  /** Takes the rights of others away from everything in the home; returns the paths that changed. */
  readonly keepToOwner: () => Promise<readonly string[]>;
  /** Loads what carries runs: machines, prompts, backends. `isolate` gives every seat a process of its own. */
  readonly engine: (how?: { readonly isolate?: boolean }) => Promise<Engine>;
  /** Answers a single call by the backend that it names: what the process of a seat does. */
  readonly performHere: () => Promise<Perform>;
  /** A fresh token of a seat: 256 random bits as text. */
  readonly newToken: () => string;
  /** A fresh `<prefix>-<12 hex>`; `rt` unless another is named. */
  readonly newId: (prefix?: string) => RunId;
  /** A fresh name for an input. */
  readonly newKey: () => string;
  readonly sha256: (bytes: Uint8Array) => string;
  /** Differences between what is stored and what the journal says; of one run when it is named. */
  readonly verify: (run?: RunId) => Promise<readonly Finding[]>;
  readonly close: () => void;
};

/**
 * Which home and project to open. A temporary home goes away at `close` unless it is kept. With `makes` the home is made
 * when there is none; without, an empty one in memory stands for it, so that nothing is left behind by a look.
 */
export type AppOptions = {
  readonly root?: string;
  readonly temporary?: { readonly keep: boolean };
  readonly makes?: boolean;
  readonly models?: ModelSource;
  /** The model of an MCP client that this process serves. */
  readonly sampler?: Sampler;
};

/** The bundled documentation. */
export const openDocs = async (): Promise<ReadableFolder> => {
  const { openFolder } = await import("./storage/files/home-folder.ts");
  return openFolder(join(packageRoot(), "docs"));
};

/** Opens a home. Creates nothing before something is written. */
export const openApp = async (options: AppOptions = {}): Promise<App> => {
  const [{ openFolder, openHomeFolder }, { openRegisteredFiles }, { openSqliteJournal }, { locateHome }, { loadConfig, readConfigFiles }] =
    await Promise.all([
      import("./storage/files/home-folder.ts"),
      import("./storage/files/registered-files.ts"),
      import("./storage/sqlite/journal.ts"),
      import("./usecases/home/locate.ts"),
      import("./usecases/home/config.ts"),
    ]);
  const { temporary, models } = options;
  const place =
    temporary === undefined
      ? locateHome(process.env, process.platform, homedir())
      : { home: mkdtempSync(join(tmpdir(), "moot-demo-")), from: "a temporary folder" };
  const clock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };
  const home = openHomeFolder(place.home);
  const settings = (flags: ConfigSources["flags"] = {}): Result<LoadedConfig, ConfigFault> =>
    loadConfig({ ...readConfigFiles(home, openFolder(root)), env: process.env, flags });
  const ofBackends = once(() => {
    const loaded = settings();
    return loaded.ok ? backendSettings(loaded.value.config) : { modelMap: {}, openaiCompat: {} };
  });
  const contextOf = (backend: string): BackendContext => backendContext(place.home, backend, ofBackends.get(), options.sampler);
  const states = once(() => backendStates(contextOf));
  const isMade = (): boolean => holdsAnything(home);
  const unmade = options.makes === true || isMade() ? undefined : await emptyJournal(place.home, clock);
  const journal = once(() => unmade?.() ?? openSqliteJournal({ home: place.home, clock }));
  const bundled = (evidenceOf: EvidenceOf): ModelSource =>
    modelSource((id) => ({ ...contextOf(id), clock, evidenceOf, openFolder: openHomeFolder, pacing: pacingOf(settings, id, journal.get) }));
  const root = resolve(options.root ?? ".");
  const carriers = once(() =>
    openCarriers({
      journal: journal.get(),
      clock,
      performer: `embedded/${version()}`,
      models: models === undefined ? bundled : () => models,
      caps: () => capsOf(settings),
      sha256,
      newToken,
      seatCommand: (seat) =>
        seatCommand(process.env, { ...seat, program: ownProgram(), home: place.home, root, settings: ofBackends.get() }),
    }),
  );
  return {
    home,
    homeFrom: place.from,
    assets: openFolder(join(packageRoot(), "assets")),
    docs: join(packageRoot(), "docs"),
    root,
    get backends() {
      return states.get();
    },
    settings,
    readBriefing: (path) => readBriefing(place.home, path),
    isMade,
    keepToOwner: () => keepToOwner(place.home),
    clock,
    files: openRegisteredFiles(),
    get journal() {
      return journal.get();
    },
    engine: async ({ isolate = false } = {}) => (await carriers.get()).engine(isolate),
    performHere: async () => (await carriers.get()).performHere,
    newToken,
    newId: (prefix = "rt") => `${prefix}-${randomBytes(6).toString("hex")}`,
    newKey: () => randomBytes(6).toString("hex"),
    sha256,
    verify: async (run) => {
      const { roundtableConsequences } = await import("./core/roundtable/machine.ts");
      return journal.get().verify(roundtableConsequences, run);
    },
    close: () => {
      journal.made()?.close();
      if (temporary?.keep === false) rmSync(place.home, { recursive: true, force: true });
    },
  };
};

/** The caps of day and month. Settings that cannot be read open no run: what is open already is carried under its own cap. */
const capsOf = (settings: App["settings"]): SpendCaps => {
  const loaded = settings();
  return loaded.ok ? calendarCaps(loaded.value.config) : {};
};

/** The pace that a backend keeps with all processes of the home. */
const pacingOf = (settings: App["settings"], backend: string, journal: () => Journal): OpenContext["pacing"] => {
  const loaded = settings();
  const limits = loaded.ok ? paceLimits(loaded.value.config, backend) : undefined;
  return limits && { pace: journal().pace, limits };
};

const holdsAnything = (home: HomeFolder): boolean => {
  try {
    return home.list("").length > 0;
  } catch {
    // What may not be listed is there; opening it says what is wrong.
    return true;
  }
};

const keepToOwner = async (home: string): Promise<readonly string[]> => {
  const modes = await import("./storage/files/modes.ts");
  const found = modes.openToOthers(home);
  found.forEach(modes.keepToOwner);
  return found;
};

/** What a backend may look at: the environment, its settings, the PATH and its own folder of the home. */
const backendContext = (
  home: string,
  backend: string,
  settings: BackendContext["settings"],
  sampler: Sampler | undefined,
): BackendContext => ({
  env: process.env,
  settings,
  program: (name) => findProgram(process.env.PATH, name),
  folder: join(home, "backends", backend),
  ...(sampler === undefined ? {} : { sampler }),
});

/** Stands for the journal of a home that is not made. Throws when it is opened and no home could be made there. */
const emptyJournal = async (home: string, clock: Clock): Promise<() => Journal> => {
  const [{ openMemoryJournal }, { demandPlace }] = await Promise.all([
    import("./storage/memory/journal.ts"),
    import("./storage/files/place.ts"),
  ]);
  return () => {
    demandPlace(home);
    return openMemoryJournal({ clock });
  };
};

const BRIEFING_HINTS: Readonly<Record<BriefingFault["code"], string>> = {
  BRIEFING_MISSING: "moot roundtable --sample",
  BRIEFING_UNREADABLE: "name a Markdown file, or: moot roundtable --sample",
  BRIEFING_TOO_LARGE: "move data into files and register them under `## Steward-Registered Files`",
  BRIEFING_INVALID: "save the briefing as UTF-8 text",
  BRIEFING_EMPTY: "write the question and what is known into it: moot docs write-a-briefing",
};

const readBriefing = async (home: string, path: string): Promise<Result<Briefing, ErrorFault>> => {
  const { readBriefing: read } = await import("./storage/files/briefing.ts");
  const found = read(path, [...(isAbsolute(path) ? [] : [join(home, "briefings", path)]), resolve(path)]);
  return found.ok ? found : fail({ ...found.fault, hint: BRIEFING_HINTS[found.fault.code], retryable: false });
};

/** Credentials and programs that a backend may use: whether each is there, never its value. */
export const keysPresent = (env: NodeJS.ProcessEnv = process.env): Readonly<Record<string, boolean>> => ({
  CLAUDE_ON_PATH: findProgram(env.PATH, "claude") !== undefined,
  ...Object.fromEntries(
    ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENROUTER_API_KEY", "GEMINI_API_KEY", "AMATELIER_LLM_API_KEY"].map((name) => [
      name,
      (env[name] ?? "") !== "",
    ]),
  ),
});

/** The home as the system before Moot named it, when it is set. */
export const seedWorkspace = (env: NodeJS.ProcessEnv = process.env): string | null => env.AMATELIER_WORKSPACE || null;

/** The token that a seat's program was given, and the editor that a person writes in, program and arguments. Absent when not set. */
export const seatVariables = (env: NodeJS.ProcessEnv = process.env): { readonly token?: string; readonly editor?: readonly string[] } => {
  const editor = (env.VISUAL ?? env.EDITOR ?? "").split(/\s+/u).filter((word) => word !== "");
  const token = env.MOOT_SEAT_TOKEN ?? "";
  return { ...(token === "" ? {} : { token }), ...(editor.length === 0 ? {} : { editor }) };
};

/** This program as it was started. */
const ownProgram = (): readonly string[] => [process.execPath, ...process.execArgv, process.argv[1] ?? ""];

const newToken = (): string => randomBytes(32).toString("base64url");

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Makes a value when it is first asked for. `made` tells without making. */
const once = <T>(make: () => T): { readonly get: () => T; readonly made: () => T | undefined } => {
  let made: { readonly value: T } | undefined;
  return {
    get: () => {
      made ??= { value: make() };
      return made.value;
    },
    made: () => made?.value,
  };
};

/**
 * What this machine and the place of a home are like. `homeMode` is absent while there is no home; `notFolder` says what stands
 * there instead of one. Bytes are free for us.
 */
export type MachineFacts = {
  readonly node: string;
  readonly sqlite: string;
  readonly oldestSqlite: string;
  readonly homeMode: number | undefined;
  readonly notFolder: string | undefined;
  readonly networkFileSystem: string | undefined;
  readonly freeBytes: number;
};

/** Looks at this machine and at the place of a home. Changes nothing. */
export const probeMachine = async (home: string): Promise<MachineFacts> => {
  const [{ networkFileSystem }, { OLDEST_SQLITE }, { nearestPlace }] = await Promise.all([
    import("./storage/sqlite/home.ts"),
    import("./storage/sqlite/open.ts"),
    import("./storage/files/place.ts"),
  ]);
  const nearest = nearestPlace(home);
  const stats = statSync(nearest);
  const { bavail, bsize } = statfsSync(nearest);
  return {
    node: process.versions.node,
    sqlite: process.versions.sqlite ?? "none",
    oldestSqlite: OLDEST_SQLITE,
    homeMode: nearest === home ? stats.mode & 0o777 : undefined,
    notFolder: stats.isDirectory() ? undefined : `${nearest} is ${stats.isFile() ? "a file" : "no folder"}`,
    networkFileSystem: networkFileSystem(nearest),
    freeBytes: bavail * bsize,
  };
};
