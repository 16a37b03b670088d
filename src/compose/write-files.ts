import { fail, ok, type Result } from "../core/kernel/result.ts";
import { staleFiles } from "../usecases/export/manifest.ts";
import { sha256 } from "./export.ts";
import { readFolder } from "./read-folder.ts";

/** Files that were not written. */
export type WriteFault = { readonly code: "OUTPUT_UNWRITABLE"; readonly message: string; readonly hint: string };

/**
 * Replaces files in a folder that a person named; returns their absolute paths. Opens no home. With `inPlaceOfExport` what an older
 * export left there, and nobody changed, goes.
 */
export const writeFiles = async (
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  { inPlaceOfExport = false }: { readonly inPlaceOfExport?: boolean } = {},
): Promise<Result<readonly string[], WriteFault>> => {
  const { replaceFiles } = await import("../storage/files/output-folder.ts");
  try {
    const stale = inPlaceOfExport ? staleFiles(readFolder(folder), Object.keys(files), sha256) : [];
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
