import { ok } from "../../../core/kernel/result.ts";
import { listTeam } from "../../../usecases/team/roster.ts";
import { listTemplates } from "../../../usecases/team/templates.ts";
import { type TeamIssue, validateTeam } from "../../../usecases/team/validate.ts";
import type { Run } from "../answer.ts";
import { doneLines } from "../render/done.ts";
import type { Look } from "../render/look.ts";
import { safe, safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { teamLines } from "../render/team.ts";
import { typed } from "../render/typed.ts";
import { wrap } from "../render/wrap.ts";
import { openHome } from "./open-home.ts";

/** `moot team list`. */
export const runTeamList: Run = async (context) => {
  const opened = await openHome(context);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const team = listTeam(loaded.config, app.home, app.assets);
  return ok({
    schema: "team-list",
    data: team,
    text: (look) => teamLines(team, look),
    warnings: loaded.warnings,
    next: team.length === 0 ? ["moot team import curated-five"] : app.isMade() ? [] : ["moot init"],
  });
};

/** `moot team templates`. */
export const runTeamTemplates: Run = async (context) => {
  const app = await context.open();
  if (!app.ok) return app;
  const templates = listTemplates(app.value.assets);
  return ok({
    schema: "team-templates",
    data: templates,
    text: (look) =>
      table(
        look,
        [{ title: "template" }, { title: "workers", grows: "wraps" }, { title: "what it is", grows: "wraps" }],
        templates.map(({ name, description, workers }) => [
          { text: safeLine(name), paint: look.paint.bold },
          workers.map((worker) => worker.name).join(", ") || "none",
          safeLine(typed(description, look)),
        ]),
      ),
    next: ["moot team import curated-five"],
  });
};

/** `moot team validate`: exit 1 on an error, 0 with warnings. */
export const runTeamValidate: Run = async (context) => {
  const opened = await openHome(context);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const check = app.isMade()
    ? validateTeam({ config: loaded.config, home: app.home, assets: app.assets, backends: app.backends })
    : { errors: [], warnings: [unmade(app.home.root)] };
  return ok({
    schema: "team-validate",
    data: check,
    text: (look) => [
      ...check.errors.flatMap((issue) => issueLines(issue, look.glyphs.no, look)),
      ...check.warnings.flatMap((issue) => issueLines(issue, look.glyphs.warn, look)),
      ...(check.errors.length + check.warnings.length === 0 ? doneLines("the team is complete", look) : []),
    ],
    warnings: loaded.warnings,
    exit: check.errors.length > 0 ? "failed" : "ok",
  });
};

const unmade = (root: string): TeamIssue => ({
  agent: "all",
  message: `nothing is made at ${root} yet: the bundled personas will be copied there`,
  hint: "moot init",
});

const issueLines = ({ message, hint }: TeamIssue, mark: string, look: Look): readonly string[] => [
  ...wrap([{ text: safe(message) }], look.width, { first: `${mark} `, rest: "  " }),
  ...wrap([{ text: safe(typed(hint, look)) }], look.width, { first: look.paint.dim("  fix: "), rest: "       " }),
];
