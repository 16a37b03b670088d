import type { Json } from "../kernel/json.ts";

/** Names a run: `rt-<12 hex>` and the like. Never taken from model text. */
export type RunId = string;

/** Names a step inside its run, e.g. `r2/speak/clare/1`. Unique for ever: no key is planned again once its facts are stored. */
export type StepKey = string;

/** The kinds of run that a machine carries. */
export type RunKind = string;

/** What a machine decides to record. `data` holds no time, latency, path of the host, process, attempt or `seq`. */
export type Fact = { readonly kind: string; readonly data: Json };

/** A fact as stored. `seq` counts from 1 without gaps; `step` names the cause: a step key, `open`, `fork/<seq>` or `input:<key>`. */
export type Event = Fact & { readonly run: RunId; readonly seq: number; readonly step: StepKey };
