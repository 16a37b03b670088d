import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fail, ok, type Result } from "../core/kernel/result.ts";

/** Files that were not written. */
export type WriteFault = { readonly code: "OUTPUT_UNWRITABLE"; readonly message: string; readonly hint: string };

/** Replaces files in a folder that a person named; removes those named `stale`; returns the absolute paths of what it wrote. Opens no home. */
export const writeFiles = async (
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  stale: readonly string[] = [],
): Promise<Result<readonly string[], WriteFault>> => {
  const { replaceFiles } = await import("../storage/files/output-folder.ts");
  try {
    return ok(replaceFiles(folder, files, stale));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail({
      code: "OUTPUT_UNWRITABLE",
      message: `${folder} cannot be written: ${why}`,
      hint: "name a folder that you can write to with --out",
    });
  }
};

/** Replaces one file that a person named; a folder is none. */
export const writeOneFile = async (path: string, content: string | Uint8Array): Promise<Result<readonly string[], WriteFault>> => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    return fail({ code: "OUTPUT_UNWRITABLE", message: `${path} is a folder`, hint: "name a file with --out" });
  return writeFiles(dirname(path), { [basename(path)]: content });
};
