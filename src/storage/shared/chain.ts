import { hash } from "node:crypto";
import { canonicalJson } from "../../core/kernel/json.ts";
import type { Fact, StepKey } from "../../core/run/event.ts";
import { demandName } from "./keys.ts";

/** The hash before the first event. */
export const GENESIS = "";

/** A fact ready to store: `text` is its data as canonical JSON. */
export type WrittenFact = { readonly kind: string; readonly step: StepKey; readonly text: string };

/** A written fact with its place in the chain. */
export type Link = WrittenFact & { readonly seq: number; readonly hash: string };

/**
 * SHA-256 (hex) of previous hash, seq, kind, step and data, joined by line feeds. It covers no run id, time or host: equal
 * journals have equal hashes in every run and every home, so `headHash` names a journal.
 */
export const linkHash = (previous: string, seq: number, fact: WrittenFact): string =>
  hash("sha256", `${previous}\n${seq}\n${fact.kind}\n${fact.step}\n${fact.text}`, "hex");

/** Writes the facts of one step. Throws `Bug` on a kind or step that is not plain text, or on data that is not JSON. */
export const writeFacts = (step: StepKey, facts: readonly Fact[]): WrittenFact[] => {
  demandName(step, "step key");
  return facts.map(({ kind, data }) => {
    demandName(kind, "fact kind");
    return { kind, step, text: canonicalJson(data) };
  });
};

/** SHA-256 (hex) of bytes: the name of a blob. */
export const blobHash = (bytes: Uint8Array): string => hash("sha256", bytes, "hex");
