import { escapeMarkdown } from "../../core/voices/frames/cite.ts";
import type { HomeFolder } from "../../ports/home.ts";
import type { Journal, RunRow } from "../../ports/journal.ts";
import { type Receipt, receiptOf } from "../money/receipt.ts";
import { type ChangeView, type LabRecord, labRecord, type PrintView } from "./record.ts";

/** Where the documents of a run of the lab were written, absolute. */
export type LabDocumentPaths = { readonly record: string; readonly json: string; readonly receipt: string };

/**
 * Writes the documents of a run of the lab into the home: `runs/<id>/{record.md,record.json,receipt.json}`. Views of the journal: they
 * can be written again at any time. Undefined for any other run.
 */
export const writeLabDocuments = (journal: Journal, home: HomeFolder, row: RunRow): LabDocumentPaths | undefined => {
  const record = labRecord(journal, row);
  if (record === undefined) return undefined;
  const at = (file: string): string => `runs/${row.run}/${file}`;
  const receipt = receiptOf(journal, row.run);
  const files = { record: at("record.md"), json: at("record.json"), receipt: at("receipt.json") };
  home.write(files.record, labText(record, receipt));
  home.write(files.json, `${JSON.stringify(record, null, 2)}\n`);
  home.write(files.receipt, `${JSON.stringify(receipt, null, 2)}\n`);
  return { record: `${home.root}/${files.record}`, json: `${home.root}/${files.json}`, receipt: `${home.root}/${files.receipt}` };
};

/**
 * The record of a run of the lab as Markdown: what came of it, the plan with the cause of every shift, what the Spine moved, who
 * doubted and who answered for it, every print with its grade, the verdict, and how far its world can be believed. Text that
 * models and people wrote is escaped.
 */
export const labText = (record: LabRecord, receipt: Pick<Receipt, "settledMicroUsd">): string => {
  const { job, run, policy, iterations, approval } = record;
  const parts = [
    `# ${text(`${job.material} ${job.geometry_type}, ${job.bed_position}, on ${job.machine}`)}`,
    `**${headOf(record)}**`,
    standingOf(record),
    [
      `- Run ${run}: ${record.state}${record.reason === "" ? "" : `, ${text(record.reason)}`}`,
      `- Room: ${job.env_temp} °C, ${job.env_humidity} % humidity`,
      `- Policy ${text(policy)}, at most ${iterations} prints; spent $${(receipt.settledMicroUsd / 1e6).toFixed(4)}`,
      ...(approval === null ? [] : [`- The material is in no table: narrowest envelope, approved because ${text(approval)}`]),
    ].join("\n"),
    ...section("Plan", planOf(record)),
    ...section("The Spine", spineOf(record)),
    ...section("Second opinion", opinionOf(record)),
    ...section("Operator", operatorOf(record)),
    ...section("Prints", printsOf(record)),
    ...section("Verdict", record.review === null ? [] : [verdictOf("La Forge", record.review)]),
    ...section("Precedents", precedentsOf(record)),
  ];
  return `${parts.join("\n\n")}\n`;
};

const headOf = ({ prints, best, state }: LabRecord): string => {
  const print = prints.find((one) => one.print === best) ?? prints.at(-1);
  if (print === undefined) return state === "refused" ? "Nothing was printed: it was refused." : "Nothing was printed yet.";
  const how = print.failure_mode === "none" ? "clean" : print.failure_mode;
  const which = prints.length === 1 ? "The one print" : `Print ${print.print} of ${prints.length} is the best so far; it`;
  return `${which} came out ${how}, quality ${print.quality.toFixed(2)}, simulated.`;
};

/** The word that no simulated outcome leaves out. */
const standingOf = ({ world, standing, validation, agreement }: LabRecord): string => {
  const real =
    agreement.count === 0
      ? "no real print of this home was held against it"
      : `it had said ${agreement.right} of ${agreement.count} real prints of this home`;
  return `Every outcome here is simulated in the ${text(world)} world, *${validation.state}*: ${text(standing)}; ${real}.`;
};

const planOf = ({ plan, faults }: LabRecord): readonly string[] => [
  ...faults.map(({ voice, message }) => `${text(voice)} gave nothing usable (${text(message)}): the rule stands in.`),
  ...(plan === null
    ? []
    : [
        `O'Brien (${whoOf(plan)}): ${text(plan.reasoning)}`,
        plan.changes.length === 0
          ? "Nothing moved it from the usual settings."
          : table(
              ["setting", "by", "cause", "of", "why"],
              plan.changes.map(({ setting, by, cause, of, why }) => [setting, signed(by), cause, of, why]),
            ),
        ...(plan.risks.length === 0
          ? []
          : [plan.risks.map(({ risk, location, why }) => `- Risk of ${risk}, ${text(location)}: ${text(why)}`).join("\n")]),
      ]),
];

