import { all, claimsOf, type History, type Subject } from "./history.ts";
import { LAB_SUBJECTS } from "./lab.ts";
import { signedSparks } from "./words.ts";

/** Characters of a text in a list. */
const SHORT = 80;

const short = (text: string): string => {
  const line = text.replace(/\s+/gu, " ").trim();
  return [...line].length <= SHORT ? line : `${[...line].slice(0, SHORT - 1).join("")}…`;
};

/** The subjects of every kind in a run, in the order of its events; the empty tail stands for the run itself. */
export const subjectsOf = (history: History, kind: string): readonly Subject[] => (SUBJECTS[kind] ?? LAB_SUBJECTS[kind])?.(history) ?? [];

const SUBJECTS: Readonly<Record<string, (history: History) => readonly Subject[]>> = {
  score: (history) => all(history, "seat-scored").map(({ data }) => ({ tail: data.seat, what: `${data.total} in all` })),
  gate: (history) =>
    all(history, "gate-awarded").map(({ data }) => ({ tail: String(data.number), what: `for ${data.seat}: ${short(data.reason)}` })),
  fee: (history) => accounts(history, ["entry_fee", "refund_aborted_rt"]),
  sparks: (history) => accounts(history, undefined),
  penalty: (history) => all(history, "penalty-imposed").map(({ data }) => ({ tail: data.seat, what: `${data.sparks} for ${data.kind}` })),
  turn: (history) =>
    all(history, "turn-spoken").map(({ data }) => ({
      tail: String(data.ordinal),
      what: `${data.seat}, round ${data.round}, ${data.phase}`,
    })),
  claim: (history) =>
    all(history, "turn-spoken").flatMap(({ data: { ordinal } }) =>
      claimsOf(history, ordinal).map(({ verdict, text }, index) => ({
        tail: `${ordinal}/${index + 1}`,
        what: `${verdict}: ${short(text)}`,
      })),
    ),
  flag: (history) => all(history, "seat-flagged").map(({ data }) => ({ tail: data.seat, what: data.rule })),
  convergence: (history) => all(history, "convergence-checked").map(({ data }) => ({ tail: String(data.round), what: data.verdict })),
  decision: (history) =>
    all(history, "decision-made")
      .slice(-1)
      .map(({ data }) => ({ tail: "", what: short(data.decision.answer) })),
  outcome: (history) => all(history, "roundtable-closed").map(({ data }) => ({ tail: "", what: data.outcome })),
};

/** The accounts with ledger lines of these reasons (all when undefined), each with their sum. */
const accounts = ({ journal, run }: History, reasons: readonly string[] | undefined): readonly Subject[] => {
  const sums = new Map<string, number>();
  for (const { account, amount, reason } of journal.ledger({ run: run.run, book: run.book }))
    if (reasons === undefined || reasons.includes(reason)) sums.set(account, (sums.get(account) ?? 0) + amount);
  return [...sums].map(([tail, sum]) => ({ tail, what: signedSparks(sum) }));
};
