import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { HomeFolder, ReadableFolder } from "../../ports/home.ts";
import { SEED_FILES, SEEDED_STAFF } from "../home/bootstrap.ts";
import { type TeamFault, unknownName } from "./fault.ts";
import { namesBelow } from "./templates.ts";

/** Which seeds to bring up to date. Without `agent`: those of the roster, of the staff and of every folder in the home. */
export type RefreshRequest = {
  readonly home: HomeFolder;
  readonly assets: ReadableFolder;
  readonly roster: readonly string[];
  readonly agent?: string | undefined;
  /** Writes over what a person edited. */
  readonly force?: boolean;
  /** Says what would be done and does nothing. */
  readonly dryRun?: boolean;
};

/** What became of one file, and why. `forced` overwrote an edit. */
export type RefreshRow = {
  readonly agent: string;
  readonly file: string;
  readonly action: "write" | "skip";
  readonly why: "missing" | "forced" | "already current" | "user-modified";
};

/** The rows by agent then file, and their counts. Memory, behaviours and metrics are never touched. */
export type Refreshed = {
  readonly rows: readonly RefreshRow[];
  readonly written: number;
  readonly skipped: number;
  readonly dryRun: boolean;
};

/** Brings the personas of the home up to date with this version's seeds; what a person edited stays unless forced. */
export const refreshSeeds = ({
  home,
  assets,
  roster,
  agent,
  force = false,
  dryRun = false,
}: RefreshRequest): Result<Refreshed, TeamFault> => {
  const bundled = namesBelow(assets, "personas");
  if (bundled.length === 0) {
    return fail({
      code: "SEEDS_MISSING",
      message: `no persona is bundled: ${assets.root}/personas is missing or empty`,
      hint: "install Moot again",
    });
  }
  if (agent !== undefined && !bundled.includes(agent)) {
    return fail(unknownName("UNKNOWN_AGENT", "bundled persona", agent, bundled, "moot refresh-seeds --dry-run"));
  }
  const here = [...roster, ...SEEDED_STAFF, ...namesBelow(home, "agents")];
  const agents = agent === undefined ? bundled.filter((name) => here.includes(name)) : [agent];
  const rows = agents.flatMap((name) => SEED_FILES.flatMap((file) => refreshFile(home, assets, name, file, { force, dryRun })));
  const written = rows.filter(({ action }) => action === "write").length;
  return ok({ rows, written, skipped: rows.length - written, dryRun });
};

const refreshFile = (
  home: HomeFolder,
  assets: ReadableFolder,
  agent: string,
  file: string,
  { force, dryRun }: { readonly force: boolean; readonly dryRun: boolean },
): readonly RefreshRow[] => {
  const seed = assets.read(`personas/${agent}/${file}`);
  if (seed === undefined) return [];
  const path = `agents/${agent}/${file}`;
  const current = home.read(path);
  if (current === seed) return [{ agent, file, action: "skip", why: "already current" }];
  if (current !== undefined && !force) return [{ agent, file, action: "skip", why: "user-modified" }];
  if (!dryRun) home.write(path, seed);
  return [{ agent, file, action: "write", why: current === undefined ? "missing" : "forced" }];
};
