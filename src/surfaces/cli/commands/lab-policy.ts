import { ok } from "../../../core/kernel/result.ts";
import { type CellState, type CellView, policyCells } from "../../../usecases/lab/policy-view.ts";
import type { Run } from "../answer.ts";
import { bar } from "../render/chart.ts";
import type { Look } from "../render/look.ts";
import { isListed, table } from "../render/table.ts";
import { wrapText } from "../render/wrap.ts";

/** Columns of a bar of a success rate. */
const BAR = 10;

/** `moot lab policy`: the cells of simulated prints, before and after the last run in each. */
export const runLabPolicy: Run = async (context) => {
  const app = await context.open();
  if (!app.ok) return app;
  const cells = policyCells(app.value.journal);
  return ok({
    schema: "lab.policy",
    data: cells,
    text: (look) =>
      cells.length === 0
        ? ["Nothing was printed yet."]
        : [
            ...cellLines(cells, look),
            "",
            ...wrapText(
              "Offsets are the mean of a cell's clean prints less what vendors ship. All of it is SIMULATED and unvalidated.",
              look.width,
            ),
          ],
    next: cells.length === 0 ? ["moot lab print"] : [],
  });
};

const cellLines = (cells: readonly CellView[], look: Look): readonly string[] =>
  table(
    look,
    [
      { title: "cell", grows: "cuts" },
      { title: "world" },
      ...(isListed(look) ? [] : [{ title: "clean" }]),
      { title: "before" },
      { title: "after" },
      { title: "offsets", grows: "wraps" },
    ],
    cells.map(({ key, world, before, after }) => [
      key,
      world,
      ...(isListed(look) ? [] : [bar(look, after.success_rate ?? 0, BAR)]),
      rateText(before),
      rateText(after),
      Object.entries(after.offsets)
        .map(([name, by]) => `${name} ${by > 0 ? "+" : ""}${by}`)
        .join(", ") || (after.successes === 0 ? "none was clean" : "none"),
    ]),
  );

const rateText = ({ trials, successes }: CellState): string => `${successes} of ${trials}`;
