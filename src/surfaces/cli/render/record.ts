import type { Digest } from "../../../core/roundtable/digest.ts";
import { plainLine } from "./inline.ts";
import type { Look } from "./look.ts";
import { lookUpInShort } from "./look-up.ts";
import { rule } from "./rule.ts";
import { safeLine } from "./safe.ts";
import { scoreLines } from "./scores.ts";
import { table } from "./table.ts";
import { counted } from "./time.ts";
import { type Indent, wrap } from "./wrap.ts";

/** The record of a roundtable below its decision: scores, gates, stability, look-ups, notes. Empty parts are left out. */
export const recordLines = (digest: Digest, look: Look): readonly string[] => [
  ...section(look, "Scores and sparks", scoreLines(digest, look)),
  ...section(look, "Gates", gates(digest, look)),
  ...section(look, "Stability between rounds", stability(digest, look)),
  ...section(look, "Look-ups", lookUps(digest, look)),
  ...section(look, "Notes", notes(digest, look)),
];

/** A titled part with a blank line before it; nothing when it has no lines. */
export const section = (look: Look, title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", rule(look, title), ...lines];

const gates = ({ gate_bonuses }: Digest, look: Look): readonly string[] =>
  gate_bonuses.flatMap(({ agent, reason, turn, sparks }) => item(look, look.glyphs.star, `${agent} +${sparks}, turn ${turn}: ${reason}`));

const stability = ({ stability_jaccard }: Digest, look: Look): readonly string[] => {
  const rounds = Object.entries(stability_jaccard);
  const seats = [...new Set(rounds.flatMap(([, scores]) => Object.keys(scores)))].sort();
  if (rounds.length === 0) return [];
  return table(
    look,
    [{ title: "round", align: "end" }, ...seats.map((title) => ({ title: safeLine(title), align: "end" as const }))],
    rounds.map(([round, scores]) => [round, ...seats.map((seat) => scores[seat]?.toFixed(2) ?? "")]),
  );
};

const lookUps = ({ steward_log }: Digest, look: Look): readonly string[] => {
  if (steward_log.length === 0) return [];
  return table(
    look,
    [
      { title: "round", align: "end" },
      { title: "seat" },
      { title: "by" },
      { title: "request", grows: "wraps" },
      { title: "result", grows: "wraps" },
    ],
    steward_log.map(({ agent, round, request, model, status, result }) => [
      String(round),
      safeLine(agent),
      safeLine(model),
      safeLine(request),
      status === "success" ? lookUpInShort(result) : `${status}: ${lookUpInShort(result)}`,
    ]),
  );
};

const notes = (digest: Digest, look: Look): readonly string[] => [
  ...digest.sources
    .filter(({ status }) => status === "refused")
    .flatMap(({ path, reason }) => item(look, look.glyphs.warn, `${path} was not read: ${reason ?? "no reason"}`)),
  ...digest.penalties.flatMap(({ agent, kind, sparks, quote, reason }) =>
    item(look, look.glyphs.no, `${agent} was fined ${sparks} for ${kind}: ${reason} ("${quote}")`),
  ),
  ...digest.byzantine_flags.flatMap(({ agent, rule: name, value, peers, window }) =>
    item(
      look,
      look.glyphs.warn,
      `${agent} is flagged ${name}: ${value.toFixed(2)} against ${peers.toFixed(2)} of its peers over ${counted(window, "roundtable")}`,
    ),
  ),
  ...digest.failures.flatMap(({ agent, round, phase, fault }) =>
    item(look, look.glyphs.no, `${agent}, round ${round}, ${phase}: ${fault}`),
  ),
  ...digest.judge_messages.flatMap(({ turn, kind, agent, message }) =>
    item(look, look.glyphs.bullet, `judge, ${kind}${agent === "" ? "" : ` to ${agent}`}, after turn ${turn}: ${message}`),
  ),
  ...(digest.converged ? item(look, look.glyphs.yes, `converged: ${digest.convergence_reason}`) : []),
];

const item = (look: Look, mark: string, text: string): readonly string[] => {
  const indent: Indent = { first: `${mark} `, rest: "  " };
  return wrap([{ text: plainLine(text, look) }], Math.min(look.width, 100), indent);
};
