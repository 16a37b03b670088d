import { fold, words } from "../../kernel/text.ts";
import type { Language, Option, Table } from "../types.ts";
import { nameTerms } from "./columns.ts";
import { termSet } from "./terms.ts";

const ON = /^(?:on|yes|true|enabled|active|an|ein|ja)$/;
const OFF = /^(?:off|no|false|disabled|inactive|aus|nein)$/;
/** What a change that takes something away says; its column would mean the other way round. */
const REMOVES =
  /\b(?:off|disable|stop|drop|remove|lift|end|abolish|scrap|cancel|suspend|without|no|not|ab|aus|abschalten|ausschalten|abschaffen|ohne)\b/;

/**
 * The column that says per row whether the change of a yes-no question was on ("compression=on"), and its values by option. Its name
 * must be about the change, its values only on and off, and the change must bring something; undefined else, or when two columns qualify.
 */
export const switchColumn = (
  table: Table,
  options: readonly Option[],
  language: Language,
): { readonly at: number; readonly bound: ReadonlyMap<string, number> } | undefined => {
  const [change, keep] = options;
  if (options.length !== 2 || change?.kind !== "change" || keep?.kind !== "keep" || REMOVES.test(words(change.name).join(" ")))
    return undefined;
  const named = new Set(termSet(change.name, language));
  const found = table.columns.flatMap((column, at) => {
    const values = [...new Set(table.rows.map((row) => row.cells[at]?.raw ?? ""))].slice(0, 8);
    const about = nameTerms(column.name, language).some((term) => named.has(term));
    const on = values.filter((value) => ON.test(fold(value)));
    const off = values.filter((value) => OFF.test(fold(value)));
    if (!about || on.length !== 1 || off.length !== 1 || on.length + off.length !== values.length) return [];
    return [{ at, bound: new Map([...on.map((value) => [value, change.id] as const), ...off.map((value) => [value, keep.id] as const)]) }];
  });
  return found.length === 1 ? found[0] : undefined;
};
