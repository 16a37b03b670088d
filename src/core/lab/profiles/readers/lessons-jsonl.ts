import { jsonRecord, lessonOfRow } from "../../lesson-row.ts";
import { Gleaner } from "../gleaner.ts";
import type { ProfileReader } from "../reader.ts";

const MOST_ROWS = 100_000;

/** Lessons of another ledger, or of an export of this one: a row a line. */
export const entry: ProfileReader = {
  id: "lessons-jsonl",
  title: "lessons (JSONL)",
  recognises: ({ path, text }) => /[.]jsonl$/iu.test(path) && text.slice(0, 10_000).includes('"lesson"'),
  read: ({ path, text }) => {
    const gleaner = new Gleaner();
    for (const [index, line] of text.split("\n").slice(0, MOST_ROWS).entries()) {
      if (line.trim() === "") continue;
      const row = jsonRecord(line);
      const read = row === undefined ? "is no JSON object" : lessonOfRow(row);
      if (typeof read === "string") gleaner.skip({ file: path, line: index + 1 }, "a lesson", read);
      else gleaner.lesson(read);
    }
    return gleaner.reading;
  },
};
