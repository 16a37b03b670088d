import { asRecord, asText, type Json } from "../kernel/json.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import type { Effort } from "../money/size.ts";
import { workerNameIssue } from "./persona.ts";

/** A worker as a team registers it. `model` is a tier or a model id, `backend` a backend id or `auto`; absent effort is the backend's own. */
export type Worker = { readonly model: string; readonly backend: string; readonly role: string; readonly effort?: Effort };

/** A team that one can start from: its workers in seat order, each name once. */
export type TeamTemplate = {
  readonly name: string;
  readonly description: string;
  readonly workers: readonly (Worker & { readonly name: string })[];
};

/** What a worker gets where nothing is said. */
export const DEFAULT_WORKER: Worker = { model: "sonnet", backend: "auto", role: "" };

/** Workers of the largest template. */
const MAX_WORKERS = 40;

/** Reads a `team.json`. The fault is one sentence that names the value. Unknown keys are ignored. */
export const parseTemplate = (text: string): Result<TeamTemplate, string> => {
  const body = asRecord(jsonOf(text));
  if (body === undefined) return fail("expected a JSON object with name and workers");
  const name = asText(body.name);
  if (name === undefined || name === "") return fail("expected a name");
  if (!Array.isArray(body.workers)) return fail("expected a list of workers");
  if (body.workers.length > MAX_WORKERS) return fail(`expected at most ${MAX_WORKERS} workers but found ${body.workers.length}`);
  const workers: (Worker & { name: string })[] = [];
  for (const item of body.workers as readonly Json[]) {
    const worker = parseWorker(item);
    if (!worker.ok) return worker;
    if (workers.some((known) => known.name === worker.value.name)) return fail(`${worker.value.name} is listed twice`);
    workers.push(worker.value);
  }
  return ok({ name, description: asText(body.description) ?? "", workers });
};

const parseWorker = (item: Json): Result<Worker & { readonly name: string }, string> => {
  const row = asRecord(item);
  const name = asText(row?.name);
  if (row === undefined || name === undefined) return fail("expected every worker to have a name");
  const issue = workerNameIssue(name);
  if (issue !== undefined) return fail(`${JSON.stringify(name)} ${issue}`);
  const { model, backend, role } = DEFAULT_WORKER;
  return ok({ name, model: asText(row.model) ?? model, backend: asText(row.backend) ?? backend, role: asText(row.role) ?? role });
};

const jsonOf = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};
