import type { Result } from "../core/kernel/result.ts";
import type { PastPrint } from "../core/lab/intake/past-print.ts";

/** What a printer is doing. `complete` stands until it is told something else; `offline`: the server answers, the printer does not. */
export type PrinterState = "idle" | "printing" | "paused" | "complete" | "error" | "offline";

/** A reading: °C or % of relative humidity. `target` is what a heater is set to. */
export type SensorReading = {
  readonly name: string;
  readonly kind: "temperature" | "humidity";
  readonly value: number;
  readonly target: number | null;
};

/** A printer now. `progress` is in [0, 1]. `file` is what it prints or printed last. */
export type PrinterStatus = {
  readonly state: PrinterState;
  readonly message: string;
  readonly file: string | null;
  readonly progress: number | null;
  readonly sensors: readonly SensorReading[];
};

/** Why a printer did not do it. No message holds the key. */
export type PrinterFault = {
  readonly kind: "unreachable" | "timeout" | "auth" | "malformed" | "too-large" | "busy" | "refused";
  readonly message: string;
};

/** A printer that is reached. Every call ends by itself, or when `signal` aborts; nothing is tried twice. */
export interface PrinterLink {
  status(signal: AbortSignal): Promise<Result<PrinterStatus, PrinterFault>>;
  /** Newest first, at most `limit`. */
  history(limit: number, signal: AbortSignal): Promise<Result<readonly PastPrint[], PrinterFault>>;
  /** Stores a file; starts nothing. Gives the path that the printer knows it by. */
  upload(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<Result<string, PrinterFault>>;
  /** Prints a file that is stored there. A printer that is at work is `busy`. */
  start(path: string, signal: AbortSignal): Promise<Result<void, PrinterFault>>;
}

/** Where a printer is: an http or https address without a path of a user, and its key where it wants one. */
export type PrinterPlace = { readonly address: string; readonly key?: string; readonly timeoutMs: number };

/** A way to reach printers: an open set, one file of `src/printers` each, exported as `entry`; held to `printer.laws.ts`. */
export interface PrinterProtocol {
  /** Unique, `[a-z0-9-]`. */
  readonly id: string;
  readonly title: string;
  open(place: PrinterPlace): PrinterLink;
}
