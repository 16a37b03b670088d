import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** What a reader of lines is told. `onLine` gets undefined in place of a line that is too long; `onEnd` comes once. */
export type LineReader = { readonly onLine: (line: string | undefined) => void; readonly onEnd: () => void };

/** Reads UTF-8 lines of at most `mostChars` characters; no more than that is ever held. A last line without an end counts. Returns the stop function. */
export const readLines = (from: Readable, mostChars: number, { onLine, onEnd }: LineReader): (() => void) => {
  const decoder = new StringDecoder("utf8");
  let held = "";
  let isTooLong = false;
  const take = (piece: string): void => {
    if (isTooLong || held.length + piece.length > mostChars) {
      isTooLong = true;
      held = "";
    } else held += piece;
  };
  const finish = (): void => {
    onLine(isTooLong ? undefined : held.replace(/\r$/u, ""));
    held = "";
    isTooLong = false;
  };
  const onData = (chunk: Buffer): void => {
    const pieces = decoder.write(chunk).split("\n");
    pieces.forEach((piece, index) => {
      take(piece);
      if (index < pieces.length - 1) finish();
    });
  };
  const onClose = (): void => {
    stop();
    if (held !== "" || isTooLong) finish();
    onEnd();
  };
  const stop = (): void => {
    from.off("data", onData).off("end", onClose).off("close", onClose);
  };
  from.on("data", onData).on("end", onClose).on("close", onClose);
  return stop;
};

/** All of an input as UTF-8 text; undefined when it is longer than `mostBytes`. */
export const readText = async (from: Readable, mostBytes: number): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of from as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};
