import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Effort } from "../../core/money/size.ts";
import { STAFF, workerNameIssue } from "../../core/team/persona.ts";
import { DEFAULT_WORKER, type Worker } from "../../core/team/template.ts";
import type { HomeFolder, ReadableFolder } from "../../ports/home.ts";
import { startState } from "../home/bootstrap.ts";
import type { ConfigFault } from "../home/config.ts";
import { checkValue } from "../home/config-check.ts";
import { WORKER_FIELD_NAMES, WORKER_FIELDS } from "../home/config-keys.ts";
import { type TeamFault, unknownName } from "./fault.ts";
import { changeRoster, readRoster } from "./roster.ts";
import { copiedTexts, type PersonaTexts, starterTexts } from "./starter-text.ts";
import { listTemplates, namesBelow } from "./templates.ts";

/** The rooms that an edit of the team touches: the home, and the bundled assets that it copies from. */
export type TeamRooms = { readonly home: HomeFolder; readonly assets: ReadableFolder };

/**
 * A worker to add. `fromTemplate` names a bundled persona, or a bundled team (then its worker of the same name, else its
 * first). What is left out is the template's, else sonnet, auto and no role.
 */
export type NewWorker = {
  readonly name: string;
  readonly model?: string | undefined;
  readonly backend?: string | undefined;
  readonly role?: string | undefined;
  /** One of the efforts; a fault when it is none. */
  readonly effort?: string | undefined;
  readonly fromTemplate?: string | undefined;
};

/** The worker as registered, the files and folders that were created, and those that were there and stay as they are. */
export type AddedWorker = {
  readonly name: string;
  readonly worker: Worker;
  readonly created: readonly string[];
  readonly kept: readonly string[];
};

/** Gives a new worker its persona and its empty state, then registers it in the person's settings. */
export const newWorker = ({ home, assets }: TeamRooms, asked: NewWorker): Result<AddedWorker, TeamFault | ConfigFault> => {
  const { name } = asked;
  const issue = workerNameIssue(name);
  if (issue !== undefined)
    return fail({ code: "BAD_NAME", message: `the name ${JSON.stringify(name)} ${issue}`, hint: "moot team new nova" });
  const roster = readRoster(home);
  if (!roster.ok) return roster;
  if (Object.hasOwn(roster.value.workers, name)) {
    return fail({
      code: "WORKER_EXISTS",
      message: `${name} is on the team already`,
      hint: `edit ${home.root}/agents/${name}/CLAUDE.md, or choose another name`,
    });
  }
  const origin = asked.fromTemplate === undefined ? ok(undefined) : findOrigin(assets, asked.fromTemplate, name);
  if (!origin.ok) return origin;
  const worker = workerOf(asked, origin.value?.worker ?? DEFAULT_WORKER);
  const wrong = fieldFault(worker);
  if (wrong !== undefined) return fail(wrong);
  const texts = origin.value === undefined ? starterTexts(name, worker) : copiedTexts(origin.value.texts, origin.value.name, name, worker);
  const written = writePersona(home, name, texts);
  const created = [...written.created, ...startState(home, name)];
  const registered = changeRoster(home, roster.value, { [name]: worker });
  return registered.ok ? ok({ name, worker, created, kept: written.kept }) : registered;
};

const workerOf = ({ model, backend, role, effort }: NewWorker, base: Worker): Worker => ({
  model: model ?? base.model,
  backend: backend === "claude" ? "auto" : (backend ?? base.backend),
  role: role ?? base.role,
  ...(effort !== undefined ? { effort: effort as Effort } : base.effort === undefined ? {} : { effort: base.effort }),
});

const fieldFault = (worker: Worker): TeamFault | undefined => {
  for (const field of WORKER_FIELD_NAMES) {
    const value = worker[field];
    const issue = value === undefined ? undefined : checkValue(WORKER_FIELDS[field], value);
    if (issue === undefined) continue;
    const message = `--${field} must be ${issue.expected} but is ${JSON.stringify(value)}`;
    return { code: "BAD_VALUE", message, hint: `pass --${field} ${issue.example}` };
  }
  return undefined;
};

type Origin = { readonly name: string; readonly worker: Worker; readonly texts: PersonaTexts };

const findOrigin = (assets: ReadableFolder, template: string, name: string): Result<Origin, TeamFault> => {
  const teams = listTemplates(assets);
  const personas = namesBelow(assets, "personas").filter((persona) => !STAFF.includes(persona));
  const team = teams.find((candidate) => candidate.name === template);
  const persona = (team?.workers.find((worker) => worker.name === name) ?? team?.workers[0])?.name ?? template;
  const claude = personas.includes(persona) ? assets.read(`personas/${persona}/CLAUDE.md`) : undefined;
  const identity = personas.includes(persona) ? assets.read(`personas/${persona}/IDENTITY.md`) : undefined;
  if (claude === undefined || identity === undefined) {
    const known = [...personas, ...teams.filter(({ workers }) => workers.length > 0).map((candidate) => candidate.name)];
    return fail(
      unknownName("UNKNOWN_TEMPLATE", "bundled persona or team", template, known, "leave --from-template out to start from a plain text"),
    );
  }
  const listed = teams.flatMap(({ workers }) => workers).find((worker) => worker.name === persona) ?? DEFAULT_WORKER;
  return ok({ name: persona, worker: { model: listed.model, backend: listed.backend, role: listed.role }, texts: { claude, identity } });
};

/** A folder that an earlier worker of this name left keeps its files: a person may have edited them. */
const writePersona = (
  home: HomeFolder,
  name: string,
  { claude, identity }: PersonaTexts,
): { readonly created: string[]; readonly kept: string[] } => {
  const created: string[] = [];
  const kept: string[] = [];
  for (const [file, text] of [
    ["CLAUDE.md", claude],
    ["IDENTITY.md", identity],
  ] as const) {
    const path = `agents/${name}/${file}`;
    if (home.read(path) === undefined) home.write(path, text);
    else kept.push(path);
    if (!kept.includes(path)) created.push(path);
  }
  return { created, kept };
};
