import type { Json } from "../core/kernel/json.ts";
import { fail, type Result } from "../core/kernel/result.ts";
import type { PrinterFault } from "../ports/printer.ts";

/** A finite number, or null for anything else. */
export const numberIn = (value: Json | undefined): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** A text of at most 500 characters, or null for anything else. */
export const textIn = (value: Json | undefined): string | null => (typeof value === "string" ? value.slice(0, 500) : null);

/** An answer that is JSON and not what the protocol says. */
export const malformed = (what: string): Result<never, PrinterFault> => fail({ kind: "malformed", message: `the answer holds no ${what}` });

/** The parts of a path, each encoded for an address. */
export const encodedPath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
