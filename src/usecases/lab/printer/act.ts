import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { PastPrint, PrinterName } from "../../../core/lab/intake/past-print.ts";
import type { PrinterFault, PrinterLink } from "../../../ports/printer.ts";
import { type KeepDeps, type KeepFault, keepIntake } from "../intake/keep.ts";
import { intakesOf } from "../intake/known.ts";

/** A printer to act on, with where what happens is kept. */
export type PrinterDeps = KeepDeps & { readonly name: PrinterName; readonly link: PrinterLink; readonly signal: AbortSignal };

/** Why a printer was not asked, or did not do it. */
export type PrinterActFault =
  | KeepFault
  | { readonly code: "NOT_APPROVED" | "BAD_FILE_NAME"; readonly message: string; readonly hint: string }
  | {
      readonly code:
        | "PRINTER_UNREACHABLE"
        | "PRINTER_TIMEOUT"
        | "PRINTER_AUTH"
        | "PRINTER_MALFORMED"
        | "PRINTER_TOOLARGE"
        | "PRINTER_BUSY"
        | "PRINTER_REFUSED";
      readonly message: string;
      readonly hint: string;
    };

const HINTS: Readonly<Record<PrinterFault["kind"], string>> = {
  unreachable: "check the address and that the printer is on",
  timeout: "check that the printer is not overloaded, and ask again",
  auth: "name the variable that holds its key with --key-env",
  malformed: "check that the address is that of the printer's server and --protocol fits it",
  "too-large": "check that the address is that of the printer's server",
  busy: "wait until it is idle: moot lab printer status",
  refused: "see what it says",
};

/** A fault of a printer as a command shows it. */
export const printerFault = ({ kind, message }: PrinterFault): PrinterActFault => ({
  code: `PRINTER_${kind.replace("-", "").toUpperCase()}` as "PRINTER_BUSY",
  message,
  hint: HINTS[kind],
});

/** Prints of the past that were not kept yet are kept, once each; those that still run are not. */
export const keepHistory = async (
  deps: PrinterDeps,
  prints: readonly PastPrint[],
): Promise<Result<{ readonly run: string | null; readonly kept: number }, PrinterActFault>> => {
  const { name } = deps;
  const known = new Set(
    intakesOf(deps.journal, "prints-observed").flatMap((seen) => (seen.host === name.host ? seen.prints.map(({ id }) => id) : [])),
  );
  const fresh = prints.filter(({ id, ending }) => ending !== "running" && !known.has(id));
  if (fresh.length === 0) return ok({ run: null, kept: 0 });
  const kept = await keepIntake(deps, `prints of ${name.host}`, [{ kind: "prints-observed", data: { ...name, prints: fresh } }]);
  return kept.ok ? ok({ run: kept.value, kept: fresh.length }) : kept;
};

/** Stores a file on the printer and keeps what was stored. Starts nothing. */
export const uploadFile = async (
  deps: PrinterDeps,
  { name, bytes, sha256 }: { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string },
): Promise<Result<{ readonly run: string; readonly path: string }, PrinterActFault>> => {
  if (!/^[\w(+][\w .()+-]{0,118}[.](?:gcode|gco|g)$/u.test(name))
    return fail({
      code: "BAD_FILE_NAME",
      message: `${JSON.stringify(name.slice(0, 60))} is no plain name of a G-code file`,
      hint: "name it like part.gcode, with --name",
    });
  const stored = await deps.link.upload(name, bytes, deps.signal);
  if (!stored.ok) return fail(printerFault(stored.fault));
  const data = { ...deps.name, path: stored.value, sha256, bytes: bytes.length };
  const kept = await keepIntake(deps, `${stored.value} on ${deps.name.host}`, [{ kind: "file-uploaded", data }]);
  return kept.ok ? ok({ run: kept.value, path: stored.value }) : kept;
};

/**
 * Starts a print that a person approved with a reason. The approval is in the journal before the printer is asked, and what came
 * of it after; without a reason nothing is asked at all.
 */
export const startPrint = async (
  deps: PrinterDeps,
  path: string,
  reason: string | undefined,
): Promise<Result<{ readonly approval: string; readonly run: string }, PrinterActFault>> => {
  const said = reason?.trim() ?? "";
  if (said === "" || said.length > 500)
    return fail({
      code: "NOT_APPROVED",
      message: `${path} is not started: nobody approved it`,
      hint: `say why it may print: moot lab printer start ${path} --approve "bed is clear"`,
    });
  const approved = await keepIntake(deps, `approval of ${path} on ${deps.name.host}`, [
    { kind: "print-approved", data: { ...deps.name, path, reason: said } },
  ]);
  if (!approved.ok) return approved;
  const started = await deps.link.start(path, deps.signal);
  const approval = approved.value;
  const ended = await keepIntake(deps, `start of ${path} on ${deps.name.host}`, [
    started.ok
      ? { kind: "print-started", data: { approval } }
      : { kind: "print-not-started", data: { approval, why: started.fault.message } },
  ]);
  if (!started.ok) return fail(printerFault(started.fault));
  return ended.ok ? ok({ approval, run: ended.value }) : ended;
};
