import { clip } from "../../core/kernel/text.ts";
import type { Purse } from "../../core/money/purse.ts";
import { stripRequests } from "../../core/roundtable/requests.ts";
import type { ModelFault } from "../../core/run/fault.ts";
import { checkReply } from "../../core/steward/check-reply.ts";
import { examplesFor } from "../../core/steward/examples.ts";
import { lookUp } from "../../core/steward/lookup.ts";
import { redact } from "../../core/steward/secrets.ts";
import type { Place, SourceText } from "../../core/voices/types.ts";
import type { Completion, Model, ModelRequest, Tier } from "../../ports/model.ts";
import { STEWARD_SYSTEM, stewardPrompt } from "./prompt.ts";
import { stewardTools } from "./tools.ts";

/** What is asked of the steward, and whom it may ask when code alone cannot answer. */
export type StewardAsk = {
  readonly request: string;
  /** The registered files as read at the opening; nothing else is ever read. */
  readonly sources: readonly SourceText[];
  /** Undefined or `offline`: only code answers. */
  readonly model: Model | undefined;
  /** The model's size; default haiku. */
  readonly tier?: Tier;
  /** True asks the larger model; the caller grants it to the judge alone. */
  readonly escalate?: boolean;
  /** Characters of the answer, at most and by default 4,096; a longer one is cut and says so. */
  readonly budgetChars?: number;
  /** What pays for the model; absent where nothing is billed. */
  readonly purse?: Purse | undefined;
  readonly signal: AbortSignal;
};

/** What came of it. `model` is `deterministic` when code answered, `none` when nobody did. `microUsd` is there when it is known. */
export type StewardAnswer = {
  readonly status: "success" | "not-found" | "timeout" | "error" | "unavailable";
  readonly text: string;
  readonly model: string;
  readonly places: readonly Place[];
  readonly microUsd?: number;
  /** There is no answer yet: somebody must write these files first. */
  readonly waitsFor?: readonly string[];
};

const MAX_ANSWER_CHARS = 4_096;
const MAX_TOKENS = 2_000;
const SHOWN_HASHES = 6;

/**
 * Answers a look-up: by code where the grammar reaches, else by a model with our own tools over the files in memory. A
 * model's reply is checked: places and quotes that are not in the files are marked `[unverified]`. Faults are answers too.
 */
export const answerRequest = async (ask: StewardAsk): Promise<StewardAnswer> => {
  const { request, sources, model, signal } = ask;
  const budget = Math.max(200, Math.min(ask.budgetChars ?? MAX_ANSWER_CHARS, MAX_ANSWER_CHARS));
  if (sources.length === 0) return nobody("unavailable", "No look-up: no file is registered.");
  const found = lookUp(request, sources);
  if (found !== undefined) {
    return {
      status: found.status === "found" ? "success" : "not-found",
      text: cut(found.text, budget),
      model: "deterministic",
      places: found.places,
    };
  }
  if (model === undefined || model.id === "offline") return nobody("unavailable", cut(grammarHelp(sources), budget));
  if (signal.aborted) return nobody("timeout", "No result: the time for this look-up was over before it began.");
  const tier = ask.escalate === true ? "sonnet" : (ask.tier ?? "haiku");
  const asked = { ...stewardRequest({ request, sources, tier }), ...(ask.purse === undefined ? {} : { purse: ask.purse }) };
  const completion = await model.complete(asked, signal);
  return completion.ok ? checked(ask, completion.value, budget) : failed(completion.fault, model.id, signal.aborted);
};

/** What the steward's model is asked about a request over the registered files. */
export const stewardRequest = ({
  request,
  sources,
  tier,
}: {
  readonly request: string;
  readonly sources: readonly SourceText[];
  readonly tier: string;
}): ModelRequest => ({
  system: STEWARD_SYSTEM,
  messages: [{ role: "user", text: stewardPrompt(request, sources) }],
  tier: tier as Tier,
  tools: stewardTools(sources),
  maxTokens: MAX_TOKENS,
});

const nobody = (status: StewardAnswer["status"], text: string): StewardAnswer => ({ status, text, model: "none", places: [] });

const grammarHelp = (sources: readonly SourceText[]): string => {
  const examples = examplesFor(sources).map((example) => `- ${example}`);
  return [
    "No result: code alone cannot read this request, and no language model is at hand to try. Code answers counts, figures, rows, columns, settings, lines and sections of the registered files, for example:",
    ...examples,
  ].join("\n");
};

const checked = ({ request, sources }: StewardAsk, completion: Completion, budget: number): StewardAnswer => {
  const said = redact(stripRequests(completion.text)).text.trim();
  const cost = completion.costMicroUsd === undefined ? {} : { microUsd: completion.costMicroUsd };
  if (said === "")
    return { status: "error", text: "No result: the model's reply was empty.", model: completion.model, places: [], ...cost };
  const { text, places, unverified } = checkReply(said, sources, request);
  const absent = /^[\s*_#>"']*not found\b/iu.test(text);
  const notes = [
    ...(unverified > 0
      ? [`note: ${unverified} of its places or quotes ${unverified === 1 ? "is" : "are"} not in the registered files`]
      : []),
    ...(places.length === 0 && !absent ? ["note: it names no place that the registered files have; take it as unverified"] : []),
    ...hashes(places, sources),
  ];
  const room = budget - notes.reduce((sum, note) => sum + note.length + 1, 0);
  return {
    status: absent ? "not-found" : "success",
    text: cut([cut(text, Math.max(100, room)), ...notes].join("\n"), budget),
    model: completion.model,
    places,
    ...cost,
  };
};

const hashes = (places: readonly Place[], sources: readonly SourceText[]): readonly string[] => {
  const cited = sources.filter(({ file }) => places.some((place) => place.file === file)).slice(0, SHOWN_HASHES);
  return cited.map(({ file, sha256 }) => `${clip(file, 200)} sha256 ${sha256.slice(0, 12)}`);
};

const failed = (fault: ModelFault, model: string, aborted: boolean): StewardAnswer => {
  const status = fault.kind === "timeout" || aborted ? "timeout" : NOT_THERE.has(fault.kind) ? "unavailable" : "error";
  const waiting = fault.kind === "waiting" ? { waitsFor: fault.files } : {};
  return { status, text: `No result: ${clip(redact(fault.message).text, 400)}`, model, places: [], ...waiting };
};

const NOT_THERE: ReadonlySet<ModelFault["kind"]> = new Set(["unavailable", "auth", "cap-reached"]);

/** At most `limit` characters; a cut says how much there was. */
const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const note = `\n… truncated: ${text.length} characters in all`;
  return `${clip(text, limit - note.length)}${note}`;
};
