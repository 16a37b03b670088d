import type { LabRecord, PrintView } from "../../../usecases/lab/record.ts";
import { bar, type Mark, scale } from "./chart.ts";
import type { Look } from "./look.ts";
import { section } from "./record.ts";
import { safeLine } from "./safe.ts";
import { isListed, table } from "./table.ts";
import { counted } from "./time.ts";
import { wrapText } from "./wrap.ts";

/** Columns of a chart of one knob, at most; and those of a bar of quality. */
const MOST_SCALE = 40;
const MOST_BAR = 30;
/** The quality from which a print is clean in the classic world; drawn as a mark, decided nowhere here. */
const PASS = 0.7;

/** The whole record of a run of the lab: job, plan, limits, opinion, prints, verdict; parts that are not there yet are left out. */
export const labLines = (record: LabRecord, look: Look): readonly string[] => [
  ...jobLines(record, look),
  ...section(look, "Plan", planLines(record, look)),
  ...section(look, "Limits", envelopeLines(record, look)),
  ...section(look, "Second opinion", opinionLines(record, look)),
  ...section(look, "Operator", operatorLines(record, look)),
  ...section(look, "Prints", printLines(record, look)),
  ...section(look, "What they cost", penaltyLines(record, look)),
  ...section(look, "Verdict", verdictLines(record, look)),
  "",
  ...standingLines(record, look),
];

/** The word that no screen of a simulated outcome leaves out. */
export const standingLines = ({ world, standing, agreement }: LabRecord, look: Look): readonly string[] => {
  const real =
    agreement.count === 0
      ? "no real print of this home was held against it"
      : `it had said ${agreement.right} of ${agreement.count} real prints of this home`;
  return wrapText(`SIMULATED in the ${world} world; ${standing}; ${real}.`, look.width);
};

const jobLines = ({ run, state, job, policy, iterations, approval }: LabRecord, look: Look): readonly string[] => {
  const { dot } = look.glyphs;
  const room = `${job.env_temp} °C, ${job.env_humidity} % humidity`;
  return [
    look.paint.bold(safeLine(`${job.material} ${job.geometry_type}, ${job.bed_position}, on ${job.machine}, ${room}`)),
    look.paint.dim(`${run} ${dot} ${state} ${dot} policy ${policy}, at most ${counted(iterations, "print")}`),
    ...(approval === null
      ? []
      : wrapText(`${job.material} is in no table: narrowest envelope, approved because ${safeLine(approval)}`, look.width)),
  ];
};

const planLines = ({ plan, faults }: LabRecord, look: Look): readonly string[] => {
  const gone = faults.flatMap(({ voice, message }) =>
    item(look, look.glyphs.warn, `${voice} gave nothing usable (${message}): the rule stands in`),
  );
  if (plan === null) return gone;
  const voice = plan.by === "model" ? `${plan.model} on ${plan.backend}` : plan.by === "offline" ? "by rule" : "by rule, standing in";
  return [
    ...gone,
    ...wrapText(`O'Brien (${safeLine(voice)}): ${safeLine(plan.reasoning)}`, look.width),
    ...(plan.changes.length === 0
      ? wrapText("Nothing moved it from the usual settings.", look.width)
      : table(
          look,
          [{ title: "setting" }, { title: "by", align: "end" }, { title: "cause" }, { title: "why", grows: "wraps" }],
          plan.changes.map(({ setting, by, cause, why }) => [setting, signed(by), cause, safeLine(why)]),
        )),
    ...plan.risks.flatMap(({ risk, location, why }) =>
      item(look, look.glyphs.bullet, `risk of ${risk}, ${safeLine(location)}: ${safeLine(why)}`),
    ),
  ];
};

/** A scale for each knob: v where vendors start, a what was asked, o what goes to the printer. */
const envelopeLines = ({ plan, envelope }: LabRecord, look: Look): readonly string[] => {
  if (plan === null) return [];
  const allowed = plan.allowed;
  const width = Math.min(MOST_SCALE, look.width - 50);
  const rows = envelope.map(({ setting, low, high }) => {
    const knob = setting as keyof typeof plan.asked;
    const marks: readonly Mark[] = [
      { at: plan.baseline[knob], mark: "v" },
      { at: plan.asked[knob], mark: "a" },
      ...(allowed === null ? [] : [{ at: allowed[knob], mark: "o" }]),
    ];
    const value = allowed?.[knob] ?? plan.asked[knob];
    const isMoved = allowed !== null && allowed[knob] !== plan.asked[knob];
    const drawn = width >= 8 && !isListed(look) ? [scale(look, low, high, marks, width)] : [];
    return [
      setting,
      short(low),
      ...drawn,
      short(high),
      isMoved ? `${short(plan.asked[knob])} ${look.glyphs.arrow} ${short(value)}` : short(value),
    ];
  });
  const hasScale = rows[0]?.length === 5;
  return [
    ...table(
      look,
      [
        { title: "setting" },
        { title: "low", align: "end" },
        ...(hasScale ? [{ title: "v usual, a asked, o allowed" }] : []),
        { title: "high" },
        { title: "value" },
      ],
      rows,
    ),
    ...plan.moves.flatMap(({ why }) => item(look, look.glyphs.warn, `clamped: ${safeLine(why)}`)),
    ...plan.notes.flatMap((note) => item(look, look.glyphs.bullet, safeLine(note))),
  ];
};

