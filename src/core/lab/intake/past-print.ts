/**
 * A print of the past, as the printer's server knows it. `finished` only says that it came to its end: how the part came out is a
 * person's to say. Times in ms since 1970 and seconds, filament in mm; what the server does not know is null.
 */
export type PastPrint = {
  readonly id: string;
  readonly file: string;
  readonly ending: "finished" | "cancelled" | "failed" | "running";
  readonly startedAtMs: number | null;
  readonly seconds: number | null;
  readonly filamentMm: number | null;
  readonly material: string | null;
  readonly nozzleCelsius: number | null;
  readonly bedCelsius: number | null;
  readonly layerHeightMm: number | null;
};

/** Which printer: the protocol and the host that a person named. */
export type PrinterName = { readonly protocol: string; readonly host: string };
