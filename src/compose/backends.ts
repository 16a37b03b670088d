import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { registry } from "../models/_registry.ts";
import { discreet, keysIn } from "../models/discreet.ts";
import { type Patience, patience, retrying } from "../models/retrying.ts";
import { structured } from "../models/structured.ts";
import type { Backend, BackendContext, OpenContext } from "../ports/backend.ts";
import type { Model } from "../ports/model.ts";

/** Every backend of this version. */
const BACKENDS: readonly Backend[] = registry;

/** Where a program is on the PATH: the first file there that may be run. Relative folders of the PATH are not looked into. */
export const findProgram = (path: string | undefined, name: string): string | undefined =>
  (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, name))
    .find(isProgram);

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** The ids of the backends that can answer here, in registry order. `contextOf` gives a backend its own context. */
export const availableBackends = (contextOf: (backend: string) => BackendContext): readonly string[] =>
  BACKENDS.filter((backend) => backend.available(contextOf(backend.id)).available).map(({ id }) => id);

/**
 * What every backend has around it, whoever wrote it: retries, the reading of structured answers with one repair turn, and keys
 * that stay out of what it says. The only place where these are applied.
 */
export const furnished = (model: Model, { env, settings, clock }: OpenContext, limits: Patience = patience(clock)): Model =>
  discreet(structured(retrying(model, limits)), keysIn(env, [settings.openaiCompat.apiKeyEnv]));

/** The context of a backend, without what this module adds: the way to the other backends. */
type ContextOf = (backend: string) => Omit<OpenContext, "openBackend">;

/** Finds backends by id. Each is opened once, when its first request comes. Undefined for an id that no backend has. */
export const modelSource = (contextOf: ContextOf): ((backend: string) => Model | undefined) => {
  const opened = new Map<string, Promise<Model>>();
  return (id) => {
    const backend = BACKENDS.find((entry) => entry.id === id);
    if (backend === undefined) return undefined;
    return {
      id,
      complete: async (request, signal, onText) => {
        const model = opened.get(id) ?? openFurnished(backend, contextOf);
        opened.set(id, model);
        return (await model).complete(request, signal, onText);
      },
    };
  };
};

const openFurnished = async (backend: Backend, contextOf: ContextOf): Promise<Model> => {
  const context = fullContext(backend.id, contextOf);
  return furnished(await backend.open(context), context);
};

/** A backend that another one opens can open none: there is no chain of them. */
const fullContext = (id: string, contextOf: ContextOf): OpenContext => ({
  ...contextOf(id),
  openBackend: (other) => {
    const backend = BACKENDS.find((entry) => entry.id === other && other !== id);
    const context: OpenContext = { ...contextOf(other), openBackend: () => undefined };
    return backend?.available(context).available === true ? backend.open(context) : undefined;
  },
});
