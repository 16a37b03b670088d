import { words } from "../../kernel/text.ts";
import { lexicons } from "../lang/lexicons.ts";
import { type PhraseIndex, phraseAt, phraseIndex } from "../lang/match.ts";
import type { Role } from "../types.ts";

/** Which role wins when two phrases of equal length stand in one heading. */
const priority: readonly Role[] = ["files", "questions", "constraints", "criteria", "options", "risks", "data", "objective", "context"];

const indexes: readonly (readonly [Role, PhraseIndex])[] = priority.map((role) => [
  role,
  phraseIndex(lexicons.flatMap((lexicon) => lexicon.roles.filter(([known]) => known === role).flatMap(([, list]) => list))),
]);

const light = new Set([
  ..."considered possible proposed available evaluated remaining final main current discussed set agreed approved adopted fixed given imposed examined compared tested received beschlossene festgelegte laut gemass according selon segun gepruefte aprobadas aprobados fixees retenues".split(
    " ",
  ),
  ...lexicons.flatMap((lexicon) => [
    ...lexicon.articles,
    ...lexicon.prepositions,
    ...lexicon.and,
    ...lexicon.or,
    ...lexicon.stopWords,
    ...lexicon.numberWords.keys(),
  ]),
]);
const compounds: readonly (readonly [string, Role])[] = [
  ["kriterien", "criteria"],
  ["bedingungen", "constraints"],
  ["anforderungen", "constraints"],
  ["optionen", "options"],
  ["varianten", "options"],
  ["daten", "data"],
  ["werte", "data"],
  ["ergebnisse", "data"],
  ["risiken", "risks"],
];

/** "What the rule has to respect": a heading with a verb of demand asks for something, unless it speaks of the decision itself. */
const demanding = /\b(?:must|has to|have to|needs? to (?:hold|meet|be)|may not|muss|mussen|darf nicht|doit|doivent|debe|deben)\b/u;
const deciding =
  /\b(?:decide|decided|decision|choose|know|answer|ask|do|entscheiden|entscheidung|wissen|tun|decider|savoir|faire|decidir|saber|hacer)\b/u;

type Hit = { readonly role: Role; readonly at: number; readonly size: number };

/**
 * The role that a heading sets, or undefined. The phrase must carry the heading: more than half of its content words, or its
 * start before a preposition ("Options for the queue"), or its end ("Hard constraints"). Under `strict` (inside an options
 * section, where sub-headings are names) only the first of these counts.
 */
export const headingRole = (heading: string, strict: boolean): Role | undefined => {
  const list = words(heading.replace(/^\s*(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z])[.)]\s+(?=\p{L})/u, ""));
  const content = list.filter((word) => !light.has(word) && !/^\d+$/u.test(word)).length;
  let best: Hit | undefined;
  for (const hit of hits(list)) {
    if (best && (hit.size < best.size || (hit.size === best.size && priority.indexOf(hit.role) >= priority.indexOf(best.role)))) continue;
    if (carries(hit, list, content, strict)) best = hit;
  }
  if (best || strict) return best?.role;
  const text = list.join(" ");
  return demanding.test(text) && !deciding.test(text) && list.length <= 12 ? "constraints" : undefined;
};

const hits = (list: readonly string[]): Hit[] => {
  const found: Hit[] = [];
  list.forEach((word, at) => {
    for (const [role, index] of indexes) {
      const phrase = phraseAt(list, at, index);
      if (phrase) found.push({ role, at, size: phrase.length });
    }
    for (const [ending, role] of compounds) if (word.length > ending.length && word.endsWith(ending)) found.push({ role, at, size: 1 });
  });
  return found;
};

const carries = (hit: Hit, list: readonly string[], content: number, strict: boolean): boolean => {
  const own = list.slice(hit.at, hit.at + hit.size).filter((word) => !light.has(word)).length;
  if (own * 2 > content) return true;
  if (strict || list.length > 9) return false;
  const after = list[hit.at + hit.size];
  const leads = list.slice(0, hit.at).every((word) => light.has(word));
  return (leads && (after === undefined || light.has(after))) || after === undefined;
};

/** The role that a lead-in ("The candidates are:", "It must:") or a label ("Budget: …") sets for what follows, or undefined. */
export const leadRole = (lead: string): Role | undefined => {
  const list = words(lead);
  if (list.length > 24) return undefined;
  let best: Hit | undefined;
  for (const hit of hits(list)) if (!best || hit.size > best.size || (hit.size === best.size && hit.at > best.at)) best = hit;
  return best?.role;
};
