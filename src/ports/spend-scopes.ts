import type { SpendScope } from "./journal.ts";

/** The day and the month of a time, in UTC: what caps over all runs of a home count by. */
export const calendarScopes = (atMs: number): readonly [day: SpendScope, month: SpendScope] => {
  const date = new Date(atMs).toISOString();
  return [`day:${date.slice(0, 10)}`, `month:${date.slice(0, 7)}`];
};
