import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { VOICES, type Voice, type VoiceName } from "../../core/lab/session/event.ts";
import { isTier, tierOf } from "../../core/team/tier.ts";
import type { BackendState } from "../../ports/backend.ts";
import type { ReadableFolder } from "../../ports/home.ts";
import type { LoadedConfig } from "../home/config.ts";
import { readPrices } from "../money/price-table.ts";
import { type SeatPrices, seatPrices } from "../money/seat-prices.ts";
import { backendFault, backendNamed, chooseBackend } from "../team/backend.ts";
import type { TeamFault } from "../team/fault.ts";
import type { WishFault } from "./wish.ts";

/** Which backend and model speak: `id` for every voice, or `voice=id` for one; the last word on a voice counts. */
export type VoiceWish = { readonly backend?: readonly string[] | undefined; readonly model?: readonly string[] | undefined };

/** The voices of a run, and what their models cost. */
export type VoicePlan = { readonly voices: Readonly<Record<VoiceName, Voice>> } & SeatPrices;

/** What planning voices needs. */
export type VoiceHouse = { readonly assets: ReadableFolder; readonly backends: readonly BackendState[] };

/** The size of model that a voice asks when nobody names one. */
const TIER = "sonnet";

/** Resolves the voices by settings and wish. A backend that cannot answer is a fault; without any word it is the active one. */
export const planVoices = (
  { assets, backends }: VoiceHouse,
  { config, origins }: LoadedConfig,
  wish: VoiceWish,
): Result<VoicePlan, TeamFault | WishFault> => {
  const named = { backend: perVoice("--backend", wish.backend ?? []), model: perVoice("--model", wish.model ?? []) };
  if (!named.backend.ok) return named.backend;
  if (!named.model.ok) return named.model;
  const timeoutMs = config.roundtable.speakerTimeoutSeconds * 1000;
  const voices: Partial<Record<VoiceName, Voice>> = {};
  for (const voice of VOICES) {
    const asked = named.backend.value[voice];
    // The active backend is only looked for where a voice needs it.
    const active = asked === undefined ? chooseBackend(config.llm.mode, backends, origins["llm.mode"]) : ok({ mode: asked });
    if (!active.ok) return active;
    const backend = backendNamed(active.value.mode, backends);
    if (backend?.available !== true) return fail(backendFault(active.value.mode, backends, voice));
    const word = named.model.value[voice];
    const size =
      word === undefined ? { tier: TIER, model: null } : isTier(word) ? { tier: word, model: null } : { tier: tierOf(word), model: word };
    voices[voice] = { backend: backend.id, ...size, timeoutMs };
  }
  const whole = voices as Record<VoiceName, Voice>;
  const seats = VOICES.map((name) => ({ name, ...whole[name] }));
  const priced = seatPrices(readPrices(assets), config, seats, backends);
  return priced.ok ? ok({ voices: whole, ...priced.value }) : priced;
};

const perVoice = (flag: string, words: readonly string[]): Result<Partial<Record<VoiceName, string>>, WishFault> => {
  const found: Partial<Record<VoiceName, string>> = {};
  for (const word of words) {
    const cut = word.indexOf("=");
    const name = word.slice(0, Math.max(0, cut)).trim().toLowerCase();
    const value = word.slice(cut + 1).trim();
    const voice = VOICES.find((one) => one === name);
    if (value === "" || (cut >= 0 && voice === undefined)) {
      const message = `${flag} ${word.slice(0, 60)}: expected an id, or a voice (${VOICES.join(", ")}) and an id`;
      return fail({ code: "BAD_VALUE", message, hint: `pass ${flag} obrien=offline` });
    }
    for (const each of voice === undefined ? VOICES : [voice]) found[each] = value;
  }
  return ok(found);
};
