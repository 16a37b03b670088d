import { ok } from "../../../core/kernel/result.ts";
import { INTAKE } from "../../../core/lab/intake/machine.ts";
import { summariseRun } from "../../../usecases/runs/list.ts";
import type { Ending } from "../ending.ts";
import { safeLine } from "../render/safe.ts";

/** An intake that was stored and not closed is closed: nothing else was left to do. */
export const entry: Ending = {
  kind: INTAKE,
  end: ({ app, row }) =>
    ok({ schema: "run", data: summariseRun(app.journal, row), text: () => [safeLine(`${row.run} is closed: ${row.title}`)] }),
};
