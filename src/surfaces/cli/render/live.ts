import { AXES } from "../../../core/judging/axes.ts";
import type { DataOf, Opening, Phase, RoundtableFact } from "../../../core/roundtable/event.ts";
import { stripRequests } from "../../../core/roundtable/requests.ts";
import type { Event } from "../../../core/run/event.ts";
import { plainLine } from "./inline.ts";
import { labEventLines } from "./live-lab.ts";
import { type Look, seatPaint } from "./look.ts";
import { lookUpInShort } from "./look-up.ts";
import { markdown } from "./markdown.ts";
import { safe, safeLine } from "./safe.ts";
import { counted, timeOfDay } from "./time.ts";
import { columnsOf, cut, pad, wrap, wrapText } from "./wrap.ts";

/** How much is shown: whole turns or their first line; look-ups as one line, five lines or whole; the time of day; the marks. */
export type LiveOptions = {
  readonly full: boolean;
  readonly research: "collapsed" | "preview" | "full";
  readonly clock: boolean;
  readonly scores: boolean;
};

/** What a renderer of one run is given: an event as it was stored. */
export type LiveEvent = Event & { readonly atMs: number };

/**
 * Opens the renderer of one run: events in, lines out. The same for a run under way, one that is watched and one that is
 * replayed. Phase lines are the runner's literal ones.
 */
export const liveRenderer = (look: Look, options: LiveOptions): ((event: LiveEvent) => readonly string[]) => {
  const hasClock = options.clock && look.width >= NARROW;
  const margin = hasClock ? CLOCK_COLUMNS : 0;
  const scene: Scene = { look: { ...look, width: look.width - margin }, options, opening: undefined, nameColumns: 8 };
  return (event) => {
    if (event.kind === "roundtable-opened") setScene(scene, event.data as unknown as Opening);
    const show = (SHOWN as Record<string, Show<never> | undefined>)[event.kind];
    const lines = show?.(scene, event.data as never, event) ?? labEventLines(scene.look, event.kind, event.data);
    return hasClock ? withTime(lines, look.paint.dim(timeOfDay(event.atMs))) : lines;
  };
};

/** Below this width there is no room for the time of day. */
const NARROW = 60;

/** `HH:MM:SS` and a space. */
const CLOCK_COLUMNS = 9;

/** The time stands before the first line that says something. */
const withTime = (lines: readonly string[], time: string): readonly string[] => {
  const first = lines.findIndex((line) => line !== "");
  return lines.map((line, index) => (line === "" ? line : `${index === first ? time : " ".repeat(CLOCK_COLUMNS - 1)} ${line}`));
};

type Scene = { readonly look: Look; readonly options: LiveOptions; opening: Opening | undefined; nameColumns: number };
type Show<D> = (scene: Scene, data: D, event: LiveEvent) => readonly string[];

const setScene = (scene: Scene, opening: Opening): void => {
  scene.opening = opening;
  const names = [...opening.seats.map(({ name }) => name), opening.judge.name];
  scene.nameColumns = Math.min(16, Math.max(...names.map(columnsOf)));
};

