import type { Effort } from "../../core/money/size.ts";
import type { Worker } from "../../core/team/template.ts";
import type { Tier } from "../../core/team/tier.ts";
import type { OwnPrice } from "../money/price-table.ts";

/** Calls at once, and requests and tokens a minute; 0 is no limit. */
type PaceLimits = { readonly concurrency: number; readonly requestsPerMinute: number; readonly tokensPerMinute: number };

/** A model id for each tier; "" leaves it to the backend. */
type ModelMap = Readonly<Record<Tier, string>>;

/** Every setting, merged and checked. Times in seconds, caps in US dollars (null: no cap), fees in sparks; "" is the backend's own choice. */
export type Config = {
  readonly llm: {
    readonly mode: string;
    /** Model ids of Anthropic's models by tier. */
    readonly modelMap: ModelMap;
    readonly openaiCompat: { readonly baseUrl: string; readonly apiKeyEnv: string; readonly modelMap: ModelMap };
    /** US dollars per million tokens by model id: wins over the bundled table. */
    readonly prices: Readonly<Record<string, OwnPrice>>;
    readonly allowUnknownPrice: boolean;
    /** The pace of a backend over all processes of the home; 0 is no limit. */
    readonly limits: Readonly<Record<string, PaceLimits>>;
  };
  /** The printer that `moot lab printer` speaks to; `keyEnv` is the name of the variable that holds its key. */
  readonly printer: { readonly protocol: "moonraker" | "octoprint"; readonly address: string; readonly keyEnv: string };
  readonly gemini: { readonly model: string };
  readonly team: {
    /** The roster, in seat order. */
    readonly workers: Readonly<Record<string, Worker>>;
    readonly judge: { readonly model: string; readonly backend: string; readonly effort: Effort };
  };
  readonly roundtable: {
    readonly maxRounds: number;
    readonly budget: number;
    readonly speakerTimeoutSeconds: number;
    readonly externalTimeoutSeconds: number;
    readonly judgeTimeoutSeconds: number;
  };
  readonly steward: { readonly enabled: boolean; readonly budget: number; readonly timeoutSeconds: number };
  readonly competition: { readonly entryFees: Readonly<Record<"haiku" | "flash" | "sonnet" | "opus", number>> };
  readonly cap: { readonly runUsd: number | null; readonly dayUsd: number | null; readonly monthUsd: number | null };
};

/** The settings, and for every key path who set it: `default`, `user`, `project`, `env <VARIABLE>` or `flag <--flag>`. */
export type LoadedConfig = {
  readonly config: Config;
  readonly origins: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
};

/** Who sits when nobody says otherwise: the team `curated-five`. */
export const DEFAULT_ROSTER: Readonly<Record<string, Worker>> = {
  elena: { model: "sonnet", backend: "auto", role: "synthesis and architecture" },
  marcus: { model: "sonnet", backend: "auto", role: "challenge and exploits" },
  clare: { model: "haiku", backend: "auto", role: "concise structure" },
  simon: { model: "haiku", backend: "auto", role: "triage and sequencing" },
  naomi: { model: "flash", backend: "gemini", role: "cross-model blind spots" },
};
