import type { Reading } from "./fact.ts";
import type { Neighbours, SourceFile } from "./reader.ts";
import { registry } from "./readers/_registry.ts";

/** What a file came to, and who read it; undefined when no reader knows its kind. */
export const readProfile = (file: SourceFile, neighbours: Neighbours): (Reading & { readonly reader: string }) | undefined => {
  const reader = registry.find((one) => one.recognises(file));
  return reader && { ...reader.read(file, neighbours), reader: reader.id };
};
