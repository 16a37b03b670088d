import { keysPresent } from "../../../compose.ts";
import { asRecord, type Json } from "../../../core/kernel/json.ts";
import { ok } from "../../../core/kernel/result.ts";
import { chooseBackend } from "../../../usecases/team/backend.ts";
import { standIns } from "../../../usecases/team/seat-plans.ts";
import type { Run } from "../answer.ts";
import { section } from "../render/record.ts";
import { safe, safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { wrap } from "../render/wrap.ts";
import { openHome } from "./open-home.ts";

/** `moot config`: every setting with its origin, and why this backend answers. A mode that cannot work is exit 4. */
export const runConfig: Run = async (context) => {
  const opened = await openHome(context);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const { config, origins, warnings } = loaded;
  const backend = chooseBackend(config.llm.mode, app.backends, origins["llm.mode"]);
  const mode = backend.ok ? backend.value : { mode: "none", why: `${backend.fault.message}. ${backend.fault.hint}` };
  const keys = keysPresent();
  const paths = { home: app.home.root, homeFrom: app.homeFrom, project: app.root, assets: app.assets.root };
  return ok({
    schema: "config",
    data: { config, origins, ...mode, backends: app.backends, paths, env: keys },
    text: (look) => [
      ...wrap([{ text: `mode ${mode.mode}`, paint: look.paint.bold }, { text: `: ${safe(mode.why)}` }], look.width, { rest: "  " }),
      ...wrap([{ text: `home ${safe(paths.home)} (${paths.homeFrom})${app.isMade() ? "" : ", not made yet"}` }], look.width, {
        rest: "  ",
      }),
      ...wrap([{ text: `project ${safe(paths.project)}` }], look.width, { rest: "  " }),
      ...standIns(config, app.backends).flatMap((text) => wrap([{ text: `seat ${safe(text)}` }], look.width, { rest: "  " })),
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

const valueAt = (config: Json, path: string): Json | undefined =>
  path.split(".").reduce<Json | undefined>((node, part) => asRecord(node)?.[part], config);

const shown = (value: Json | undefined): string => safeLine(value === null || value === undefined ? "none" : String(value));
