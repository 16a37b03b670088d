import { keysPresent, seedWorkspace } from "../../../compose/environment.ts";
import { version } from "../../../compose/program.ts";
import type { App } from "../../../compose.ts";
import { asRecord, type Json } from "../../../core/kernel/json.ts";
import { ok } from "../../../core/kernel/result.ts";
import { chooseBackend } from "../../../usecases/team/backend.ts";
import { standIns } from "../../../usecases/team/seat-plans.ts";
import type { Run } from "../answer.ts";
import { backendLines } from "../render/backends.ts";
import { section } from "../render/record.ts";
import { safe, safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { wrap } from "../render/wrap.ts";
import { openHome } from "./open-home.ts";

/** `moot config`: every setting with its origin, every backend, and why this one answers. A mode that cannot work is exit 4. */
export const runConfig: Run = async (context) => {
  const opened = await openHome(context);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const { config, origins, warnings } = loaded;
  const backend = chooseBackend(config.llm.mode, app.backends, origins["llm.mode"]);
  const mode = backend.ok ? backend.value : { mode: "none", why: `${backend.fault.message}. ${backend.fault.hint}` };
  const keys = keysPresent();
  const { home, project, homeFrom } = { home: app.home.root, project: app.root, homeFrom: app.homeFrom };
  const explicit = config.llm.mode === "auto" ? null : config.llm.mode;
  return ok({
    schema: "config",
    data: {
      version: version(),
      config,
      origins,
      ...mode,
      backends: app.backends,
      llm: { ...seedBackends(app), active_mode: mode.mode, explicit_override: explicit },
      paths: { home, homeFrom, project, assets: app.assets.root, ...seedPaths(app) },
      env: keys,
    },
    text: (look) => [
      ...wrap([{ text: `mode ${mode.mode}`, paint: look.paint.bold }, { text: `: ${safe(mode.why)}` }], look.width, { rest: "  " }),
      ...wrap([{ text: `home ${safe(home)} (${homeFrom})${app.isMade() ? "" : ", not made yet"}` }], look.width, { rest: "  " }),
      ...wrap([{ text: `project ${safe(project)}` }], look.width, { rest: "  " }),
      ...standIns(config, app.backends).flatMap((text) => wrap([{ text: `seat ${safe(text)}` }], look.width, { rest: "  " })),
      ...section(look, "Backends", backendLines(app.backends, look)),
      ...section(
        look,
        "Settings",
        table(
          look,
          [{ title: "setting" }, { title: "value", grows: "wraps" }, { title: "from" }],
          Object.entries(origins)
            .filter(([path]) => path !== "team.workers")
            .map(([path, origin]) => [
              safeLine(path),
              shown(valueAt(config as unknown as Json, path)),
              { text: origin, paint: origin === "default" ? look.paint.dim : String },
            ]),
        ),
      ),
      ...section(
        look,
        "Keys in the environment",
        Object.entries(keys).map(([name, isSet]) => `${isSet ? look.glyphs.yes : look.glyphs.dot} ${name} is ${isSet ? "set" : "not set"}`),
      ),
    ],
    warnings,
    next: app.isMade() ? [] : ["moot init"],
    exit: backend.ok ? "ok" : "credentials",
  });
};

/** Under the names of the system before Moot, which scripts may read. */
const seedBackends = ({ backends }: App): Readonly<Record<string, Json>> =>
  Object.fromEntries(backends.map(({ id, available, why }) => [id, { available, detected_via: why }]));

const seedPaths = ({ home, assets, docs }: App): Readonly<Record<string, string | null>> => ({
  bundled_assets_dir: assets.root,
  bundled_docs_dir: docs,
  user_data_dir: home.root,
  user_db_path: `${home.root}/moot.db`,
  AMATELIER_WORKSPACE: seedWorkspace(),
});

const valueAt = (config: Json, path: string): Json | undefined =>
  path.split(".").reduce<Json | undefined>((node, part) => asRecord(node)?.[part], config);

const shown = (value: Json | undefined): string => {
  if (value === "") return "the backend's own";
  const isNone = value === null || value === undefined || (typeof value === "object" && Object.keys(value).length === 0);
  return isNone ? "none" : safeLine(typeof value === "object" ? JSON.stringify(value, null, 1) : String(value));
};
