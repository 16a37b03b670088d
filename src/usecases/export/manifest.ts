import type { FileFact } from "../../core/trace/card-facts.ts";

/** The file by which an export is known again: its other files with their sizes and checksums. */
export const MANIFEST = "moot-export.json";

/** What a manifest holds. */
type Manifest = { readonly schema: typeof MANIFEST_SCHEMA; readonly generator: string; readonly files: readonly FileFact[] };

const MANIFEST_SCHEMA = "moot/export-manifest@1";

/** The text of a manifest; files in the order given. */
export const manifestText = (generator: string, files: readonly FileFact[]): string =>
  `${JSON.stringify({ schema: MANIFEST_SCHEMA, generator, files } satisfies Manifest, undefined, 2)}\n`;
