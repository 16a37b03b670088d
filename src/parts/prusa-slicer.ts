import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "../core/kernel/result.ts";

/** Runs a program in a process group of its own, without a shell, and ends the group when the signal is aborted. */
export type RunProgram = (
  program: {
    readonly file: string;
    readonly args: readonly string[];
    readonly stdin: string;
    readonly env: Readonly<Record<string, string>>;
    readonly cwd: string;
  },
  signal: AbortSignal,
) => Promise<
  Result<
    { readonly code: number | null; readonly stdout: string; readonly stderr: string },
    { readonly kind: string; readonly message: string }
  >
>;

/** The slicer, how programs are run, and an empty folder of its own. */
export type SlicerPlace = { readonly program: string; readonly run: RunProgram; readonly folder: string };

/** Why a part was not sliced. */
export type SlicerFault = { readonly kind: "stopped" | "failed"; readonly message: string };

const FILES = { part: "part.stl", settings: "settings.ini", gcode: "part.gcode" } as const;
/** What is kept of the slicer's own words. */
const KEPT_WORDS = 400;

/**
 * Slices a part (binary STL) with a configuration. The names of files are ours, the environment is the PATH and an empty home, no
 * display, no script. Returns the path of the G-code, inside the folder.
 */
export const sliceWithPrusa = async (
  { program, run, folder }: SlicerPlace,
  { stl, ini }: { readonly stl: Uint8Array; readonly ini: string },
  signal: AbortSignal,
): Promise<Result<string, SlicerFault>> => {
  const home = join(folder, "home");
  mkdirSync(home);
  writeFileSync(join(folder, FILES.part), stl);
  writeFileSync(join(folder, FILES.settings), ini);
  const args = ["--export-gcode", "--load", FILES.settings, "--datadir", home, "--output", FILES.gcode, "--loglevel", "1", FILES.part];
  const env = { HOME: home, PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" };
  const ended = await run({ file: program, args, stdin: "", env, cwd: folder }, signal);
  if (!ended.ok) return fail({ kind: signal.aborted ? "stopped" : "failed", message: ended.fault.message });
  const { code, stdout, stderr } = ended.value;
  if (code === 0) return ok(join(folder, FILES.gcode));
  const words = `${stdout}\n${stderr}`
    .trim()
    .split("\n")
    .filter((line) => !line.includes("[trace]"))
    .join(" ")
    .slice(-KEPT_WORDS);
  return fail({ kind: "failed", message: `it ended with ${code ?? "a signal"}: ${words === "" ? "no word" : words}` });
};
