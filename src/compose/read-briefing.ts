import { isAbsolute, join, resolve } from "node:path";
import { fail, type Result } from "../core/kernel/result.ts";
import type { Briefing, BriefingFault } from "../storage/files/briefing.ts";
import type { ErrorFault } from "./error-fault.ts";

const BRIEFING_HINTS: Readonly<Record<BriefingFault["code"], string>> = {
  BRIEFING_MISSING: "moot roundtable --sample",
  BRIEFING_UNREADABLE: "name a Markdown file, or: moot roundtable --sample",
  BRIEFING_TOO_LARGE: "move data into files and register them under `## Steward-Registered Files`",
  BRIEFING_INVALID: "save the briefing as UTF-8 text",
  BRIEFING_EMPTY: "write the question and what is known into it: moot docs write-a-briefing",
};

/** A briefing by its name under the home's `briefings/`, else by its path. */
export const readBriefing = async (home: string, path: string): Promise<Result<Briefing, ErrorFault>> => {
  const { readBriefing: read } = await import("../storage/files/briefing.ts");
  const found = read(path, [...(isAbsolute(path) ? [] : [join(home, "briefings", path)]), resolve(path)]);
  return found.ok ? found : fail({ ...found.fault, hint: BRIEFING_HINTS[found.fault.code], retryable: false });
};
