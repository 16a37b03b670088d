import { asRecord, asText, type Json } from "../../core/kernel/json.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { WaitingTurn } from "./turns.ts";

/** What a seat's program is told, one JSON object a line. Later versions add members; the number changes when one changes. */
export type SeatLine =
  | ({ readonly type: "turn"; readonly protocol: "moot-seat/1" } & WaitingTurn)
  | { readonly type: "accepted"; readonly id: string }
  | { readonly type: "refused"; readonly id: string | null; readonly code: string; readonly message: string }
  | { readonly type: "closed"; readonly run: string };

/** What a seat's program says: the text that answers a turn. */
export type SeatAnswer = { readonly id: string; readonly text: string };

/** Characters of the longest line that is read: the longest answer, every character of it escaped. */
export const MAX_LINE_CHARS: number = 512 * 1024;

/** A line without its end. Everything but printable ASCII is escaped: any reader and any terminal takes it as it is. */
export const writeLine = (line: SeatLine): string =>
  JSON.stringify(line).replace(/[^\u0020-\u007e]/gu, (char) =>
    Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );

/** Reads an answer from a line within the limit. One that is none is refused with what is wrong with it; members that are not known are passed over. */
export const readAnswer = (line: string): Result<SeatAnswer, string> => {
  let value: Json;
  try {
    value = JSON.parse(line) as Json;
  } catch {
    return fail("the line is no JSON");
  }
  const record = asRecord(value);
  const [id, text] = [asText(record?.id), asText(record?.text)];
  if (id === undefined || text === undefined) return fail('expected {"id": …, "text": …}, both text');
  return ok({ id, text });
};
