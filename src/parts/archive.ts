/**
 * @module Files of parts and projects that need a package to be read, and the program that slices them. Sees core and ports; the
 * geometry is in `core/lab/mesh`, what G-code says in `core/lab/gcode`, what profiles say in `core/lab/profiles`. Entry:
 * `read-part.ts`, `archived-profiles.ts`, `prusa-slicer.ts`.
 */
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";

/** A zip file whose names were looked at. Names are compared without their case and never touch a disk. */
export type Archive = {
  /** The names as they are written, in the order of the directory. */
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /**
   * The bytes of a file as they are inflated. Throws `ArchiveFault` when the file is not there, says that it is larger than
   * `mostBytes` or is longer than it says; what zlib finds wrong is thrown as it is.
   */
  readonly read: (name: string, mostBytes: number) => AsyncGenerator<Uint8Array>;
};

/** What an archive may not be; the message is for people. */
export class ArchiveFault extends Error {
  override readonly name = "ArchiveFault";
  readonly kind: "too-large" | "malformed";

  constructor(kind: ArchiveFault["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

const MOST_FILES = 10_000;

/** Opens a zip file. Throws what is wrong with it: no directory, an unsafe name, too many files. */
export const openArchive = async (bytes: Uint8Array): Promise<Archive> => {
  const zip: ZipFile = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (zip.entryCount > MOST_FILES)
    throw new ArchiveFault("too-large", `it holds ${zip.entryCount} files; at most ${MOST_FILES} are looked at`);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(keyOf(entry.fileName), entry);
  return {
    names: [...entries.values()].map(({ fileName }) => fileName),
    has: (name) => entries.has(keyOf(name)),
    read: async function* (name, mostBytes) {
      const entry = entries.get(keyOf(name));
      if (entry === undefined) throw new ArchiveFault("malformed", `${JSON.stringify(name.slice(0, 80))} is not in it`);
      if (entry.uncompressedSize > mostBytes)
        throw new ArchiveFault(
          "too-large",
          `${JSON.stringify(name.slice(0, 80))} unpacks to ${entry.uncompressedSize} bytes; at most ${mostBytes} are read`,
        );
      // The stream itself fails on the first byte over the size that the directory gives.
      const stream = await zip.openReadStreamPromise(entry);
      for await (const chunk of stream) yield chunk as Uint8Array;
    },
  };
};

const keyOf = (name: string): string => name.replace(/^\/+/u, "").toLowerCase();
