import { ok } from "../../../core/kernel/result.ts";
import { MACHINES } from "../../../core/lab/machines.ts";
import { MATERIALS, type Range } from "../../../core/lab/materials.ts";
import type { Run } from "../answer.ts";
import type { Look } from "../render/look.ts";
import { type Cell, type Column, table } from "../render/table.ts";
import { wrapText } from "../render/wrap.ts";

/** `moot lab materials`: hard limits, what is usual, and where both come from. */
export const runLabMaterials: Run = async () =>
  ok({
    schema: "lab.materials",
    data: MATERIALS,
    text: (look) =>
      withSources(
        look,
        [{ title: "material" }, { title: "nozzle °C" }, { title: "usual" }, { title: "bed °C" }, { title: "usual" }],
        MATERIALS.map(({ id, nozzle, bed, source }) => ({
          source,
          cells: [{ text: id, paint: look.paint.bold }, range(nozzle.hard), range(nozzle.usual), range(bed.hard), range(bed.usual)],
        })),
      ),
    next: ["moot lab machines"],
  });

/** `moot lab machines`: what each printer allows, and where that was read. */
export const runLabMachines: Run = async () =>
  ok({
    schema: "lab.machines",
    data: MACHINES,
    text: (look) =>
      withSources(
        look,
        [{ title: "machine" }, { title: "nozzle °C" }, { title: "bed °C" }, { title: "build mm" }, { title: "drive" }],
        MACHINES.map(({ id, nozzleMaxCelsius, linerMaxCelsius, bedMaxCelsius, buildMm, drive, isEnclosed, source }) => ({
          source,
          cells: [
            { text: id, paint: look.paint.bold },
            linerMaxCelsius === undefined ? String(nozzleMaxCelsius) : `${nozzleMaxCelsius}, liner ${linerMaxCelsius}`,
            String(bedMaxCelsius),
            buildMm.join("×"),
            isEnclosed ? `${drive}, closed` : drive,
          ],
        })),
      ),
    next: ["moot lab materials"],
  });

const range = ([low, high]: Range): string => `${low}-${high}`;

/** A table whose last column numbers the sources, which are listed below it once each. */
const withSources = (
  look: Look,
  columns: readonly Column[],
  rows: readonly { readonly source: string; readonly cells: readonly Cell[] }[],
): readonly string[] => {
  const sources = [...new Set(rows.map(({ source }) => source))];
  return [
    ...table(
      look,
      [...columns, { title: "source" }],
      rows.map(({ source, cells }) => [...cells, `[${sources.indexOf(source) + 1}]`]),
    ),
    "",
    ...sources.flatMap((source, index) => wrapText(`[${index + 1}] ${source}`, look.width)),
  ];
};
