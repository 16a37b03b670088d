import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { BED_POSITIONS, GEOMETRIES } from "../../../core/lab/job.ts";
import { MACHINES } from "../../../core/lab/machines.ts";
import { MATERIALS } from "../../../core/lab/materials.ts";
import { DETAILS } from "../../../core/lab/print-details.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { labRecord } from "../../../usecases/lab/record.ts";
import type { SlicedPart } from "../../../usecases/lab/slice-part.ts";
import type { Answer, Context, Run } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";
import { rule } from "../render/rule.ts";
import { safeLine } from "../render/safe.ts";
import { runLabLog } from "./lab-log.ts";
import { planAndPrint, runLabPrint } from "./lab-print.ts";
import { runLabSlice } from "./lab-slice.ts";
import type { LabWishFlags } from "./lab-wish.ts";

/** Answers of a person that are read in one session, so that a stream of lines cannot keep it going for ever. */
const MOST_ANSWERS = 200;

/** Asks a person a line at the terminal; undefined when there is nobody any more. */
type Ask = (question: string, usual: string) => Promise<string | undefined>;

/** `moot lab session`: LOAD, SLICE, PRINT and REVIEW with a person at the terminal. Each step is a command of its own, and is named. */
export const runLabSession: Run = async (context, { options }) => {
  const { ask: asks } = context;
  if (context.isJson || asks === undefined)
    return fail(
      usageFault(
        "moot lab session talks with a person at a terminal",
        "moot lab plan --material PETG --geometry bridge, then moot lab print RUN",
      ),
    );
  let left = MOST_ANSWERS;
  const ask: Ask = async (question, usual) => {
    if (left-- <= 0) return undefined;
    const answer = await asks(`${question}${usual === "" ? "" : ` [${usual}]`}: `);
    return answer === undefined ? undefined : answer.trim() || usual;
  };
  return walk(context, options as LabWishFlags, ask);
};

const walk = async (context: Context, flags: LabWishFlags, ask: Ask): Promise<Result<Answer, Fault>> => {
  step(context, "LOAD", "the part, the material, the room");
  const wish = await load(flags, ask);
  if (wish === undefined) return left();
  step(context, "SLICE", wish.part === undefined ? "the plan: moot lab plan" : `moot lab slice ${safeLine(wish.part)}, moot lab plan`);
  const details = wish.part === undefined ? [] : await slicedDetails(context, wish.part, wish);
  const planned = await planAndPrint(context, { ...wish, detail: [...details, ...(wish.detail ?? [])], quiet: true }, "plan", {});
  if (!planned.ok) return planned;
  show(context, planned.value);
  const { run } = planned.value.data as { readonly run: string };
  step(context, "PRINT", `moot lab print ${run}`);
  const printed = await printIt(context, run, ask);
  if (printed === undefined) return left(run);
  if (!printed.ok) return printed;
  step(context, "REVIEW", `moot show ${run}, moot lab log --run ${run}`);
  return review(context, { run, part: wish.part }, printed.value, ask);
};

const left = (run?: string): Result<Answer, Fault> =>
  fail({
    code: "CANCELLED",
    message: "the session was left",
    hint: run === undefined ? "moot lab session" : `moot lab print ${run}`,
    calm: true,
  });

const step = (context: Context, name: string, command: string): void => {
  context.talk("");
  context.talk(rule(context.err, `${name}: ${command}`));
};

const show = (context: Context, answer: Answer): void => answer.text(context.err).forEach(context.talk);

