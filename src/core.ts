/** The door to the pure core: machines, the roundtable, the offline voices. No I/O, no clock: equal input, equal bytes. */
export { canonicalJson, type Json } from "./core/kernel/json.ts";
export { fail, ok, type Result } from "./core/kernel/result.ts";
export { registeredPaths } from "./core/roundtable/briefing.ts";
export { type Digest, digestOf, summaryText } from "./core/roundtable/digest.ts";
export type { Opening, RoundtableFact } from "./core/roundtable/event.ts";
export { roundtableConsequences, roundtableMachine } from "./core/roundtable/machine.ts";
export { advance, foldAll, openingLedger } from "./core/run/advance.ts";
export type { Event, Fact } from "./core/run/event.ts";
export type { LedgerLine } from "./core/run/ledger.ts";
export type { Input, Machine, Reply, Step } from "./core/run/machine.ts";
export { decide } from "./core/voices/decide/decide.ts";
export { renderDecision } from "./core/voices/decide/render.ts";
export { type EvidenceOf, evidenceCache } from "./core/voices/evidence-cache.ts";
export { readTurn } from "./core/voices/read-turn.ts";
export type { Decision, Evidence, SourceText, SpokenTurn, VoiceTask } from "./core/voices/types.ts";
export { voice } from "./core/voices/voice.ts";
