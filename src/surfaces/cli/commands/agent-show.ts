import { AXES } from "../../../core/judging/axes.ts";
import type { Scorecard } from "../../../core/judging/scorecard.ts";
import { fail, ok } from "../../../core/kernel/result.ts";
import type { Standing } from "../../../core/team/standings.ts";
import { unknownName } from "../../../usecases/team/fault.ts";
import { leaderboard, scoredFacts } from "../../../usecases/team/leaderboard.ts";
import { listTeam, type TeamRow } from "../../../usecases/team/roster.ts";
import { namesBelow } from "../../../usecases/team/templates.ts";
import type { Run } from "../answer.ts";
import type { Look } from "../render/look.ts";
import { markdown } from "../render/markdown.ts";
import { section } from "../render/record.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { teamLines } from "../render/team.ts";
import { counted } from "../render/time.ts";
import { wrapText } from "../render/wrap.ts";
import { openHome } from "./open-home.ts";

/** Scores that are shown. */
const LATEST = 10;

type AgentView = {
  readonly name: string;
  readonly seat: TeamRow | null;
  readonly identity: string | null;
  readonly standing: Standing | null;
  readonly scores: readonly (Pick<Scorecard, (typeof AXES)[number] | "total"> & { readonly run: string })[];
};

/** `moot agent show <name>`: a worker or another persona of the home. */
export const runAgentShow: Run = async (context, { args }) => {
  const opened = await openHome(context);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const name = (args[0] as string).toLowerCase();
  const team = listTeam(loaded.config, app.home, app.assets);
  const known = [...new Set([...team.map((row) => row.name), ...namesBelow(app.home, "agents"), ...namesBelow(app.assets, "personas")])];
  if (!known.includes(name)) return fail({ ...unknownName("UNKNOWN_AGENT", "agent", name, known, "moot team list"), at: `agent ${name}` });
  const view: AgentView = {
    name,
    seat: team.find((row) => row.name === name) ?? null,
    identity: app.home.read(`agents/${name}/IDENTITY.md`) ?? app.assets.read(`personas/${name}/IDENTITY.md`) ?? null,
    standing: leaderboard(app.journal, [], app.clock.now()).find(({ agent }) => agent === name) ?? null,
    scores: scoredFacts(app.journal)
      .map(({ run, data }) => ({ run, card: data as unknown as Scorecard }))
      .filter(({ card }) => card.seat === name)
      .slice(0, LATEST)
      .map(({ run, card: { novelty, accuracy, impact, challenge, total } }) => ({ run, novelty, accuracy, impact, challenge, total })),
  };
  return ok({
    schema: "agent-show",
    data: view,
    text: (look) => agentLines(view, look),
    next: [`moot sparks ledger ${name}`].slice(0, view.standing === null ? 0 : 1),
  });
};

const agentLines = ({ name, seat, identity, standing, scores }: AgentView, look: Look): readonly string[] => [
  ...(identity === null ? [look.paint.bold(safeLine(name))] : markdown(identity, look)),
  ...section(look, "Seat", seat === null ? ["takes no worker's seat"] : teamLines([seat], look)),
  ...section(
    look,
    "Standing",
    standing === null
      ? ["was never scored"]
      : wrapText(
          `rank ${standing.rank}, mean ${standing.avgScore.toFixed(2)} over ${counted(standing.roundtables, "roundtable")}, ${counted(standing.sparks, "spark")}`,
          look.width,
        ),
  ),
  ...section(
    look,
    `Latest scores`,
    scores.length === 0
      ? []
      : table(
          look,
          [{ title: "run" }, ...AXES.map((title) => ({ title, align: "end" as const })), { title: "total", align: "end" }],
          scores.map((row) => [row.run, ...AXES.map((axis) => String(row[axis])), String(row.total)]),
        ),
  ),
];
