import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { PastPrint } from "../../core/lab/intake/past-print.ts";
import type { LogOpening } from "../../core/lab/log/event.ts";
import { materialOf } from "../../core/lab/materials.ts";
import { materialNameOf } from "../../core/lab/profiles/material-name.ts";
import type { Settings } from "../../core/lab/settings.ts";
import type { Journal } from "../../ports/journal.ts";
import { intakesOf } from "./intake/known.ts";
import type { WishFault } from "./wish.ts";

/**
 * A print that a printer's history told of and that was kept. `log` is the run that put it on the record, null while nobody said how it
 * came out: until then it is a proposal and teaches nothing. `material` is the lab's id, where the history names one.
 */
export type ObservedPrint = {
  readonly host: string;
  readonly print: PastPrint;
  readonly material: string | null;
  readonly settings: Partial<Settings>;
  readonly log: string | null;
};

/** Logged prints and kept prints that are looked at, at most. */
const MOST_FACTS = 20_000;
const MOST_NAMED = 5;

/** Every kept print of every printer, newest first as far as their starts are known. */
export const observedPrints = (journal: Journal): readonly ObservedPrint[] => {
  const logs = new Map(
    journal.facts("print-logged", MOST_FACTS).flatMap(({ run, data }) => {
      const { observed } = data as unknown as LogOpening;
      return observed === undefined || wasCut(journal, run) ? [] : [[keyOf(observed.host, observed.id), run] as const];
    }),
  );
  return intakesOf(journal, "prints-observed")
    .flatMap(({ host, prints }) =>
      prints.map((print) => ({ host, print, ...knownOf(print), log: logs.get(keyOf(host, print.id)) ?? null })),
    )
    .toSorted((left, right) => (right.print.startedAtMs ?? 0) - (left.print.startedAtMs ?? 0));
};

/** A report that was cut taught nothing: the print waits for another. */
const wasCut = (journal: Journal, run: string): boolean =>
  journal.read(run).some(({ kind, data }) => kind === "log-closed" && (data as { readonly outcome: string }).outcome === "cut");

const keyOf = (host: string, id: string): string => JSON.stringify([host, id]);

/** What the history says of it that a log takes: temperatures are those of the first layer. */
const knownOf = ({ material, nozzleCelsius, bedCelsius, layerHeightMm }: PastPrint): Pick<ObservedPrint, "material" | "settings"> => ({
  material: material === null ? null : (materialOf(materialNameOf(material) ?? "")?.id ?? null),
  settings: {
    ...(nozzleCelsius === null ? {} : { nozzleCelsius }),
    ...(bedCelsius === null ? {} : { bedCelsius }),
    ...(layerHeightMm === null ? {} : { layerHeightMm }),
  },
});

/** The kept print that `id`, or `host#id`, names and that nobody logged yet. */
export const findObserved = (journal: Journal, reference: string): Result<ObservedPrint, WishFault> => {
  const word = reference.trim();
  const all = observedPrints(journal);
  const found = all.filter(({ host, print }) => print.id === word || `${host}#${print.id}` === word);
  const [only, ...others] = found;
  const bad = (message: string, hint: string): Result<never, WishFault> => fail({ code: "BAD_VALUE", message, hint });
  if (only === undefined) {
    const known = all.filter(({ log }) => log === null).map(({ print }) => print.id);
    const named =
      known.length === 0 ? "none is kept" : `${known.slice(0, MOST_NAMED).join(", ")}${known.length > MOST_NAMED ? " …" : ""} wait`;
    return bad(`there is no kept print ${JSON.stringify(word.slice(0, 60))}; ${named}`, "moot lab printer history --keep");
  }
  if (others.length > 0) return bad(`${found.length} printers have a print ${word}`, `--observed ${only.host}#${word}`);
  if (only.log !== null) return bad(`print ${word} of ${only.host} is logged already, as ${only.log}`, `moot show ${only.log}`);
  return ok(only);
};
