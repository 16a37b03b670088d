/**
 * @module Parts of the composition, beside `compose.ts`: what every surface is handed and only this room may put together. Here the
 * backends: how each stands, what the settings say of them, and which is opened for a request. Entry: `openBackends`.
 */
import { join } from "node:path";
import type { Result } from "../core/kernel/result.ts";
import { TIERS } from "../core/team/tier.ts";
import { registry } from "../models/_registry.ts";
import type { Backend, BackendContext, BackendSettings, BackendState, OpenContext } from "../ports/backend.ts";
import type { Model } from "../ports/model.ts";
import type { Sampler } from "../ports/sampler.ts";
import type { Config, LoadedConfig } from "../usecases/home/config.ts";
import { findProgram } from "./find-program.ts";
import { once } from "./once.ts";

/** Every backend of this version. */
const BACKENDS: readonly Backend[] = registry;

/** How every backend stands here, in registry order. `contextOf` gives a backend its own context. */
export const backendStates = (contextOf: (backend: string) => BackendContext): readonly BackendState[] =>
  BACKENDS.map((backend) => {
    const own = stateOf(backend, contextOf(backend.id));
    const inner = handedTo(backend, contextOf(backend.id));
    if (inner === undefined) return own;
    const { id, billedAs = id, sends, models, isLocal } = stateOf(inner, contextOf(inner.id));
    return { ...own, billedAs, sends, ...(models === undefined ? {} : { models }), ...(isLocal === undefined ? {} : { isLocal }) };
  });

const stateOf = (backend: Backend, context: BackendContext): BackendState => {
  const { id, aliases, title, sends } = backend;
  const models = backend.models?.(context);
  const isLocal = backend.isLocal?.(context);
  const billedAs = backend.billedAs?.(context);
  return {
    ...{ id, aliases, title, sends, ...backend.available(context) },
    ...(models === undefined ? {} : { models }),
    ...(isLocal === undefined ? {} : { isLocal }),
    ...(billedAs === undefined ? {} : { billedAs }),
  };
};

/** The backend that another one hands its requests on to. There is no chain of them. */
const handedTo = ({ id, through }: Backend, context: BackendContext): Backend | undefined => {
  const to = through?.(context);
  return to === undefined ? undefined : BACKENDS.find((entry) => entry.id === to && to !== id);
};

/** What the settings say about backends, in the terms of the port: an empty text is the backend's own choice. */
const backendSettings = ({ llm, gemini }: Pick<Config, "llm" | "gemini">): BackendSettings => {
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

const said = (map: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(map).filter(([, model]) => model !== ""));

/** What the backends are opened on: the environment, the path of the home, the settings, and the model of an MCP client. */
export type BackendDeps = {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly settings: () => Result<LoadedConfig, unknown>;
  readonly sampler: Sampler | undefined;
};

/** The backends of one home. Settings that cannot be read count as not set; they are read once. */
export type Backends = {
  readonly settings: () => BackendSettings;
  readonly states: () => readonly BackendState[];
  /** Finds backends by id; `more` is what a backend is given to open beside what it may look at. */
  readonly models: (
    more: (backend: string) => Omit<OpenContext, keyof BackendContext | "openBackend">,
  ) => (id: string) => Model | undefined;
};

/** What a backend may look at is the environment, its settings, the PATH and its own folder of the home. */
export const openBackends = ({ env, home, settings, sampler }: BackendDeps): Backends => {
  const own = once((): BackendSettings => {
    const loaded = settings();
    return loaded.ok ? backendSettings(loaded.value.config) : { modelMap: {}, openaiCompat: {} };
  });
  const contextOf = (backend: string): BackendContext => ({
    env,
    settings: own.get(),
    program: (name) => findProgram(env.PATH, name),
    folder: join(home, "backends", backend),
    ...(sampler === undefined ? {} : { sampler }),
  });
  const states = once(() => backendStates(contextOf));
  return {
    settings: own.get,
    states: states.get,
    models: (more) => modelSource((id) => ({ ...contextOf(id), ...more(id) })),
  };
};

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
