/**
 * @module The team: who may sit at a table, how well each has done. Owns names, tiers, team templates and the leaderboard as
 * pure functions; refuses to know where personas are kept.
 */

/** Voices of the runner and of people, and the word for everybody: never a persona's name. */
export const RESERVED_NAMES: readonly string[] = ["runner", "steward", "operator", "moot", "all"];

/** The judge. It moderates and scores, and never takes a worker's seat. */
export const JUDGE = "judge";

/** Personas beside the workers. None is scored and none takes a worker's seat. */
export const STAFF: readonly string[] = [JUDGE, "therapist", "opus-admin", "opus-therapist", "haiku-assistant", "admin"];

/** Characters of the longest name. */
const MAX_NAME_CHARS = 40;

/** Why a text is no persona name, as the rest of a sentence that starts with the name; undefined when it is one. */
export const nameIssue = (name: string): string | undefined => {
  if (name === "") return "is empty; a name has lower-case letters, digits and -";
  if (name.length > MAX_NAME_CHARS) return `has ${name.length} characters; a name has at most ${MAX_NAME_CHARS}`;
  if (!/^[a-z0-9-]+$/.test(name)) return "may hold only lower-case letters a to z, digits and -";
  // It would read as a flag on a command line.
  if (name.startsWith("-")) return "must start with a letter or a digit";
  return RESERVED_NAMES.includes(name) ? "is a reserved name" : undefined;
};

/** Why a text is no worker's name: a persona name that staff does not hold. */
export const workerNameIssue = (name: string): string | undefined =>
  nameIssue(name) ?? (STAFF.includes(name) ? "belongs to the staff, who take no worker's seat" : undefined);
