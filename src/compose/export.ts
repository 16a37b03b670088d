import { createHash } from "node:crypto";
import type { Result } from "../core/kernel/result.ts";
import type { HubFault, HubUpload } from "../export/hub.ts";
import type { DatasetDeps } from "../usecases/export/dataset.ts";
import { staleFiles } from "../usecases/export/manifest.ts";
import type { PublishDeps } from "../usecases/export/publish.ts";
import { readFolder } from "./read-folder.ts";
import { writeFiles } from "./write-files.ts";

/** SHA-256 of bytes, hex. */
export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** What writes a data set here; the packages for it are loaded now. `version` is that of this program. */
export const datasetDeps = async (version: string): Promise<DatasetDeps> => {
  const { parquetOf } = await import("../export/parquet.ts");
  return { generator: `moot ${version}`, sha256, parquet: parquetOf };
};

/** What checks a folder before it is published. */
export const publishDeps = async (): Promise<PublishDeps> => {
  const { parquetTexts } = await import("../export/parquet.ts");
  return { sha256, parquetTexts };
};

/** Sends files to a Hub; its client is loaded now. */
export const sendToHub = async (upload: HubUpload): Promise<Result<{ readonly url: string }, HubFault>> => {
  const { uploadToHub } = await import("../export/hub.ts");
  return uploadToHub(upload);
};

/** A variable that a person named; nothing else of the environment is looked at. Undefined when it is not set or empty. */
export const namedVariable = (name: string, env: NodeJS.ProcessEnv = process.env): string | undefined => env[name] || undefined;

/** Writes an export into a folder, in the place of an older one that lies there. */
export const writeExport = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): ReturnType<typeof writeFiles> =>
  writeFiles(folder, files, staleFiles(readFolder(folder), Object.keys(files), sha256));
