import { fail, ok, type Result } from "../core/kernel/result.ts";
import { ArchiveFault, openArchive } from "./archive.ts";

/** Files of an archive that are looked at for profiles, and bytes that all of them may unpack to. */
const MOST_FILES = 500;
const MOST_BYTES = 32 * 1024 * 1024;
/** What is no profile by its name: models, pictures, G-code, the parts of the package itself. */
const FOREIGN = /[.](?:model|rels|png|jpe?g|webp|svg|gcode|md5|bin|stl|obj)$|^\[content_types\][.]xml$|\/$/iu;

/**
 * The texts of an archive that may be profiles, by their paths in it, in the order of its directory. What is no UTF-8 text is left
 * out. Fails with what is wrong with the archive, as the end of a sentence.
 */
export const archivedProfiles = async (bytes: Uint8Array): Promise<Result<ReadonlyMap<string, string>, string>> => {
  try {
    const archive = await openArchive(bytes);
    const names = archive.names.filter((name) => !FOREIGN.test(name));
    if (names.length > MOST_FILES) return fail(`holds ${names.length} files that may be profiles; at most ${MOST_FILES} are read`);
    const texts = new Map<string, string>();
    let left = MOST_BYTES;
    for (const name of names) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of archive.read(name, left)) chunks.push(chunk);
      const whole = Buffer.concat(chunks);
      left -= whole.length;
      const text = utf8Of(whole);
      if (text !== undefined) texts.set(name, text);
    }
    return ok(texts);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(error instanceof ArchiveFault ? `is not read: ${why}` : `is no sound archive: ${why.slice(0, 200)}`);
  }
};

const utf8Of = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
