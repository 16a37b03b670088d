import type { BackendState } from "../../ports/backend.ts";
import type { ReadableFolder } from "../../ports/home.ts";
import type { Config } from "../home/config.ts";
import { backendNamed } from "./backend.ts";

/** One thing that is wrong, on which agent, and what to do. */
export type TeamIssue = { readonly agent: string; readonly message: string; readonly hint: string };

/** What is wrong with a team. An error keeps a seat from speaking as its person wrote it; a warning does not. */
export type TeamCheck = { readonly errors: readonly TeamIssue[]; readonly warnings: readonly TeamIssue[] };

/** What a check looks at. `backends` is how every backend stands here. */
export type CheckRequest = {
  readonly config: Config;
  readonly home: ReadableFolder;
  readonly assets: ReadableFolder;
  readonly backends: readonly BackendState[];
};

/** The staff that every home should have, each with the names it may go by. */
const STAFF_ROLES: Readonly<Record<string, readonly string[]>> = {
  admin: ["admin", "opus-admin"],
  judge: ["judge"],
  therapist: ["therapist", "opus-therapist"],
};

/** Checks every worker's folder and files, the backends, and the staff. */
export const validateTeam = ({ config, home, assets, backends }: CheckRequest): TeamCheck => {
  const workers = Object.entries(config.team.workers);
  const folders = home.list("agents");
  const errors = workers.flatMap(([name]) => personaIssues(home, assets, folders, name));
  const warnings: TeamIssue[] = [];
  if (workers.length === 0) warnings.push({ agent: "all", message: "the team has no worker", hint: "moot team import curated-five" });
  for (const [agent, { backend }] of [...workers, ["judge", config.team.judge] as const]) {
    if (backend === "auto" || backendNamed(backend, backends) !== undefined) continue;
    const known = ["auto", ...backends.map(({ id }) => id)];
    warnings.push({
      agent,
      message: `${agent} is on an unknown backend ${JSON.stringify(backend)}; known are ${known.join(", ")}`,
      hint: "moot config",
    });
  }
  for (const [role, names] of Object.entries(STAFF_ROLES)) {
    if (names.some((name) => folders.includes(`${name}/`))) continue;
    warnings.push({
      agent: role,
      message: `no ${role} in the home: agents/${names.join(" or agents/")} is missing`,
      hint: "moot init --force",
    });
  }
  return { errors, warnings };
};

const personaIssues = (home: ReadableFolder, assets: ReadableFolder, folders: readonly string[], agent: string): readonly TeamIssue[] => {
  const folder = `${home.root}/agents/${agent}`;
  const isBundled = assets.read(`personas/${agent}/CLAUDE.md`) !== undefined;
  const fix = (file: string): string => (isBundled ? `moot refresh-seeds --agent ${agent}` : `write ${folder}/${file}`);
  if (!folders.includes(`${agent}/`)) return [{ agent, message: `${agent} has no folder: ${folder} is missing`, hint: fix("CLAUDE.md") }];
  return ["CLAUDE.md", "IDENTITY.md"].flatMap((file) =>
    home.read(`agents/${agent}/${file}`) === undefined
      ? [{ agent, message: `${agent} has no ${file}: ${folder}/${file} is missing`, hint: fix(file) }]
      : [],
  );
};