const SHOWN: { readonly [K in RoundtableFact["kind"]]?: Show<DataOf<K>> } = {
  "sources-registered": (scene, { files, note }) => [
    ...files
      .filter(({ status }) => status === "refused")
      .flatMap(({ path, reason }) => warning(scene, `${safeLine(path)} was not read: ${safeLine(reason ?? "no reason")}`)),
    ...(note === "" ? [] : dimly(scene.look, safeLine(note))),
  ],
  "first-speaker-won": (scene, { seat }) => by(scene, seat, "has the first word, by bid"),
  "round-opened": ({ look }, { round, budgets }) => [
    "",
    look.paint.bold(`ROUND ${round}: begin`),
    ...dimly(look, `BUDGET STATUS: ${budgets.map(({ seat, remaining }) => `${seat}=${remaining}`).join(", ")}`),
  ],
  "phase-opened": (scene, { round, phase }) => [
    scene.look.paint.dim(PHASE_LINES[phase](round)),
    ...(scene.look.reader ? [`working, ${progress(scene, round, phase)} %`] : []),
  ],
  "turn-spoken": (scene, { seat, text, truncatedFrom }) => [
    ...said(scene, seat, text),
    ...(truncatedFrom === null ? [] : warning(scene, `the turn was cut: it had ${truncatedFrom} characters`)),
  ],
  "turn-passed": (scene, { seat }) => by(scene, seat, "PASS", scene.look.paint.dim),
  "turn-failed": (scene, { seat, fault }) =>
    by(scene, seat, `${scene.look.glyphs.no} no turn: ${safeLine(fault.message)}`, scene.look.paint.red),
  "request-made": (scene, { seat, text }) =>
    by(scene, seat, `${scene.look.glyphs.arrow} asks the steward: ${safeLine(text)}`, scene.look.paint.dim),
  "request-refused": (scene, { seat, text, why }) => by(scene, seat, `look-up refused (${why}): ${safeLine(text)}`, scene.look.paint.dim),
  "intermission-opened": ({ look }, { waiting }) => dimly(look, `INTERMISSION: look-ups for ${waiting.join(", ")}`),
  "request-answered": (scene, answer) => lookUp(scene, answer),
  "judge-intervened": (scene, { kind, seat, text }) =>
    by(
      scene,
      scene.opening?.judge.name ?? "judge",
      `${kind.toUpperCase()}${seat === "" ? "" : ` ${seat}`}: ${plainLine(text, scene.look)}`,
    ),
  "gate-awarded": ({ look, opening }, { seat, reason, number }) => {
    const star = look.paint.yellow(look.glyphs.star);
    const limits = opening?.limits;
    return hanging(
      look,
      `${star} ${look.paint.bold(`GATE ${number}/${limits?.maxGates ?? number}`)} ${seat} +${limits?.sparksPerGate ?? 0}: `,
      plainLine(reason, look),
      { rest: 2 },
    );
  },
  "gate-refused": (scene, { seat, why }) => warning(scene, `gate for ${safeLine(seat)} refused: ${why}`),
  "judge-failed": (scene, { during, fault }) => warning(scene, `the judge gave no answer (${during}): ${safeLine(fault.message)}`),
  "stability-measured": ({ look }, { scores }) =>
    dimly(look, `stability since last round: ${scores.map(({ seat, jaccard }) => `${seat} ${jaccard.toFixed(2)}`).join(", ")}`),
  "convergence-checked": (scene, { verdict, reason }) =>
    by(scene, scene.opening?.judge.name ?? "judge", `${verdict}: ${plainLine(reason, scene.look)}`),
  "health-audited": (scene, { silent, abort }) =>
    abort !== null
      ? warning(scene, `RT ABORTED by health audit: ${abort}`)
      : silent.length > 0
        ? warning(scene, `silent this round: ${silent.join(", ")}`)
        : [],
  "round-summarised": (scene, { round, text }) => [
    scene.look.paint.dim(`ROUND ${round} SUMMARY:`),
    ...(scene.options.full ? wrapText(safe(text), scene.look.width, { first: "  " }) : summaryInShort(scene.look, text)),
  ],
  "debate-ended": ({ look }, { reason, rounds }) => [
    "",
    ...hanging(look, look.paint.bold(`Debate over after round ${rounds}: `), plainLine(reason, look), { rest: 2 }),
  ],
  "verdict-malformed": (scene) => warning(scene, "the judge's scores were malformed; asked once more"),
  "scoring-failed": (scene, { fault }, { run }) => warning(scene, `ADMIN-SIGNAL: SCORING_FAILED for RT ${run}: ${safeLine(fault.message)}`),
  "decision-failed": (scene, { fault }) => warning(scene, `no decision: ${safeLine(fault.message)}`),
  "seat-scored": (scene, card) =>
    scene.options.scores
      ? by(scene, card.seat, `${AXES.map((axis) => `${axis} ${card[axis]}`).join(scene.look.glyphs.join)} = ${card.total}`)
      : [],
  "penalty-imposed": (scene, { seat, kind, sparks }) => by(scene, seat, `fined ${sparks}: ${kind}`, scene.look.paint.red),
  "seat-flagged": (scene, { seat, rule }) => by(scene, seat, `flagged: ${rule}`, scene.look.paint.yellow),
  "fee-refunded": (scene, { seat, sparks }) => by(scene, seat, `fee of ${sparks} given back`),
  "bid-refunded": (scene, { seat, sparks }) => by(scene, seat, `bid of ${sparks} given back`),
  "roundtable-closed": ({ look }, { outcome, rounds, reason }) =>
    hanging(
      look,
      `${look.paint.bold(`Closed: ${outcome}`)} `,
      `after ${counted(rounds, "round")}${outcome === "cut" ? `: ${safeLine(reason)}` : ""}`,
      { rest: 2 },
    ),
  "run-paused": (scene, { reason }) => warning(scene, `paused${reason === "" ? "" : `: ${safeLine(reason)}`}`),
  "run-resumed": ({ look }) => [look.paint.dim("resumed")],
};

/** The runner's lines of old, kept literally. */
const PHASE_LINES: Readonly<Record<Phase, (round: number) => string>> = {
  research: () => "--- RESEARCH WINDOW ---",
  speak: (round) => `--- SPEAK PHASE (Round ${round}) ---`,
  rebut: (round) => `--- REBUTTAL PHASE (Round ${round}) ---`,
  check: (round) => `--- JUDGE GATE (Round ${round}) ---`,
  floor: (round) => `--- FLOOR PHASE (Round ${round}) ---`,
};

const PHASE_ORDER: readonly Phase[] = ["speak", "rebut", "check", "floor"];

