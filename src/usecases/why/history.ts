import { asRecord, asText } from "../../core/kernel/json.ts";
import type { DataOf, RoundtableFact } from "../../core/roundtable/event.ts";
import type { Claim, Place } from "../../core/voices/types.ts";
import type { Journal, RunRow, StoredEvent } from "../../ports/journal.ts";

/** One step of an explanation: what is so, and what made it so. `event` and `call` name where it stands in the journal. */
export type Cause = {
  readonly what: string;
  readonly quote?: string;
  readonly places?: readonly Place[];
  readonly event?: { readonly seq: number; readonly kind: string; readonly step: string };
  readonly call?: { readonly step: string; readonly attempt: number; readonly model: string; readonly requestHash: string };
  /** The reference that explains it further. */
  readonly ask?: string;
  readonly because: readonly Cause[];
};

/** A run as it is explained: its row, its events in order, and the journal that holds its calls and ledger lines. */
export type History = { readonly journal: Journal; readonly run: RunRow; readonly events: readonly StoredEvent[] };

/** Explains what stands behind the words after the run; undefined when there is no record of it. */
export type Explain = (history: History, rest: readonly string[]) => Cause | undefined;

/** What can be asked of a kind: the words after the run, and in a line what it is about. */
export type Subject = { readonly tail: string; readonly what: string };

type Typed<K extends RoundtableFact["kind"]> = { readonly event: StoredEvent; readonly data: DataOf<K> };

/** The facts of one kind in order, each with its event. */
export const all = <K extends RoundtableFact["kind"]>({ events }: History, kind: K): readonly Typed<K>[] =>
  events.filter((event) => event.kind === kind).map((event) => ({ event, data: event.data as unknown as DataOf<K> }));

/** A cause that an event made. */
export const cause = (what: string, event: StoredEvent, because: readonly Cause[] = [], quote?: string): Cause => ({
  what,
  ...(quote === undefined ? {} : { quote }),
  event: { seq: event.seq, kind: event.kind, step: event.step },
  because,
});

/** The call that answered a step: which model, which request. Steps decided by code have none. */
export const callOf = ({ journal, run }: History, step: string): readonly Cause[] => {
  const call = journal.calls(run.run, step).findLast(({ reply }) => reply !== undefined);
  if (call === undefined) return [];
  const value = call.reply?.ok ? asRecord(call.reply.value) : undefined;
  const model = asText(value?.model) ?? "code";
  const { attempt, requestHash } = call;
  return [{ what: `answered by ${model}`, call: { step, attempt, model, requestHash }, because: [] }];
};

/** The claims of a turn as the decision read them; none before there is a decision. */
export const claimsOf = (history: History, ordinal: number): readonly Claim[] =>
  all(history, "decision-made")
    .at(-1)
    ?.data.readings.find((reading) => reading.ordinal === ordinal)?.claims ?? [];
