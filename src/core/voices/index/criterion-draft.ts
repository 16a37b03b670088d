import type { Place } from "../types.ts";

/** A criterion as read, before weights are normalised. `ranked` says that its place in the list is its rank. */
export type CriterionDraft = {
  readonly name: string;
  readonly text: string;
  readonly weight?: number;
  /** A weight given in words ("most important" 2, "nice to have" ½); ordinary is 1. */
  readonly emphasis?: number;
  readonly place: Place;
  /** Which way is better, as the sentence says. */
  readonly direction?: 1 | -1;
  /** A phrase out of a sentence rather than a name: its last noun is no head. */
  readonly phrase?: true;
  /** It chooses among the options that keep the limits. */
  readonly amongKept?: true;
  readonly ranked?: boolean;
  /** Its place in a stated rule of choice: 0 decides, the next break ties. */
  readonly rank?: number;
  /** A noun for what a comparative measures by itself ("cheapest": cost). */
  readonly concept?: string;
};

/** The member `weight`, left out when there is none. */
export const withWeight = (weight: number | undefined): { readonly weight?: number } => (weight === undefined ? {} : { weight });
