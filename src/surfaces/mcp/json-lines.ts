import { Transform } from "node:stream";
import { asRecord, type Json } from "../../core/kernel/json.ts";

/** The longest line that is looked at, in bytes: what the SDK takes. A longer one goes on to it, which ends the connection. */
const MAX_LINE_BYTES = 10 * 1024 * 1024;

const LF = 0x0a;

/**
 * Passes on lines that are JSON-RPC messages. Every other line is answered through `refuse` and goes no further: -32700 where it is
 * no JSON, -32600 where it is no message. Blank lines are dropped.
 */
export const messageLines = (refuse: (line: string) => void): Transform => {
  let parts: Buffer[] = [];
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      let from = 0;
      for (let end = chunk.indexOf(LF); end >= 0; from = end + 1, end = chunk.indexOf(LF, from)) {
        const line = Buffer.concat([...parts, chunk.subarray(from, end + 1)]);
        [parts, size] = [[], 0];
        const error = refusalOf(line.toString("utf8"));
        if (error === undefined) this.push(line);
        else if (error !== "") refuse(error);
      }
      parts.push(chunk.subarray(from));
      size += chunk.length - from;
      if (size > MAX_LINE_BYTES) {
        this.push(Buffer.concat(parts));
        [parts, size] = [[], 0];
      }
      done();
    },
  });
};

/** The answer to a line that is no message; undefined for a message, empty for a blank line. */
const refusalOf = (line: string): string | undefined => {
  if (line.trim() === "") return "";
  try {
    const message = asRecord(JSON.parse(line) as Json);
    if (message?.jsonrpc === "2.0" && (typeof message.method === "string" || "result" in message || "error" in message)) return undefined;
    const id = typeof message?.id === "string" || typeof message?.id === "number" ? message.id : null;
    return errorLine(id, -32600, "Invalid request: a line is one JSON-RPC 2.0 message");
  } catch {
    return errorLine(null, -32700, "Parse error: a line is one JSON-RPC 2.0 message, and this one is no JSON");
  }
};

const errorLine = (id: Json, code: number, message: string): string =>
  `${JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } })}\n`;
