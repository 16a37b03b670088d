/** The door to Moot as a library: open a home, argue, read what was said. */

export { version } from "./compose/program.ts";
export { type App, type AppOptions, type ModelSource, openApp } from "./compose.ts";
export { type Digest, digestOf, summaryText } from "./core/roundtable/digest.ts";
export type { Decision } from "./core/voices/types.ts";
export type { Engine, Outcome } from "./ports/engine.ts";
export type { Journal, RunRow, StoredEvent } from "./ports/journal.ts";
export type { Completion, Model, ModelRequest } from "./ports/model.ts";
export { decisionText, readDigest, writeDocuments } from "./usecases/roundtable/documents.ts";
export { type OpenRequest, openRoundtable } from "./usecases/roundtable/open.ts";
export { offerControl, resolveRun } from "./usecases/runs/control.ts";
export { listRuns, type RunSummary } from "./usecases/runs/list.ts";
export { seatPlans } from "./usecases/team/seat-plans.ts";
export { type Cause, why } from "./usecases/why/why.ts";
