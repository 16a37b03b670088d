import { fail, ok, type Result } from "../core/kernel/result.ts";
import { findProgram } from "./find-program.ts";

/** A part that was not sliced. */
export type SliceFault = {
  readonly code: "SLICER_MISSING" | "SLICER_FAILED" | "SLICER_TIMEOUT" | "INTERRUPTED" | "TERMINATED";
  readonly message: string;
  readonly hint: string;
};

/** Bytes of G-code that are read back. */
const MOST_GCODE_BYTES = 256 * 1024 * 1024;

/**
 * Slices a part (binary STL) with the slicer on the PATH, in a temporary folder that goes away. Its whole process group is ended when
 * the time is over or this process is told to stop.
 */
export const slicePart = async (
  part: { readonly stl: Uint8Array; readonly ini: string },
  mostMs: number,
): Promise<Result<Uint8Array, SliceFault>> => {
  const program = findProgram(process.env.PATH, "prusa-slicer");
  if (program === undefined)
    return fail({
      code: "SLICER_MISSING",
      message: "prusa-slicer is not on the PATH, and slicing is its work",
      hint: "apt-get install prusa-slicer",
    });
  const [{ inScratch, runProgram }, { sliceWithPrusa }, { readWholeFile }] = await Promise.all([
    import("../models/child.ts"),
    import("../parts/prusa-slicer.ts"),
    import("../storage/files/descriptor.ts"),
  ]);
  return stoppable(mostMs, (signal) =>
    inScratch(async ({ cwd }) => {
      const sliced = await sliceWithPrusa({ program, run: runProgram, folder: cwd }, part, signal);
      if (!sliced.ok) return signal.aborted ? fail(stopFault(signal, mostMs)) : fail(failed(sliced.fault.message));
      const bytes = readWholeFile(sliced.value, MOST_GCODE_BYTES);
      return bytes.ok ? ok(bytes.value) : fail(failed(`its G-code ${bytes.fault.message}`));
    }),
  );
};

/** Runs work under a signal that the clock and the signals of this process abort; its reason says which. */
const stoppable = async <T>(mostMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort("time"), mostMs);
  const onInterrupt = (): void => stop.abort("INTERRUPTED");
  const onTerminate = (): void => stop.abort("TERMINATED");
  process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
    process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
  }
};

const stopFault = ({ reason }: AbortSignal, mostMs: number): SliceFault =>
  reason === "INTERRUPTED" || reason === "TERMINATED"
    ? { code: reason, message: "slicing was stopped; nothing was written", hint: "run it again" }
    : {
        code: "SLICER_TIMEOUT",
        message: `prusa-slicer took longer than ${Math.round(mostMs / 1000)} s and was ended; nothing was written`,
        hint: "simplify the part, or give it longer with --timeout",
      };

const failed = (message: string): SliceFault => ({
  code: "SLICER_FAILED",
  message: `prusa-slicer could not slice the part: ${message}`,
  hint: "moot lab measure tells what the part is like; prusa-slicer --info asks the slicer",
});
