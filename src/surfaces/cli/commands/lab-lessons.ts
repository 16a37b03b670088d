import { fail, ok } from "../../../core/kernel/result.ts";
import { GEOMETRIES } from "../../../core/lab/job.ts";
import { lessonRow } from "../../../core/lab/lesson-row.ts";
import { countBySource, type LessonSource } from "../../../core/lab/lessons.ts";
import { materialOf } from "../../../core/lab/materials.ts";
import { type KeptLesson, keptLessons } from "../../../usecases/lab/ledger.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { wrapText } from "../render/wrap.ts";

const SOURCES: readonly LessonSource[] = ["seed", "ingested", "earned", "sim"];
const DEFAULT_LIMIT = 20;

type Flags = { readonly material?: string; readonly geometry?: string; readonly source?: string; readonly limit?: number };

/** `moot lab lessons`: what the home knows of prints, newest first. Simulated ones say so. */
export const runLabLessons: Run = async (context, { options }) => {
  const { material, geometry, source, limit = DEFAULT_LIMIT } = options as Flags;
  if (source !== undefined && !SOURCES.some((known) => known === source))
    return fail(usageFault(`--source must be one of ${SOURCES.join(", ")} but is ${source}`, "moot lab lessons --source earned"));
  if (geometry !== undefined && !GEOMETRIES.some((known) => known === geometry))
    return fail(usageFault(`--geometry must be one of ${GEOMETRIES.join(", ")} but is ${geometry}`, "moot lab lessons --geometry bridge"));
  const app = await context.open();
  if (!app.ok) return app;
  const all = keptLessons(app.value.journal);
  const wanted = material === undefined ? undefined : (materialOf(material)?.id ?? material.toUpperCase());
  const found = all
    .filter(({ lesson }) => wanted === undefined || lesson.material === wanted)
    .filter(({ lesson }) => geometry === undefined || lesson.geometry === geometry)
    .filter(({ lesson }) => source === undefined || lesson.source === source)
    .reverse();
  const shown = found.slice(0, limit);
  const counts = countBySource(all.map(({ lesson }) => lesson));
  return ok({
    schema: "lab.lessons",
    data: { counts, found: found.length, lessons: shown.map(lessonView) },
    text: (look) => [
      ...(shown.length === 0 ? ["No lesson fits."] : lessonLines(shown, look)),
      "",
      ...wrapText(
        `${SOURCES.map((each) => `${counts[each]} ${each}`).join(", ")}; ${shown.length} of ${found.length} shown. Those of sim are simulated and unvalidated.`,
        look.width,
      ),
    ],
    next: ["moot lab log --help"],
  });
};

const lessonView = ({ lesson, run, seq }: KeptLesson): unknown => ({
  ...lessonRow(lesson),
  validation: lesson.source === "sim" ? { state: "unvalidated" } : null,
  run,
  seq,
});

const INDENT = "  ";

/** Two lines or more a lesson: what it is of, and below it what it taught, for a column beside four others would be too narrow to read. */
const lessonLines = (lessons: readonly KeptLesson[], look: Look): readonly string[] =>
  lessons.flatMap(({ lesson }) => {
    const { dot } = look.glyphs;
    const of = `${lesson.material} ${lesson.geometry} ${dot} ${lesson.celsius} °C ${lesson.humidityPercent} % ${dot} ${lesson.outcome}`;
    return [
      ...wrapText(`${look.paint.bold(safeLine(lesson.id))} ${dot} ${safeLine(of)}`, look.width),
      ...wrapText(safeLine(lesson.text), look.width - INDENT.length).map((line) => `${INDENT}${line}`),
    ];
  });
