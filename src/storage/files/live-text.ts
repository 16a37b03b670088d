import { closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { asRecord, asText, type Json } from "../../core/kernel/json.ts";
import type { LiveText } from "../../ports/live-text.ts";

/** The folder of the home that holds a file for each run under way. */
const FOLDER = "live";

/** Pieces are written and read this often, in ms. */
const WRITE_MS = 25;
const READ_MS = 50;

/** Bytes after which a file begins anew, and of one reading. */
const MAX_BYTES = 256 * 1024;

/** Characters of one piece in the file; a longer one is cut, since a live view shows less. */
const MAX_PIECE_CHARS = 16_000;

/** One file of JSON lines a run, which every process appends to; only its owner may read it. */
export const openLiveText = (home: string): LiveText => {
  const pathOf = (run: string): string => join(home, FOLDER, `${encodeURIComponent(run)}.jsonl`);
  const pending = new Map<string, string>();
  let isDue = false;
  const flush = (): void => {
    isDue = false;
    for (const [run, lines] of pending) quietly(() => append(join(home, FOLDER), pathOf(run), lines));
    pending.clear();
  };
  return {
    tell: (run, step, delta) => {
      const line = `${JSON.stringify({ step, delta: delta.slice(0, MAX_PIECE_CHARS).toWellFormed() })}\n`;
      pending.set(run, `${pending.get(run) ?? ""}${line}`.slice(-MAX_BYTES));
      if (!isDue) setTimeout(flush, WRITE_MS).unref();
      isDue = true;
    },
    follow: (run, onText) => {
      const reader = new Reader(pathOf(run));
      const read = (): void => {
        let pieces: readonly Piece[] = [];
        quietly(() => {
          pieces = reader.fresh();
        });
        for (const { step, delta } of pieces) onText(step, delta);
      };
      const reading = setInterval(read, READ_MS).unref();
      return () => clearInterval(reading);
    },
    end: (run) => {
      pending.delete(run);
      quietly(() => rmSync(pathOf(run), { force: true }));
    },
  };
};

const append = (folder: string, path: string, lines: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = openSync(path, "a", 0o600);
  try {
    if (fstatSync(file).size > MAX_BYTES) ftruncateSync(file, 0);
    writeSync(file, lines);
  } finally {
    closeSync(file);
  }
};

type Piece = { readonly step: string; readonly delta: string };

/** Reads on where it stopped; a file that is gone or shorter than that begins anew. */
class Reader {
  readonly #path: string;
  #offset = 0;
  #rest = Buffer.alloc(0);

  constructor(path: string) {
    this.#path = path;
  }

  fresh(): readonly Piece[] {
    const bytes = this.#read();
    const end = bytes.lastIndexOf(0x0a) + 1;
    this.#rest = bytes.subarray(end).length > MAX_BYTES ? Buffer.alloc(0) : bytes.subarray(end);
    return bytes.subarray(0, end).toString("utf8").split("\n").flatMap(pieceOf);
  }

  #read(): Buffer<ArrayBuffer> {
    let file: number;
    try {
      file = openSync(this.#path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    } catch {
      this.#restart();
      return this.#rest;
    }
    try {
      if (fstatSync(file).size < this.#offset) this.#restart();
      const chunk = Buffer.alloc(MAX_BYTES);
      const read = readSync(file, chunk, 0, chunk.length, this.#offset);
      this.#offset += read;
      return Buffer.concat([this.#rest, chunk.subarray(0, read)]);
    } finally {
      closeSync(file);
    }
  }

  #restart(): void {
    this.#offset = 0;
    this.#rest = Buffer.alloc(0);
  }
}

const pieceOf = (line: string): readonly Piece[] => {
  try {
    const record = asRecord(JSON.parse(line) as Json);
    const [step, delta] = [asText(record?.step), asText(record?.delta)];
    return step === undefined || delta === undefined ? [] : [{ step, delta }];
  } catch {
    return [];
  }
};

/** A live view is worth no failure: what cannot be written or read is left out. */
const quietly = (act: () => void): void => {
  try {
    act();
  } catch {
    // The journal has the whole answer.
  }
};
