/**
 * @module The composition: the only reader of the environment, the only place that sees every room. Everything behind
 * `openApp` is loaded when it is first asked for, so that help and the version start at once. Entry: `openApp`.
 */
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ErrorFault } from "./compose/error-fault.ts";
import { once } from "./compose/once.ts";
import { ownProgram, packageRoot, version } from "./compose/program.ts";
import type { Result } from "./core/kernel/result.ts";
import type { RunId } from "./core/run/event.ts";
import type { BackendState } from "./ports/backend.ts";
import type { Clock } from "./ports/clock.ts";
import type { Engine, Perform } from "./ports/engine.ts";
import type { Files } from "./ports/files.ts";
import type { HomeFolder, ReadableFolder } from "./ports/home.ts";
import type { Finding, Journal } from "./ports/journal.ts";
import type { LiveText } from "./ports/live-text.ts";
import type { Model } from "./ports/model.ts";
import type { Sampler } from "./ports/sampler.ts";
import type { Briefing } from "./storage/files/briefing.ts";
import type { ConfigFault, ConfigSources, LoadedConfig } from "./usecases/home/config.ts";

/** Replaces the backends: for tests and the proving ground, by an explicit argument only. */
export type ModelSource = (backend: string) => Model | undefined;

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
  /** True once the journal was opened in a home that can be read and not written. */
  readonly isReadOnly: () => boolean;
  /** True when the home holds anything. */
  readonly isMade: () => boolean;
  /** Takes the rights of others away from everything in the home; returns the paths that changed. */
  readonly keepToOwner: () => Promise<readonly string[]>;
  /** Loads what carries runs: machines, prompts, backends. `isolate` gives every seat a process of its own. */
  readonly engine: (how?: { readonly isolate?: boolean }) => Promise<Engine>;
  /** What is being written at a run, by whichever process. */
  readonly liveText: LiveText;
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
  // long: the wiring in one place, one line an adapter; the modules load here so that other commands start at once.
  const [
    { openFolder, openHomeFolder },
    { openRegisteredFiles },
    { locateHome },
    { loadConfig, readConfigFiles },
    { openLiveText },
    { openBackends },
    { holdsAnything, journalOf, keepToOwner },
  ] = await Promise.all([
    import("./storage/files/home-folder.ts"),
    import("./storage/files/registered-files.ts"),
    import("./usecases/home/locate.ts"),
    import("./usecases/home/config.ts"),
    import("./storage/files/live-text.ts"),
    import("./compose/backends.ts"),
    import("./compose/home-place.ts"),
  ]);
  const { temporary, models } = options;
  const place =
    temporary === undefined
      ? locateHome(process.env, process.platform, homedir())
      : { home: mkdtempSync(join(tmpdir(), "moot-demo-")), from: "a temporary folder" };
  const clock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };
  const home = openHomeFolder(place.home);
  const assets = openFolder(join(packageRoot(), "assets"));
  const root = resolve(options.root ?? ".");
  const settings = (flags: ConfigSources["flags"] = {}): Result<LoadedConfig, ConfigFault> =>
    loadConfig({ ...readConfigFiles(home, openFolder(root)), env: process.env, flags });
  const backends = openBackends({ env: process.env, home: place.home, settings, sampler: options.sampler });
  const isMade = (): boolean => holdsAnything(home);
  const stored = await journalOf(place.home, clock, { makes: options.makes === true, isMade: isMade() });
  const journal = once(stored.open);
  const liveText = openLiveText(place.home);
  const carriers = once(async () => {
    const [{ openCarriers }, { billedHere, capsOf, pacingOf }, { seatCommand }] = await Promise.all([
      import("./compose/carriers.ts"),
      import("./compose/money.ts"),
      import("./compose/seat-command.ts"),
    ]);
    return openCarriers({
      journal: journal.get(),
      clock,
      performer: `embedded/${version()}`,
      liveText,
      models: (evidenceOf) =>
        models ??
        backends.models((id) => ({
          ...{ clock, evidenceOf, openFolder: openHomeFolder },
          pacing: pacingOf(settings, id, journal.get),
          isBilled: billedHere(settings, assets, backends.states(), id),
        })),
      caps: () => capsOf(settings),
      sha256,
      newToken,
      seatCommand: (seat) =>
        seatCommand(process.env, { ...seat, program: ownProgram(), home: place.home, root, settings: backends.settings() }),
    });
  });
  return {
    home,
    homeFrom: place.from,
    assets,
    docs: join(packageRoot(), "docs"),
    root,
    get backends() {
      return backends.states();
    },
    settings,
    readBriefing: async (path) => (await import("./compose/read-briefing.ts")).readBriefing(place.home, path),
    isReadOnly: stored.isReadOnly,
    isMade,
    keepToOwner: () => keepToOwner(place.home),
    clock,
    files: openRegisteredFiles(),
    get journal() {
      return journal.get();
    },
    engine: async ({ isolate = false } = {}) => (await carriers.get()).engine(isolate),
    performHere: async () => (await carriers.get()).performHere,
    liveText,
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

const newToken = (): string => randomBytes(32).toString("base64url");

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