/** What was asked beside what was let through: the Spine's diff. */
const spineOf = ({ plan, envelope }: LabRecord): readonly string[] => {
  if (plan === null) return [];
  const rows = envelope.map(({ setting, low, high }) => {
    const knob = setting as keyof typeof plan.asked;
    const allowed = plan.allowed?.[knob];
    return [
      setting,
      short(low),
      short(high),
      short(plan.baseline[knob]),
      short(plan.asked[knob]),
      allowed === undefined ? "refused" : short(allowed),
    ];
  });
  const moved = [...plan.moves.map(({ why }) => `- Clamped: ${text(why)}`), ...plan.notes.map((note) => `- ${text(note)}`)];
  return [
    table(["setting", "low", "high", "usual", "asked", "allowed"], rows),
    moved.length === 0 ? "Nothing was moved." : moved.join("\n"),
  ];
};

const opinionOf = ({ opinion }: LabRecord): readonly string[] =>
  opinion === null ? [] : [verdictOf(`La Forge (${whoOf(opinion)})`, opinion)];

const operatorOf = ({ held, acknowledged, overrides }: LabRecord): readonly string[] => {
  const lines = [
    ...overrides.map(({ reason }) => `- Own values: ${text(reason)}`),
    ...held.map(({ kind, why }) => `- The print is held, ${kind}: ${text(why)}`),
    ...acknowledged.map(({ reason }) => `- Acknowledged: ${text(reason)}`),
  ];
  return lines.length === 0 ? [] : [lines.join("\n")];
};

const printsOf = ({ prints, envelope }: LabRecord): readonly string[] => {
  if (prints.length === 0) return [];
  const knobs = envelope.map(({ setting }) => setting as keyof PrintView["settings"]);
  const graded = prints.filter(({ grade }) => grade !== null);
  return [
    table(
      ["print", "quality", "defect", "cost", "chance to fail", "grade", "differs by"],
      prints.map((print) => [
        String(print.print),
        print.quality.toFixed(3),
        print.failure_mode,
        Object.entries(print.penalties)
          .map(([defect, cost]) => `${defect} ${cost.toFixed(2)}`)
          .join(", "),
        print.failure_chance === null ? "" : print.failure_chance.toFixed(2),
        print.grade?.stance ?? "",
        differenceOf(print),
      ]),
    ),
    table(
      ["print", ...knobs],
      prints.map(({ print, settings }) => [String(print), ...knobs.map((knob) => short(settings[knob]))]),
    ),
    graded.map(({ print, grade }) => (grade === null ? "" : `- Print ${print}, ${verdictOf("La Forge", grade)}`)).join("\n"),
  ];
};

const differenceOf = ({ print, changes, clamped }: PrintView): string => {
  const moved = changes.map(({ setting, by }: ChangeView) => `${setting} ${signed(by)}`).join(", ");
  return `${moved === "" ? (print === 1 ? "the plan itself" : "nothing") : moved}${clamped ? " (clamped)" : ""}`;
};

const precedentsOf = ({ precedents }: LabRecord): readonly string[] => [
  precedents.length === 0
    ? "No close precedent."
    : table(
        ["lesson", "source", "distance", "outcome", "what it taught"],
        precedents.map(({ id, source, distance, outcome, text: said }) => [id, source, distance.toFixed(2), outcome, said]),
      ),
];

const verdictOf = (
  who: string,
  { stance, headline, detail }: { readonly stance: string; readonly headline: string; readonly detail: string },
): string => `${who}: ${stance}: ${text(headline)}; ${text(detail)}`;

const whoOf = ({ by, backend, model }: { readonly by: string; readonly backend: string; readonly model: string }): string =>
  by === "model" ? text(`${model} on ${backend}`) : by === "offline" ? "by rule" : "by rule, standing in";

const section = (title: string, parts: readonly string[]): readonly string[] => (parts.length === 0 ? [] : [`## ${title}`, ...parts]);

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => text(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(titles), `|${titles.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
};

/** Text of others on one line, as Markdown data: brackets make no link and no image. */
const text = (said: string): string => escapeMarkdown(said.replace(/\s+/gu, " ").trim()).replace(/[[\]]/gu, "\\$&");

const short = (value: number): string => String(Math.round(value * 100) / 100);
const signed = (value: number): string => `${value > 0 ? "+" : ""}${short(value)}`;
