import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { BED_POSITIONS, GEOMETRIES } from "../../../core/lab/job.ts";
import { MACHINES } from "../../../core/lab/machines.ts";
import { MATERIALS } from "../../../core/lab/materials.ts";
import { DETAILS } from "../../../core/lab/print-details.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { readSeen } from "../../../usecases/lab/log.ts";
import { labRecord } from "../../../usecases/lab/record.ts";
import type { SlicedPart } from "../../../usecases/lab/slice-part.ts";
import { readJobWish } from "../../../usecases/lab/wish.ts";
import type { Answer, Context, Run } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";
import { rule } from "../render/rule.ts";
import { safeLine } from "../render/safe.ts";
import { typed } from "../render/typed.ts";
import { wrapText } from "../render/wrap.ts";
import { runLabLog } from "./lab-log.ts";
import { planAndPrint, runLabPrint } from "./lab-print.ts";
import { runLabSlice } from "./lab-slice.ts";
import { type LabWishFlags, wishOf } from "./lab-wish.ts";

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
  const loaded = await load(context, flags, ask);
  if (!loaded.ok) return loaded;
  const wish = loaded.value;
  if (wish === undefined) return left();
  const [plan, slice] = ["moot lab plan", "moot lab slice"].map((command) => typed(command, context.err));
  step(context, "SLICE", wish.part === undefined ? `the plan: ${plan}` : `${slice} ${safeLine(wish.part)}, ${plan}`);
  const details = wish.part === undefined ? [] : await slicedDetails(context, wish.part, wish);
  const planned = await planAndPrint(context, { ...wish, detail: [...details, ...(wish.detail ?? [])], quiet: true }, "plan", {});
  if (!planned.ok) return planned;
  show(context, planned.value);
  const { run } = planned.value.data as { readonly run: string };
  step(context, "PRINT", typed(`moot lab print ${run}`, context.err));
  const printed = await printIt(context, run, ask);
  if (printed === undefined) return left(run);
  if (!printed.ok) return printed;
  step(context, "REVIEW", typed(`moot show ${run}, moot lab log --run ${run}`, context.err));
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

/** One thing to ask: the flag that it stands for, the question with the known words, and the answer of who says nothing. */
type Question = {
  readonly name: "material" | "machine" | "part" | "geometry" | "position" | "temp" | "humidity";
  readonly question: string;
  readonly usual: string;
};

const QUESTIONS: readonly Question[] = [
  { name: "material", question: `material (${MATERIALS.map(({ id }) => id).join(", ")})`, usual: "PLA" },
  { name: "machine", question: "printer (moot lab machines)", usual: MACHINES[0].id },
  { name: "part", question: "file of the part (.stl, .obj, .3mf; empty: a class of part)", usual: "" },
  { name: "geometry", question: `class of part (${GEOMETRIES.join(", ")})`, usual: "overhang" },
  { name: "position", question: `place on the bed (${BED_POSITIONS.join(", ")})`, usual: "center" },
  { name: "temp", question: "room, °C", usual: "22" },
  { name: "humidity", question: "room, % humidity", usual: "45" },
];

/** What the flags do not say, asked one by one; an answer that cannot be is asked for again, with what is wrong with it. */
const load = async (context: Context, flags: LabWishFlags, ask: Ask): Promise<Result<LabWishFlags | undefined, Fault>> => {
  // What the flags say is not asked for, so that no answer could mend it. Whether a part fits hangs on the printer.
  const said = await checkJob(flags.machine === undefined ? { ...flags, part: undefined } : flags);
  if (!said.ok) return said;
  let known = flags;
  for (const { name, question, usual } of QUESTIONS) {
    // A part that is there is measured; what class it is of is then no question.
    if (known[name] !== undefined || (name === "geometry" && known.part !== undefined)) continue;
    const isOfPart = name === "part" || name === "machine";
    const answer = await askUntil(context, ask, { question, usual }, (given) =>
      checkJob({ ...known, ...(isOfPart ? {} : { part: undefined }), [name]: given }),
    );
    if (answer === undefined) return ok(undefined);
    if (answer !== "") known = { ...known, [name]: answer };
  }
  return ok(known);
};

/** Whether there is such a job; a profile waits until the material is known. */
const checkJob = async (flags: LabWishFlags): Promise<Result<unknown, Fault>> => {
  const wish = await wishOf({ ...flags, profile: undefined });
  return wish.ok ? readJobWish(wish.value.wish) : wish;
};

/** Asks until the answer passes; an empty one always does. Undefined when there is nobody any more. */
const askUntil = async (
  context: Context,
  ask: Ask,
  { question, usual }: Pick<Question, "question" | "usual">,
  check: (answer: string) => Promise<Result<unknown, Fault>> | Result<unknown, Fault>,
): Promise<string | undefined> => {
  for (;;) {
    const answer = await ask(typed(question, context.err), usual);
    if (answer === undefined || answer === "") return answer;
    const checked = await check(answer);
    if (checked.ok) return answer;
    for (const line of wrapText(safeLine(checked.fault.message), context.err.width)) context.talk(line);
  }
};

/** Orders the print; a hold asks for the reason, and without one nothing is printed. */
const printIt = async (context: Context, run: string, ask: Ask): Promise<Result<Answer, Fault> | undefined> => {
  const order = await askUntil(context, ask, { question: "print it (yes, no)", usual: "yes" }, (given) =>
    /^(?:y|yes|n|no)$/iu.test(given) ? ok(given) : fail(usageFault("yes or no", "yes")),
  );
  if (order?.toLowerCase().startsWith("y") !== true) return undefined;
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
  const outcome = await askUntil(
    context,
    ask,
    { question: "did you print it for real? (clean, sag, stringing, adhesion, warp, under_extrusion, delamination; empty: no)", usual: "" },
    (given) => readSeen({ outcome: given }),
  );
  if (outcome === undefined || outcome === "") return ok({ ...printed, text: () => [safeLine(`${run}: ${record?.outcome ?? "open"}`)] });
  const note = await ask("a note", "");
  return runLabLog(context, { args: [], options: { run, outcome, ...(note === undefined || note === "" ? {} : { note }) } });
};
