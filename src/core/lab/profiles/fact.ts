/**
 * @module Profiles of slicers, firmwares and printers, read into facts that each have a place. Owns what a value means, what is
 * sane, and why something was left out; refuses files and folders (a reader gets texts). One reader a file in `readers/`.
 * Entry: `readProfile`.
 */
import type { Lesson } from "../lessons.ts";
import type { Param } from "./param.ts";

/** A line of a file, from 1. `file` is relative to what was read, with `/`. */
export type Place = { readonly file: string; readonly line: number };

/** A value as it is written, with its place. */
export type Written = { readonly text: string; readonly place: Place };

/**
 * One value that a profile states. `material` is a canonical name, or `*` for what holds whatever is printed (limits of a
 * firmware). `unit` is empty for a ratio. `source` is the preset or section that says it, `machine` the printer that it is for, where a
 * person said so.
 */
export type ReferenceFact = {
  readonly material: string;
  readonly param: Param;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly place: Place;
  readonly machine?: string;
};

/** Something that was not taken, and why. */
export type Skipped = { readonly place: Place; readonly what: string; readonly why: string };

/** What one file came to. Lessons are `ingested`. */
export type Reading = {
  readonly facts: readonly ReferenceFact[];
  readonly lessons: readonly Lesson[];
  readonly skipped: readonly Skipped[];
};
