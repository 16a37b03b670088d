import { fail, ok } from "../../../core/kernel/result.ts";
import { forkRun } from "../../../usecases/runs/fork.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { openHome } from "./open-home.ts";
import { openRun } from "./open-run.ts";

type Flags = {
  readonly replace?: readonly string[];
  readonly without?: readonly string[];
  readonly fresh?: boolean;
  readonly allowUnknownPrice?: boolean;
};

/** `moot fork <run> --at <seq>`: a copy up to a step boundary, with other seats if asked, with a ledger book of its own. */
export const runFork: Run = async (context, { args, options }) => {
  const at = options.at as number | undefined;
  if (at === undefined) return fail(usageFault("--at is missing: the event after which to fork", `moot show ${args[0]} --raw`));
  const opened = await openRun(context, args[0]);
  if (!opened.ok) return opened;
  const { replace = [], without = [], fresh = false, allowUnknownPrice = false } = options as Flags;
  const home = await openHome(context, allowUnknownPrice ? { "llm.allowUnknownPrice": "true" } : {});
  if (!home.ok) return home;
  const { app, row } = opened.value;
  const { config } = home.value.loaded;
  const externalTimeoutMs = config.roundtable.externalTimeoutSeconds * 1000;
  const forked = forkRun(app, row, { at, replace, without, fresh, externalTimeoutMs, config });
  if (!forked.ok) return fail({ ...forked.fault, at: `run ${row.run}` });
  const { notes, ...data } = forked.value;
  const where = at > row.head ? `${row.run} has ${row.head} events, not ${at}` : `event ${at} is inside a step`;
  const rounded = data.at === at ? [] : [`${where}: forked after event ${data.at}`];
  const changes = [...data.without.map((name) => `without ${name}`), ...data.replaced.map((name) => `with another ${name}`)];
  const how = changes.length === 0 ? "" : `, ${changes.join(", ")}`;
  return ok({
    schema: "fork",
    data,
    text: (look) => doneLines(`${data.run} is ${row.run} up to event ${data.at}${how}, with a ledger of its own`, look),
    warnings: [...rounded, ...notes],
    next: [`moot resume ${data.run}`, `moot compare ${row.run} ${data.run}`],
  });
};
