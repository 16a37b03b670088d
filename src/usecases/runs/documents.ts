import type { RunId } from "../../core/run/event.ts";
import type { HomeFolder } from "../../ports/home.ts";
import type { Journal, RunRow } from "../../ports/journal.ts";
import { writeLabDocuments } from "../lab/documents.ts";
import { writeDocuments } from "../roundtable/documents.ts";

/** Writes the documents of a run into `runs/<id>/`, whatever its kind; a kind without documents has none. */
export const writeRunDocuments = (journal: Journal, home: HomeFolder, run: RunId): void => {
  const row = journal.run(run) as RunRow;
  if (row.kind === "roundtable") writeDocuments(journal, home, run);
  else writeLabDocuments(journal, home, row);
};
