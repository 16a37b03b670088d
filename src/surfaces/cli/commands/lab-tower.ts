import { writeOneFile } from "../../../compose/write-files.ts";
import { general } from "../../../core/kernel/python-number.ts";
import { fail, ok } from "../../../core/kernel/result.ts";
import { lessonRow } from "../../../core/lab/lesson-row.ts";
import { MACHINES } from "../../../core/lab/machines.ts";
import { towerGcode } from "../../../core/lab/towers/gcode.ts";
import { planTower, type Tower, type TowerKind } from "../../../core/lab/towers/plan.ts";
import { findMachine } from "../../../usecases/lab/crew.ts";
import { keepIntake } from "../../../usecases/lab/intake/keep.ts";
import { judgeTower, keptTower, readDefects } from "../../../usecases/lab/intake/tower.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { wrapText } from "../render/wrap.ts";
import { openHome } from "./open-home.ts";
import { openRun } from "./open-run.ts";

type Flags = {
  readonly material?: string;
  readonly machine?: string;
  readonly from?: number;
  readonly to?: number;
  readonly steps?: number;
  readonly out?: string;
};

/** `moot lab tower temperature|retraction|flow`: writes the tower and keeps what its steps are. */
export const runLabTower =
  (kind: TowerKind): Run =>
  async (context, { options }) => {
    const { material, machine = MACHINES[0].id, out = `moot-${kind}.gcode`, from, to, steps } = options as Flags;
    if (material === undefined) return fail(usageFault("--material is missing", `moot lab tower ${kind} --material PLA`));
    const found = findMachine(machine);
    if (!found.ok) return found;
    const range = {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(steps === undefined ? {} : { steps }),
    };
    const tower = planTower(kind, material, found.value, range);
    if (!tower.ok) return tower;
    const { text, filamentMm } = towerGcode(tower.value);
    const opened = await openHome(context, {}, { makes: true });
    if (!opened.ok) return opened;
    const { app } = opened.value;
    const written = await writeOneFile(out, text);
    if (!written.ok) return written;
    const kept = await keepIntake(
      { journal: app.journal, engine: await app.engine(), newId: app.newId },
      `${kind} tower, ${tower.value.material.id} on ${tower.value.machine.title}`,
      [{ kind: "tower-written", data: keptTower(tower.value, app.sha256(new TextEncoder().encode(text))) }],
    );
    if (!kept.ok) return kept;
    const lines = text.trimEnd().split("\n").length;
    return ok({
      schema: "lab.tower",
      data: {
        run: kept.value,
        kind,
        file: out,
        lines,
        filamentMm: Math.round(filamentMm),
        unit: tower.value.unit,
        steps: tower.value.steps,
      },
      text: (look) => [
        ...stepLines(tower.value, look),
        "",
        ...doneLines(safeLine(`${out}: ${lines} lines, ${(filamentMm / 1000).toFixed(1)} m of filament; every value was read again`), look),
      ],
      next: [`moot lab tower read ${kept.value} --best 3`],
    });
  };

/** `moot lab tower read <run>`: what a person saw on the printed tower becomes a lesson. */
export const runLabTowerRead: Run = async (context, { args, options }) => {
  const {
    best,
    defects = [],
    temp = 22,
    humidity = 45,
  } = options as { best?: number; defects?: readonly string[]; temp?: number; humidity?: number };
  if (best === undefined)
    return fail(
      usageFault("--best is missing: the step that came out best, counted from the plate", "moot lab tower read latest --best 3"),
    );
  const seen = readDefects(defects);
  if (!seen.ok) return seen;
  const opened = await openRun(context, args[0]);
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const judged = judgeTower(app.journal, row.run, { best, defects: seen.value }, { celsius: temp, humidityPercent: humidity });
  if (!judged.ok) return judged;
  const kept = await keepIntake({ journal: app.journal, engine: await app.engine(), newId: app.newId }, `reading of the tower ${row.run}`, [
    { kind: "tower-read", data: judged.value },
  ]);
  if (!kept.ok) return kept;
  return ok({
    schema: "lab.tower-read",
    data: { run: kept.value, ...judged.value, lesson: lessonRow(judged.value.lesson) },
    text: (look) => [
      ...wrapText(safeLine(judged.value.lesson.text), look.width),
      "",
      ...doneLines(`kept as an earned lesson: ${kept.value}`, look),
    ],
    next: ["moot lab lessons --source earned"],
  });
};

const stepLines = ({ steps, kind, unit }: Tower, look: Look): readonly string[] =>
  table(
    look,
    [{ title: "step", align: "end" }, { title: `${kind}, ${unit}`, align: "end" }, { title: "above the plate, mm" }],
    steps.map(({ number, value, fromMm, toMm }) => [String(number), general(value), `${fromMm} to ${toMm}`]),
  );
