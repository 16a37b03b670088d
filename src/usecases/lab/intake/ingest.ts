import { canonicalJson, type Json } from "../../../core/kernel/json.ts";
import type { ProfileRead } from "../../../core/lab/intake/event.ts";
import type { Lesson } from "../../../core/lab/lessons.ts";
import type { Skipped } from "../../../core/lab/profiles/fact.ts";
import { readProfile } from "../../../core/lab/profiles/read-profile.ts";
import type { Neighbours } from "../../../core/lab/profiles/reader.ts";
import { factKey } from "../../../core/lab/profiles/references.ts";
import type { Known } from "./known.ts";

/** What a file came to. `facts` and `lessons` count what it states, `fresh` what was not known before. */
export type IngestedFile = {
  readonly file: string;
  readonly reader: string;
  readonly facts: number;
  readonly lessons: number;
  readonly fresh: number;
  readonly skipped: number;
};

/** What an ingestion read, and what it would keep. Reading the same files again keeps nothing. */
export type Ingestion = {
  readonly files: readonly IngestedFile[];
  readonly skipped: readonly Skipped[];
  readonly keeps: readonly ProfileRead[];
};

/** Facts of one event. */
const FACTS_AN_EVENT = 500;
/** Why a file of another kind is left out. */
export const UNKNOWN_KIND = "no reader knows this kind of file";

/** Reads files by their paths in a folder, in that order. Pure but for `neighbours.read`. */
export const ingest = (paths: readonly string[], neighbours: Neighbours, known: Known): Ingestion => {
  const seen = new Set([...known.facts.map(factKey), ...known.lessons.map(lessonKey)]);
  const isFresh = (key: string): boolean => !seen.has(key) && seen.add(key) !== undefined;
  const files: IngestedFile[] = [];
  const skipped: Skipped[] = [];
  const keeps: ProfileRead[] = [];
  for (const path of paths) {
    const text = neighbours.read(path);
    const read = text === undefined ? undefined : readProfile({ path, text }, neighbours);
    if (read === undefined) {
      skipped.push({
        place: { file: path, line: 1 },
        what: path,
        why: text === undefined ? "is no text that can be read" : whyUnknown(path),
      });
      continue;
    }
    const facts = read.facts.filter((fact) => isFresh(factKey(fact)));
    const lessons = read.lessons.filter((lesson) => isFresh(lessonKey(lesson)));
    const counts = { facts: read.facts.length, lessons: read.lessons.length, fresh: facts.length + lessons.length };
    files.push({ file: path, reader: read.reader, ...counts, skipped: read.skipped.length });
    skipped.push(...read.skipped);
    const base = { file: path, reader: read.reader, skipped: read.skipped.length };
    for (let at = 0; at < Math.max(facts.length, lessons.length); at += FACTS_AN_EVENT)
      keeps.push({ ...base, facts: facts.slice(at, at + FACTS_AN_EVENT), lessons: lessons.slice(at, at + FACTS_AN_EVENT) });
  }
  return { files, skipped, keeps };
};

const whyUnknown = (path: string): string =>
  /[.](?:3mf|curaprofile)$/iu.test(path) ? "is an archive: unpack it and read the configuration inside" : UNKNOWN_KIND;

/** Names a lesson by what it says; its id and source do not count, since another ledger may name it otherwise and got it otherwise. */
const lessonKey = ({ id: _id, source: _source, ...said }: Lesson): string => canonicalJson(said as unknown as Json);