const opinionLines = ({ opinion }: LabRecord, look: Look): readonly string[] => {
  if (opinion === null) return [];
  const { yes, warn, no } = look.glyphs;
  const mark = opinion.stance === "concur" ? yes : opinion.stance === "dispute" ? no : warn;
  const who =
    opinion.by === "model" ? `${opinion.model} on ${opinion.backend}` : opinion.by === "offline" ? "by rule" : "by rule, standing in";
  return item(look, mark, `La Forge (${safeLine(who)}): ${opinion.stance}: ${safeLine(opinion.headline)}; ${safeLine(opinion.detail)}`);
};

const operatorLines = ({ held, acknowledged, overrides }: LabRecord, look: Look): readonly string[] => [
  ...held.flatMap(({ kind, why }) => item(look, look.glyphs.no, `the print is held: ${kind}: ${safeLine(why)}`)),
  ...overrides.flatMap(({ reason }) => item(look, look.glyphs.bullet, `own values: ${safeLine(reason)}`)),
  ...acknowledged.flatMap(({ reason }) => item(look, look.glyphs.yes, `acknowledged: ${safeLine(reason)}`)),
];

/** The quality of each print as a bar, in order: the curve of the run. */
const printLines = ({ prints, world }: LabRecord, look: Look): readonly string[] => {
  const width = Math.min(MOST_BAR, Math.floor((look.width - 53) / 3));
  return prints.length === 0
    ? []
    : [
        ...table(
          look,
          [
            { title: "print", align: "end" },
            ...(isListed(look) || width < 5 ? [] : [{ title: "simulated quality" }]),
            { title: "", align: "end" },
            { title: "fails", align: "end" },
            { title: "mode" },
            { title: "grade" },
            { title: "differs by", grows: "wraps" },
          ],
          prints.map((print) => [
            String(print.print),
            ...(isListed(look) || width < 5 ? [] : [bar(look, print.quality, width, world === "classic" ? PASS : undefined)]),
            print.quality.toFixed(2),
            print.failure_chance === null ? "" : `${Math.round(100 * print.failure_chance)} %`,
            print.failure_mode,
            print.grade?.stance ?? "",
            differenceText(print),
          ]),
        ),
      ];
};

const differenceText = ({ print, changes, clamped }: PrintView): string => {
  const moved = changes.map(({ setting, by }) => `${setting} ${signed(by)}`).join(", ");
  return `${moved === "" ? (print === 1 ? "the plan itself" : "nothing") : moved}${clamped ? " (clamped)" : ""}`;
};

/** What each defect cost the first print and the best one, with the world's own doubt of it, as bars. */
const penaltyLines = ({ prints }: LabRecord, look: Look): readonly string[] => {
  const best = prints.reduce<PrintView | undefined>((most, one) => (one.quality > (most?.quality ?? -1) ? one : most), undefined);
  if (best === undefined) return [];
  const rows = [prints[0] as PrintView, ...(best === prints[0] ? [] : [best])].flatMap(({ print, penalties, bands }) =>
    Object.entries(penalties)
      .sort(([, left], [, right]) => right - left)
      .map(([defect, cost]) => [
        String(print),
        defect,
        cost.toFixed(2),
        bandText(bands[defect as keyof typeof bands]),
        ...(isListed(look) ? [] : [bar(look, cost, MOST_BAR)]),
      ]),
  );
  if (rows.length === 0) return ["No defect left a trace."];
  return table(
    look,
    [
      { title: "print", align: "end" },
      { title: "defect" },
      { title: "cost", align: "end" },
      { title: "80 % band" },
      ...(isListed(look) ? [] : [{ title: "" }]),
    ],
    rows,
  );
};

const bandText = (band: readonly [low: number, high: number] | undefined): string =>
  band === undefined ? "" : `${band[0].toFixed(2)} to ${band[1].toFixed(2)}`;

const verdictLines = ({ review, outcome, reason, best }: LabRecord, look: Look): readonly string[] => [
  ...(review === null ? [] : wrapText(`La Forge: ${review.stance}: ${safeLine(review.headline)}; ${safeLine(review.detail)}`, look.width)),
  ...(outcome === null
    ? []
    : wrapText(
        `${outcome}${reason === "" || review !== null ? "" : `: ${safeLine(reason)}`}${best === null ? "" : `; the best is print ${best}`}`,
        look.width,
      )),
];

const item = (look: Look, mark: string, text: string): readonly string[] => wrapText(text, look.width, { first: `${mark} `, rest: "  " });

const short = (value: number): string => String(Math.round(value * 100) / 100);

const signed = (value: number): string => `${value > 0 ? "+" : ""}${short(value)}`;
