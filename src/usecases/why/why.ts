/**
 * @module Why: leads any number of a run back, in at most three steps, to the event, the quote or the call that made it. Says
 * "no record" when there is none and never makes one up; a reference without its last words lists what can be asked. Entry: `why`.
 */
import { AXES, type Axis } from "../../core/judging/axes.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { LAB_KIND } from "../../core/lab/session/machine.ts";
import type { DataOf } from "../../core/roundtable/event.ts";
import type { Journal } from "../../ports/journal.ts";
import { resolveRun } from "../runs/control.ts";
import { EXPLAINERS } from "./explain.ts";
import { all, type Cause, type History, type Subject } from "./history.ts";
import { LAB_EXPLAINERS } from "./lab.ts";
import { subjectsOf } from "./subjects.ts";

export type { Cause } from "./history.ts";

/** Why a reference could not be explained. */
export type WhyFault = {
  readonly code: "BAD_REF" | "NO_RECORD" | "UNKNOWN_RUN" | "AMBIGUOUS_RUN" | "NO_RUNS" | "RUN_DONE";
  readonly message: string;
  readonly hint: string;
};

type Answer = Result<Cause, WhyFault>;

/** The kinds of reference, each with an example. */
export const WHY_KINDS: Readonly<Record<string, string>> = {
  score: "score:latest/marcus/impact",
  gate: "gate:latest/1",
  fee: "fee:latest/elena",
  sparks: "sparks:latest/elena",
  penalty: "penalty:latest/elena",
  turn: "turn:latest/4",
  claim: "claim:latest/4/1",
  flag: "flag:latest/clare",
  convergence: "convergence:latest/2",
  decision: "decision:latest",
  outcome: "outcome:latest",
  plan: "plan:latest/fan_pct",
  opinion: "opinion:latest",
  hold: "hold:latest",
  print: "print:latest/1",
  verdict: "verdict:latest",
};

const nounOf = (kind: string): string => ({ sparks: "account with sparks", convergence: "convergence check" })[kind] ?? kind;

const pluralOf = (kind: string): string => ({ sparks: "accounts with sparks", penalty: "penalties" })[kind] ?? `${nounOf(kind)}s`;

/** Kinds that a run has one of. */
const WHOLE_RUN: ReadonlySet<string> = new Set(["decision", "outcome", "opinion", "hold", "verdict"]);

/** Subjects that a list names. */
const MOST_LISTED = 40;

/**
 * Explains a reference `<kind>:<run>/<rest>`; `latest` and prefixes stand for a run, and `<kind>:<rest>` means the latest. A
 * kind without its rest lists what it can be asked about in that run, a run without a kind the kinds.
 */
export const why = (journal: Journal, reference: string): Answer => {
  const [kind = "", path = ""] = splitOnce(reference, ":");
  const explain = EXPLAINERS[kind];
  if (explain === undefined) return overview(journal, reference, kind);
  const parts = path.split("/").filter((part) => part !== "");
  const kinds = [kind in LAB_EXPLAINERS ? LAB_KIND : "roundtable"];
  const named = resolveRun(journal, parts[0] ?? "latest", kinds);
  // What looks like the id of a run is one: its rest is never asked of another.
  const run = named.ok || /^(?:rt|lab|log)-/u.test(parts[0] ?? "") ? named : resolveRun(journal, "latest", kinds);
  if (!run.ok) return fail(run.fault);
  const history = { journal, run: run.value, events: journal.read(run.value.run) };
  const rest = named.ok ? parts.slice(1) : parts;
  const subjects = subjectsOf(history, kind);
  const isSubject = (word: string | undefined): boolean => subjects.some(({ tail }) => tail.split("/")[0] === word);
  if (!named.ok && isSubject(parts[1]) && !isSubject(parts[0])) return fail(named.fault);
  if (kind === "score" && isSubject(rest[0]) && rest[1] !== undefined && !AXES.includes(rest[1] as Axis))
    return badRef(`unknown axis ${rest[1]}; the axes are ${AXES.join(", ")}`, `moot why score:${run.value.run}/${rest[0]}/${AXES[0]}`);
  // A kind of which a run has one takes no more words: what stands there was meant for a run, or for another kind.
  if (rest.length > 0 && WHOLE_RUN.has(kind))
    return named.ok
      ? badRef(`${kind} is of the whole run: nothing stands behind it`, `moot why ${kind}:${run.value.run}`)
      : fail(named.fault);
  const found = explain(history, rest);
  if (found !== undefined) return ok(found);
  return rest.length === 0 && subjects.length > 0 ? ok(listOf(history, kind, subjects)) : fail(missOf(history, kind, rest, subjects));
};

const splitOnce = (text: string, separator: string): readonly [string, string] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

const badRef = (message: string, hint: string): Result<never, WhyFault> => fail({ code: "BAD_REF", message, hint });

/** A run by itself lists what can be asked of it. */
const overview = (journal: Journal, reference: string, kind: string): Answer => {
  const run = resolveRun(journal, reference);
  if (!run.ok) {
    if (run.fault.code === "NO_RUNS") return fail(run.fault);
    return badRef(
      `unknown kind ${JSON.stringify(kind)}; the kinds are ${Object.keys(WHY_KINDS).join(", ")}`,
      `moot why ${WHY_KINDS.score}`,
    );
  }
  const history = { journal, run: run.value, events: journal.read(run.value.run) };
  const because = Object.keys(WHY_KINDS).flatMap((each): readonly Cause[] => {
    const subjects = subjectsOf(history, each);
    if (subjects.length === 0) return [];
    const ask = `${each}:${run.value.run}`;
    return [
      {
        what: subjects[0]?.tail === "" ? subjects[0].what : `${subjects.length} ${subjects.length === 1 ? nounOf(each) : pluralOf(each)}`,
        ask,
        because: [],
      },
    ];
  });
  return ok({ what: `${run.value.run} can be asked about these`, because });
};

const listOf = ({ run }: History, kind: string, subjects: readonly Subject[]): Cause => {
  const left = subjects.length - MOST_LISTED;
  return {
    what: `${subjects.length} ${subjects.length === 1 ? nounOf(kind) : pluralOf(kind)} in ${run.run}`,
    because: [
      ...subjects.slice(0, MOST_LISTED).map(({ tail, what }): Cause => ({ what, ask: `${kind}:${run.run}/${tail}`, because: [] })),
      ...(left > 0 ? [{ what: `and ${left} more`, because: [] }] : []),
    ],
  };
};

/** Words that name nothing of the run are a bad reference; a kind or a seat without an entry has no record. */
const missOf = (history: History, kind: string, rest: readonly string[], subjects: readonly Subject[]): WhyFault => {
  const { run } = history.run;
  const [word = ""] = rest;
  const seats = all(history, "roundtable-opened").flatMap(({ data }: { readonly data: DataOf<"roundtable-opened"> }) =>
    data.seats.map(({ name }) => name),
  );
  const known = subjects.slice(0, MOST_LISTED).map(({ tail }) => tail);
  const there = known.length === 0 ? "" : `; there is ${known.join(", ")}`;
  const about = [nounOf(kind), ...rest].join(" ");
  if (subjects.length === 0 || seats.includes(word)) {
    return { code: "NO_RECORD", message: `no record: no ${about} in ${run}${there}`, hint: `moot why ${run}` };
  }
  return { code: "BAD_REF", message: `no ${about} in ${run}${there}`, hint: `moot why ${kind}:${run}/${known[0]}` };
};
