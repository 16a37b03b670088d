import type { DataOf, RoundtableFact } from "../../core/roundtable/event.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Journal, StoredEvent } from "../../ports/journal.ts";

/** Something said at the table. `seq` is a cursor, `from` a seat, `judge`, `steward` or `runner`; `text` is data. */
export type TableMessage = {
  readonly seq: number;
  readonly kind: string;
  readonly from: string;
  readonly round: number;
  readonly text: string;
};

/** Messages after a cursor, and the cursor to ask with next. */
export type Heard = { readonly messages: readonly TableMessage[]; readonly cursor: number; readonly status: string };

/**
 * What was said at a roundtable after `since`, in order, at most `limit`. The result of a private look-up is heard by the
 * seat that asked and by nobody else here; `reader` is the seat that listens, when its token was checked.
 */
export const listenTable = (journal: Journal, run: RunId, since: number, reader: string | undefined, limit = 1_000): Heard => {
  // The status is read first: what is stored before the run closes is then among the messages.
  const status = journal.run(run)?.status ?? "done";
  const messages: TableMessage[] = [];
  let cursor = since;
  for (const event of journal.read(run, since)) {
    const message = messageOf(event, reader);
    if (message !== undefined && messages.length >= limit) break;
    cursor = event.seq;
    if (message !== undefined) messages.push(message);
  }
  return { messages, cursor, status };
};

type Said = Omit<TableMessage, "seq" | "kind">;
type Tell = { readonly [K in RoundtableFact["kind"]]?: (data: DataOf<K>, reader: string | undefined) => Said | undefined };

const runner = (round: number, text: string): Said => ({ from: "runner", round, text });

const PHASES = { research: "RESEARCH WINDOW", speak: "SPEAK PHASE", rebut: "REBUTTAL PHASE", check: "JUDGE GATE", floor: "FLOOR PHASE" };

/** The runner's lines are the wording that watchers of the predecessor know; nothing reads them as a signal. */
const tells: Tell = {
  "roundtable-opened": ({ topic }) => runner(0, topic),
  "round-opened": ({ round, budgets }) =>
    runner(round, `ROUND ${round}: begin\nBUDGET STATUS: ${budgets.map(({ seat, remaining }) => `${seat}=${remaining}`).join(", ")}`),
  "phase-opened": ({ round, phase }) => runner(round, `--- ${PHASES[phase]}${round === 0 ? "" : ` (Round ${round})`} ---`),
  "turn-spoken": ({ seat, round, text }) => ({ from: seat, round, text }),
  "turn-passed": ({ seat, round }) => ({ from: seat, round, text: "PASS" }),
  "turn-failed": ({ seat, round, fault }) => runner(round, `${seat} gave no answer: ${fault.message}`),
  "judge-intervened": ({ seat, kind, text }) => ({ from: "judge", round: 0, text: `${kind}${seat === "" ? "" : ` [${seat}]`}: ${text}` }),
  "gate-awarded": ({ seat, reason }) => ({ from: "judge", round: 0, text: `GATE: ${seat} — ${reason}` }),
  "request-answered": (answer, reader) =>
    answer.private && answer.seat !== reader ? undefined : { from: "steward", round: answer.round, text: `${answer.seat}: ${answer.text}` },
  "convergence-checked": ({ round, verdict, reason }) => ({ from: "judge", round, text: `${verdict}: ${reason}` }),
  "round-summarised": ({ round, text }) => runner(round, `ROUND ${round} SUMMARY:\n${text}`),
  "debate-ended": ({ rounds, outcome, reason }) => runner(rounds, `The debate ended (${outcome}): ${reason}`),
  "roundtable-closed": ({ rounds, outcome }) => runner(rounds, `The roundtable is closed (${outcome}).`),
  "run-paused": ({ reason }) => runner(0, `Paused. ${reason}`.trim()),
  "run-resumed": () => runner(0, "Resumed."),
};

const messageOf = ({ seq, kind, data }: StoredEvent, reader: string | undefined): TableMessage | undefined => {
  const tell = (tells as Record<string, ((data: never, reader: string | undefined) => Said | undefined) | undefined>)[kind];
  const said = tell?.(data as never, reader);
  return said === undefined ? undefined : { seq, kind, ...said };
};
