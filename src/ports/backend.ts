import type { EvidenceOf } from "../core/voices/evidence-cache.ts";
import type { Clock } from "./clock.ts";
import type { HomeFolder } from "./home.ts";
import type { Model, Tier } from "./model.ts";
import type { Pace, PaceLimits } from "./pace.ts";
import type { Sampler } from "./sampler.ts";

/** What the settings say about backends. A tier or address that is absent takes the backend's own default. */
export type BackendSettings = {
  /** Model ids by tier, by backend id. */
  readonly modelMap: Readonly<Record<string, Partial<Readonly<Record<Tier, string>>>>>;
  /** Address of an OpenAI-compatible server and the name of the variable that holds its key. */
  readonly openaiCompat: { readonly baseUrl?: string; readonly apiKeyEnv?: string };
};

/**
 * What a backend is given to say whether it can answer here. Only `compose.ts` makes one. `env` holds
 * credentials: a backend reads the names that it documents, and its `why` and `setup` never repeat a value.
 */
export type BackendContext = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly settings: BackendSettings;
  /** The absolute path of a program on the PATH. */
  readonly program: (name: string) => string | undefined;
  /** The absolute path of a folder that this backend owns in the home; made when it is first written. */
  readonly folder: string;
  /** Asks the model of an MCP client: there only while this process serves one that lends its model. */
  readonly sampler?: Sampler;
};

/**
 * What a backend is given to open, beside its context: the evidence index is the one that the turn reader uses; `openFolder`
 * opens a folder whose writes are whole or not at all; `openBackend` opens another backend as it is, without retries around it, but
 * paid for and in its turn. `isBilled`: its calls cost money here, so what another backend hands on to it is paid for or not sent.
 */
export type OpenContext = BackendContext & {
  readonly clock: Clock;
  readonly evidenceOf: EvidenceOf;
  readonly openFolder: (root: string) => HomeFolder;
  readonly openBackend: (id: string) => Promise<Model> | undefined;
  /** The pace that its calls keep; absent: none. */
  readonly pacing?: { readonly pace: Pace; readonly limits: PaceLimits } | undefined;
  readonly isBilled?: boolean;
};

/** Whether a backend can answer here, why in one sentence, and what a person would have to do. */
export type Availability =
  | { readonly available: true; readonly why: string }
  | { readonly available: false; readonly why: string; readonly setup: readonly string[] };

/**
 * A way to reach models: an open set, one file of `src/models` each, exported as `entry`. Every entry passes the conformance
 * suite of `ports/model.laws.ts`.
 */
export interface Backend {
  /** Unique, `[a-z0-9-]`; what `llm.mode` and a seat's `backend` name. */
  readonly id: string;
  /** Other names that settings and variables may use. */
  readonly aliases: readonly string[];
  /** One line for `moot config`. */
  readonly title: string;
  /** Whether prompts leave this machine. */
  readonly sends: boolean;
  /** Names of the variables that it reads, credentials among them: an isolated seat is given these and no others. Absent: none. */
  variables?(settings: BackendSettings): readonly string[];
  /** Cheap and offline: looks at variables, settings and the PATH; opens no connection. */
  available(context: BackendContext): Availability;
  /**
   * Id of the backend that it hands requests on to, as it is set up now: that one's models, prices, pace and variables count, and what
   * leaves this machine is its. Absent, or undefined: it hands on to none.
   */
  through?(context: Pick<BackendContext, "env">): string | undefined;
  /** Id of the backend whose prices count for its calls, as it is set up now. Absent, or undefined: its own. */
  billedAs?(context: Pick<BackendContext, "env">): string | undefined;
  /** The model id that it asks for each tier; absent, or undefined, where it does not say. */
  readonly models?: (context: BackendContext) => Readonly<Record<Tier, string>> | undefined;
  /** True when its server is a machine of the person's own, which bills nothing; absent: never. */
  readonly isLocal?: (context: BackendContext) => boolean;
  /** Loads what it needs when it is first asked for. Only called where it is available. */
  open(context: OpenContext): Promise<Model>;
}

/** A backend as it stands here, with the model ids that it would ask. `billedAs` is whose prices count; absent: its own. */
export type BackendState = Pick<Backend, "id" | "aliases" | "title" | "sends"> &
  Availability & { readonly models?: Readonly<Record<Tier, string>>; readonly isLocal?: boolean; readonly billedAs?: string };
