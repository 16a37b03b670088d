import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { PrinterName } from "../core/lab/intake/past-print.ts";
import type { PrinterLink } from "../ports/printer.ts";

/** A printer that can be asked, and a warning where its key would be seen on the way. */
export type OpenedPrinter = { readonly name: PrinterName; readonly link: PrinterLink; readonly warnings: readonly string[] };

/** A printer that cannot be asked. */
export type NoPrinter = { readonly code: "NO_PRINTER" | "NO_PRINTER_KEY"; readonly message: string; readonly hint: string };

/** An answer takes no longer; an upload may take the whole of it. */
const TIMEOUT_MS = 30_000;

/** Opens the printer of the settings. Its key is what the named variable holds, and no other variable is looked at. */
export const openPrinter = async (
  { protocol, address, keyEnv }: { readonly protocol: string; readonly address: string; readonly keyEnv: string },
  env: NodeJS.ProcessEnv = process.env,
): Promise<Result<OpenedPrinter, NoPrinter>> => {
  const { registry } = await import("../printers/_registry.ts");
  const entry = registry.find(({ id }) => id === protocol);
  if (entry === undefined || address === "")
    return fail({
      code: "NO_PRINTER",
      message: "no printer is named",
      hint: "moot lab printer status --at http://127.0.0.1:7125, or set printer.address",
    });
  const key = keyEnv === "" ? undefined : env[keyEnv];
  if (keyEnv !== "" && (key === undefined || key === ""))
    return fail({ code: "NO_PRINTER_KEY", message: `${keyEnv} is not set, for ${address}`, hint: `put the printer's key into ${keyEnv}` });
  const url = new URL(address);
  const isOpen = key !== undefined && url.protocol === "http:" && !/^(?:localhost|127[.].*|\[::1\])$/u.test(url.hostname);
  return ok({
    name: { protocol, host: url.host },
    link: entry.open({ address: url.origin, timeoutMs: TIMEOUT_MS, ...(key === undefined ? {} : { key }) }),
    warnings: isOpen ? [`the key goes to ${url.host} without encryption: use https, or a network that you trust`] : [],
  });
};
