import { readPartFile } from "../../../compose/read-file.ts";
import { fail, ok } from "../../../core/kernel/result.ts";
import { findMachine } from "../../../usecases/lab/crew.ts";
import { type MeasuredPart, measurePart } from "../../../usecases/lab/measure-part.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { type Cell, table } from "../render/table.ts";
import { wrapText } from "../render/wrap.ts";

/** `moot lab measure`: a part as it stands, what it is prone to, and whether it fits the bed. */
export const runLabMeasure: Run = async (_context, { args, options }) => {
  const [file] = args;
  if (file === undefined) return fail(usageFault("the file of the part is missing", "moot lab measure part.stl"));
  const machine = findMachine(options.machine as string | undefined);
  if (!machine.ok) return machine;
  const mesh = await readPartFile(file);
  if (!mesh.ok) return mesh;
  const { part, warnings } = measurePart(mesh.value, machine.value);
  return ok({
    schema: "lab.measure",
    data: part,
    text: (look) => [
      ...measureLines(part, look),
      "",
      ...wrapText(safeLine(`${part.geometry_type}: ${part.reason}.`), look.width),
      ...wrapText(
        part.bed.fits ? `It fits the bed of ${part.bed.machine}.` : `It does not fit ${part.bed.machine}: ${part.bed.over.join(", ")}.`,
        look.width,
      ),
    ],
    warnings,
  });
};

/** The measures of a part, one a line. */
export const measureLines = (part: MeasuredPart, look: Look): readonly string[] => {
  const row = (name: string, value: string): readonly Cell[] => [{ text: name, paint: look.paint.bold }, value];
  const bridges = part.span_mm === 0 ? 0 : part.bridges.filter(({ area_mm2 }) => area_mm2 > 0).length;
  return table(
    look,
    [{ title: "measure" }, { title: "value", grows: "wraps" }],
    [
      row("size", `${part.size_mm.join(" × ")} mm`),
      row("triangles", String(part.triangles)),
      row("footprint", `${part.footprint_mm2} mm², longest side ${part.length_mm} mm`),
      row("volume", `${part.volume_mm3} mm³, ${(part.solid_share * 100).toFixed(0)} % of its room`),
      row("first layer", `${part.contact_mm2} mm² on the bed`),
      row("overhang", part.overhang_deg > 0 ? `${part.overhang_deg}° from the vertical; ${part.overhang_mm2} mm² at 45° or more` : "none"),
      row("bridges", bridges > 0 ? `${bridges}, the longest ${part.span_mm} mm` : "none"),
    ],
  );
};