/** What the flags do not say, asked with the known words. */
const load = async (flags: LabWishFlags, ask: Ask): Promise<LabWishFlags | undefined> => {
  const asked: Record<string, string> = {};
  const questions: readonly (readonly [
    name: "material" | "part" | "geometry" | "position" | "temp" | "humidity" | "machine",
    question: string,
    usual: string,
  ])[] = [
    ["material", `material (${MATERIALS.map(({ id }) => id).join(", ")})`, "PLA"],
    ["part", "file of the part (.stl, .obj, .3mf; empty: a class of part)", ""],
    ["geometry", `class of part (${GEOMETRIES.join(", ")})`, "overhang"],
    ["position", `place on the bed (${BED_POSITIONS.join(", ")})`, "center"],
    ["temp", "room, °C", "22"],
    ["humidity", "room, % humidity", "45"],
    ["machine", "printer (moot lab machines)", MACHINES[0].id],
  ];
  for (const [name, question, usual] of questions) {
    // A part that is there is measured; what class it is of is then no question.
    if (flags[name] !== undefined || (name === "geometry" && (flags.part ?? asked.part) !== undefined)) continue;
    const answer = await ask(question, usual);
    if (answer === undefined) return undefined;
    if (answer !== "") asked[name] = answer;
  }
  return { ...flags, ...asked };
};

/** Orders the print; a hold asks for the reason, and without one nothing is printed. */
const printIt = async (context: Context, run: string, ask: Ask): Promise<Result<Answer, Fault> | undefined> => {
  if ((await ask("print it (yes, no)", "yes"))?.toLowerCase().startsWith("y") !== true) return undefined;
  const first = await runLabPrint(context, { args: [run], options: {} });
  if (!first.ok || first.value.exit !== "partial") return first;
  show(context, first.value);
  const reason = await ask("the print is held; why may it print all the same (empty: it does not)", "");
  if (reason === undefined || reason === "") return undefined;
  return runLabPrint(context, { args: [run], options: { acknowledge: reason } });
};

/** What the G-code of the part says that its measures do not: times of layers, travels, speeds. Nothing where it cannot be sliced. */
const slicedDetails = async (
  context: Context,
  part: string,
  { material, machine, temp, humidity }: LabWishFlags,
): Promise<readonly string[]> => {
  const sliced = await runLabSlice(context, { args: [part], options: { material, machine, env: `${temp},${humidity}` } });
  if (!sliced.ok) {
    context.talk(safeLine(`${sliced.fault.message}; the plan goes by the measures of the part`));
    return [];
  }
  show(context, sliced.value);
  const { row } = sliced.value.data as SlicedPart;
  const known = Object.values(DETAILS).map(([name]) => name);
  return known.flatMap((name) => (typeof row[name] === "number" ? [`${name}=${row[name]}`] : []));
};

/** G-code by the settings of the best print, where the person names a file for it. */
const writeGcode = async (context: Context, run: string, part: string, ask: Ask): Promise<void> => {
  const out = await ask("write its G-code to (a file; empty: no)", "");
  if (out === undefined || out === "") return;
  const written = await runLabSlice(context, { args: [part], options: { run, out } });
  if (written.ok) show(context, written.value);
  else context.talk(safeLine(`${written.fault.message}; ${written.fault.hint ?? ""}`));
};

/** The record, G-code of the part, and how the real print came out, when there was one. */
const review = async (
  context: Context,
  { run, part }: { readonly run: string; readonly part: string | undefined },
  printed: Answer,
  ask: Ask,
): Promise<Result<Answer, Fault>> => {
  const app = await context.open();
  if (!app.ok) return app;
  const record = labRecord(app.value.journal, app.value.journal.run(run) as RunRow);
  show(context, printed);
  if (part !== undefined) await writeGcode(context, run, part, ask);
  const outcome = await ask(
    "did you print it for real? (clean, sag, stringing, adhesion, warp, under_extrusion, delamination; empty: no)",
    "",
  );
  if (outcome === undefined || outcome === "") return ok({ ...printed, text: () => [safeLine(`${run}: ${record?.outcome ?? "open"}`)] });
  const note = await ask("a note", "");
  return runLabLog(context, { args: [], options: { run, outcome, ...(note === undefined || note === "" ? {} : { note }) } });
};