/** The share of all phases of all rounds that is over, in percent; research comes before them. */
const progress = ({ opening }: Scene, round: number, phase: Phase): number => {
  const phases = PHASE_ORDER.length * (opening?.limits.maxRounds ?? 1);
  return Math.round((100 * Math.max(0, PHASE_ORDER.length * (round - 1) + PHASE_ORDER.indexOf(phase))) / phases);
};

/** How a text runs on below its lead: columns of indent (default: the lead's), a style, and lines at most, the last one cut. */
type Hanging = { readonly rest?: number; readonly paint?: (text: string) => string; readonly most?: number };

/** `lead`, and `text` after it in as many lines as it takes. */
const hanging = (look: Look, lead: string, text: string, options: Hanging = {}): readonly string[] => {
  const { rest = columnsOf(lead), paint = String, most = Number.POSITIVE_INFINITY } = options;
  const first = columnsOf(lead);
  const lines = wrap([{ text }], look.width, { first: " ".repeat(first), rest: " ".repeat(rest) });
  // One line more than fits, so that the cut shows.
  const last = lines.slice(most - 1, most + 1).map((line, index) => (index === 0 ? line : line.trimStart()));
  const kept = lines.length <= most ? lines : [...lines.slice(0, most - 1), cut(last.join(" "), look.width, look.glyphs.cut)];
  return kept.map((line, index) => (index === 0 ? lead + paint(line.slice(first)) : " ".repeat(rest) + paint(line.slice(rest))));
};

const dimly = (look: Look, text: string): readonly string[] => hanging(look, "", text, { rest: 2, paint: look.paint.dim });

const byline = ({ look, nameColumns }: Scene, seat: string): string =>
  seatPaint(look, seat)(pad(cut(safeLine(seat), nameColumns, look.glyphs.cut), nameColumns));

/** What a seat does, behind its name. */
const by = (scene: Scene, seat: string, text: string, paint: (text: string) => string = String, most?: number): readonly string[] =>
  hanging(scene.look, `${byline(scene, seat)}  `, text, most === undefined ? { paint } : { paint, most });

const warning = ({ look }: Scene, text: string): readonly string[] => hanging(look, `${look.paint.yellow(look.glyphs.warn)} `, text);

/** Lines that a turn or a look-up has while not all of it is shown. */
const PREVIEW_LINES = 3;

/** The first lines of a summary, each on two lines at most, and how many there are besides. */
const summaryInShort = (look: Look, text: string): readonly string[] => {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const left = lines.length - PREVIEW_LINES;
  return [
    ...lines.slice(0, PREVIEW_LINES).flatMap((line) => hanging(look, "  ", plainLine(line, look), { rest: 4, most: 2 })),
    ...(left > 0 ? [look.paint.dim(`  ${look.glyphs.cut} ${counted(left, "more line")}`)] : []),
  ];
};

const said = (scene: Scene, seat: string, text: string): readonly string[] => {
  const { look, options } = scene;
  const line = preview(text, look);
  if (line === "") return [];
  if (!options.full) return by(scene, seat, line, String, PREVIEW_LINES);
  const role = scene.opening?.seats.find(({ name }) => name === seat)?.role ?? "";
  const head = `${look.paint.bold(byline(scene, seat).trimEnd())}${role === "" ? "" : look.paint.dim(`  ${safeLine(role)}`)}`;
  return ["", head, ...indented(stripRequests(text), look)];
};

const indented = (text: string, look: Look): readonly string[] =>
  markdown(text, { ...look, width: look.width - 2 }).map((line) => (line === "" ? "" : `  ${line}`));

/** The first line of a turn that says something, without its markup; empty when it only asks. */
const preview = (text: string, look: Look): string => {
  const line = stripRequests(text)
    .split("\n")
    .find((candidate) => /[\p{L}\p{N}]/u.test(candidate));
  const bare = (line ?? "").replace(/^\s*(?:#{1,6}|[-*+>]|\d+[.)])\s+/u, "");
  return plainLine(bare, look);
};

/** Lines of a look-up that a preview shows. */
const LOOK_UP_LINES = 5;

const lookUp = (scene: Scene, { seat, model, status, text }: DataOf<"request-answered">): readonly string[] => {
  const { look, options } = scene;
  const lines = safe(text)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const meta = status === "success" ? model : `${model}, ${status}`;
  if (options.research === "collapsed")
    return by(scene, seat, `${look.glyphs.from} ${safeLine(meta)}: ${lookUpInShort(text)}`, look.paint.dim, PREVIEW_LINES);
  const shown = options.research === "full" ? lines : lines.slice(0, LOOK_UP_LINES);
  const left = lines.length - shown.length;
  return [
    `[Research result for ${safeLine(seat)} | ${safeLine(meta)}]:`,
    ...shown.flatMap((line) => wrapText(line, look.width, { first: "  " })),
    ...(left > 0 ? [look.paint.dim(`  ${look.glyphs.cut} ${counted(left, "more line")}`)] : []),
  ];
};
