import { createHash } from "node:crypto";
import type { DatasetDeps } from "../usecases/export/dataset.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** What writes a data set here; the packages for it are loaded now. `version` is that of this program. */
export const datasetDeps = async (version: string): Promise<DatasetDeps> => {
  const { parquetOf } = await import("../export/parquet.ts");
  return { generator: `moot ${version}`, sha256, parquet: parquetOf };
};
