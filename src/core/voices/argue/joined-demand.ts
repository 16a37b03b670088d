import { fold } from "../../kernel/text.ts";
import { termSet } from "../index/terms.ts";
import type { Language, Limit } from "../types.ts";

/** What is joined to a bound by a comma and "and", up to the next stop: "at least 8 altos for the mass, and Tobias at the organ". */
const JOINED = /,\s(?:and|und|et|y)\s([^,;.:()]{6,80})/gu;
/** A clause with a verb of its own explains or is a limit of its own; so does one that opens with a word that points back. */
const TELLS =
  /^(?:so|then|that|zwar|in|im|at|on|for|by|with|within|bei|am|auf|fur|mit|vor|this|it|we|he|she|they|there|not|also|no|none|if|when|because|das|dann|wir|es|sie|nicht|auch|wenn|cela|ca|on|eso|no)\b|\b(?:is|are|was|were|will|has|have|had|can|could|must|may|goes|comes|want|wants|ist|sind|war|hat|haben|wird|muss|kann|geht|gibt|darf|soll|est|sont|doit|peut|es|son|debe|puede)\b|n['’]t\b/u;

/**
 * The further thing without a number that a limit demands in the same breath, as a limit of its own; undefined where it demands none. What is held
 * against the number alone keeps no more than half of such a limit.
 */
export const joinedDemand = ({ upper: _upper, forbids: _forbids, quantity, ...limit }: Limit, language: Language): Limit | undefined => {
  const at = quantity === undefined ? -1 : limit.text.indexOf(quantity.raw);
  const rest = quantity === undefined || at < 0 ? "" : fold(limit.text.slice(at + quantity.raw.length));
  const [found] = [...rest.matchAll(JOINED)].filter(
    ({ 1: joined = "", index }) =>
      !/\d/u.test(joined) && !TELLS.test(joined) && /\p{L}{4,}/u.test(joined) && !REASON.test(rest.slice(0, index)),
  );
  return found === undefined ? undefined : { ...limit, text: found[1] as string, terms: termSet(found[1] as string, language) };
};

const REASON = /\b(?:because|since|as|so that|weil|da|denn|damit|car|parce que|puisque|porque|ya que)\b/u;
