import { join } from "node:path";
import { sha256 } from "../../../compose/export.ts";
import { machineWords } from "../../../compose/machine-words.ts";
import { version } from "../../../compose/program.ts";
import { writeFiles } from "../../../compose/write-files.ts";
import { fail, ok } from "../../../core/kernel/result.ts";
import type { MachineWord } from "../../../core/trace/redaction.ts";
import type { Journal, RunRow } from "../../../ports/journal.ts";
import { findRuns } from "../../../usecases/export/material.ts";
import { type RunFile, reportFile, spanFile, traceFile } from "../../../usecases/export/run-files.ts";
import type { Run } from "../answer.ts";
import { doneLines } from "../render/done.ts";
import { counted } from "../render/time.ts";

type Make = (journal: Journal, row: RunRow, words: readonly MachineWord[]) => RunFile | undefined;

/** One run as one file of a format. `kind` names the command, its schema and its default folder. */
const exportRun =
  (kind: "traces" | "otel" | "report", make: Make): Run =>
  async (context, { args, options }) => {
    const app = await context.open();
    if (!app.ok) return app;
    const { journal, home, root } = app.value;
    const rows = findRuns(journal, [args[0] ?? "latest"], false);
    if (!rows.ok) return rows;
    const [row] = rows.value;
    const file = row && make(journal, row, machineWords(home.root, root));
    if (file === undefined)
      return fail({
        code: "NOTHING_TO_EXPORT",
        message: `${row?.run} is a ${row?.kind}: it has no turns`,
        at: `run ${row?.run}`,
        hint: "moot runs",
      });
    const folder = (options.out as string | undefined) ?? join("exports", kind);
    const written = await writeFiles(folder, { [file.name]: file.text });
    if (!written.ok) return written;
    const path = join(folder, file.name);
    return ok({
      schema: `export.${kind}`,
      data: { run: row?.run, file: path, redactions: file.redactions },
      text: (look) => doneLines(`${path}, ${counted(file.redactions, "redaction")}`, look),
    });
  };

/** `moot export traces RUN`: a session trace. */
export const runExportTraces: Run = exportRun("traces", traceFile);

/** `moot export otel RUN`: calls as OpenTelemetry spans. */
export const runExportOtel: Run = exportRun("otel", (journal, row, words) => spanFile(journal, row, words, { sha256, version: version() }));

/** `moot export report RUN`: one HTML page. */
export const runExportReport: Run = exportRun("report", (journal, row, words) => reportFile(journal, row, words, `moot ${version()}`));
