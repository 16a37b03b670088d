import { tmpdir } from "node:os";
import { join } from "node:path";
import { furnished } from "../../../src/compose/furnished.ts";
import { evidenceCache } from "../../../src/core/voices/evidence-cache.ts";
import { patience } from "../../../src/models/retrying.ts";
import type { Backend, BackendSettings, OpenContext } from "../../../src/ports/backend.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Model } from "../../../src/ports/model.ts";
import { openHomeFolder } from "../../../src/storage/files/home-folder.ts";

/** A key that looks like nobody's and must never be seen again. */
export const CANARY = "canary-7Qm2xV9tLw4KpZ81";

const clock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

/** A context with these variables and nothing else: no program, a folder that is not there. */
export const contextOf = (
  env: Readonly<Record<string, string>> = {},
  over: Partial<Pick<OpenContext, "program" | "folder" | "sampler" | "openBackend">> & {
    readonly settings?: Partial<BackendSettings>;
  } = {},
): OpenContext => ({
  env: { PATH: "/nowhere", UNRELATED_API_KEY: CANARY, ...env },
  settings: { modelMap: {}, openaiCompat: {}, ...over.settings },
  program: over.program ?? (() => undefined),
  folder: over.folder ?? join(tmpdir(), "moot-test-no-such-folder"),
  ...(over.sampler === undefined ? {} : { sampler: over.sampler }),
  clock,
  evidenceOf: evidenceCache(),
  openFolder: openHomeFolder,
  openBackend: over.openBackend ?? (() => undefined),
});

/** Opens a backend as the product does, with retries that wait for nothing. */
export const openQuickly = async (entry: Backend, context: OpenContext): Promise<Model> =>
  furnished(await entry.open(context), context, { ...patience(clock), sleep: async () => undefined });
