/**
 * @module Parts of the composition, beside `compose.ts`: what every surface is handed and only this room may put together. Here the
 * backends: how each stands, what the settings say of them, and which is opened for a request. Entry: `modelSource`.
 */
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { TIERS } from "../core/team/tier.ts";
import { registry } from "../models/_registry.ts";
import type { Backend, BackendContext, BackendSettings, BackendState, OpenContext } from "../ports/backend.ts";
import type { SpendCaps } from "../ports/journal.ts";
import type { Model } from "../ports/model.ts";
import type { PaceLimits } from "../ports/pace.ts";
import type { Config } from "../usecases/home/config.ts";

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

/** How every backend stands here, in registry order. `contextOf` gives a backend its own context. */
export const backendStates = (contextOf: (backend: string) => BackendContext): readonly BackendState[] =>
  BACKENDS.map((backend) => {
    const own = stateOf(backend, contextOf(backend.id));
    const inner = handedTo(backend, contextOf(backend.id));
    if (inner === undefined) return own;
    const { id, sends, models, isLocal } = stateOf(inner, contextOf(inner.id));
    return { ...own, billedAs: id, sends, ...(models === undefined ? {} : { models }), ...(isLocal === undefined ? {} : { isLocal }) };
  });

const stateOf = (backend: Backend, context: BackendContext): BackendState => {
  const { id, aliases, title, sends } = backend;
  const models = backend.models?.(context);
  const isLocal = backend.isLocal?.(context);
  return {
    ...{ id, aliases, title, sends, ...backend.available(context) },
    ...(models === undefined ? {} : { models }),
    ...(isLocal === undefined ? {} : { isLocal }),
  };
};

/** The backend that another one hands its requests on to. There is no chain of them. */
const handedTo = ({ id, through }: Backend, context: BackendContext): Backend | undefined => {
  const to = through?.(context);
  return to === undefined ? undefined : BACKENDS.find((entry) => entry.id === to && to !== id);
};

/** What the settings say about backends, in the terms of the port: an empty text is the backend's own choice. */
export const backendSettings = ({ llm, gemini }: Pick<Config, "llm" | "gemini">): BackendSettings => {
  const { baseUrl, apiKeyEnv } = llm.openaiCompat;
  const claude = said(llm.modelMap);
  return {
    modelMap: {
      "anthropic-sdk": claude,
      "claude-code": claude,
      "openai-compat": said(llm.openaiCompat.modelMap),
      gemini: said(Object.fromEntries(TIERS.map((tier) => [tier, gemini.model]))),
    },
    openaiCompat: { ...(baseUrl === "" ? {} : { baseUrl }), ...(apiKeyEnv === "" ? {} : { apiKeyEnv }) },
  };
};

/** The pace that the settings set for a backend; undefined where they set none. */
export const paceLimits = ({ llm }: Pick<Config, "llm">, backend: string): PaceLimits | undefined => {
  const set = Object.entries(llm.limits[backend] ?? {}).filter(([, limit]) => limit > 0);
  return set.length === 0 ? undefined : Object.fromEntries(set);
};

/** The caps of day and month in micro-USD. */
export const calendarCaps = ({ cap }: Pick<Config, "cap">): SpendCaps => ({
  dayMicroUsd: cap.dayUsd === null ? undefined : Math.round(cap.dayUsd * 1_000_000),
  monthMicroUsd: cap.monthUsd === null ? undefined : Math.round(cap.monthUsd * 1_000_000),
});

const said = (map: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(map).filter(([, model]) => model !== ""));

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
  const { furnished, handedOn, patient } = await import("./furnished.ts");
  const context: OpenContext = {
    ...contextOf(backend.id),
    openBackend: (id) => {
      const other = BACKENDS.find((entry) => entry.id === id && id !== backend.id);
      const itsOwn: OpenContext = { ...contextOf(id), openBackend: () => undefined };
      return other?.available(itsOwn).available === true ? other.open(itsOwn).then((model) => handedOn(model, itsOwn)) : undefined;
    },
  };
  const model = await backend.open(context);
  return backend.through === undefined ? furnished(model, context) : patient(model, context);
};
