import { fold } from "../../kernel/text.ts";
import type { Criterion, Evidence } from "../types.ts";

const LOWER =
  /\b(?:cost|costs|price|fee|fees|eur|usd|gbp|chf|rent|bill|latency|p\d\d|ms|delay|wait|waiting|error|errors|fail|failed|failure|failures|defect|defects|lost|loss|losses|downtime|outage|outages|incident|incidents|complaint|complaints|accident|accidents|injury|injuries|effort|work|person|risk|churn|noise|db|dba|emission|emissions|co2|nitrogen|variation|variance|rss|memory|cpu|kb|mb|gb|weight|detour|pages|tickets|overrun|late|cancelled|cancellation|absence|turnover rate|kosten|preis|gebuhr|anschaffung|betriebskosten|aufwand|arbeit|fehler|ausfall|ausfalle|verlust|larm|schall|schallpegel|wartezeit|dauer|lieferzeit|gewicht|risiko|new services|construction|migration|build)\b/;
const HIGHER =
  /\b(?:uptime|availability|throughput|per min|per sec|rps|qps|score|ok|acceptance|rating|satisfaction|battery|range|capacity|revenue|profit|margin|approval|coverage|accuracy|recall|precision|retention|warranty|yield|attendance|conversion|conversions|releases|savings|saved|growth|headroom|votes|preferred|protected|children|quality|reach|drop|system design|debugging|collaboration|writing|experience|akku|reichweite|zufriedenheit|umsatz|gewinn|nutzen|qualitat|raumtemperatur|temperatur im saal)\b/;
const LOWER_SAID =
  /\b(?:lower|less|fewer|smaller|cheaper|shorter|lighter) (?:is|are) better\b|\bas (?:low|small|short|few|cheap|little) as possible\b|\b(?:low|little|few|small|short|cheap|fewer|less|niedrig|wenig|gering|kurz|kleiner)\b|\bje (?:niedriger|weniger|kurzer|gunstiger)\b/;
const HIGHER_SAID =
  /\b(?:higher|more|larger|longer|bigger|faster) (?:is|are) better\b|\bas (?:high|many|much|long) as possible\b|\bje (?:hoher|mehr|langer)\b|\b(?:high|hohe|headroom)\b/;

const spaced = (text: string): string => fold(text).replace(/[_/.,:()]+/g, " ");

/** Which way a name points by its own words: 1 more is better, -1 less is better, 0 it does not say. Units are not words here. */
const nameDirection = (name: string): 1 | -1 | 0 => {
  const text = spaced(name);
  const higher = HIGHER.test(text);
  const lower = LOWER.test(text);
  return higher === lower ? 0 : higher ? 1 : -1;
};

/** What a direction rests on, for the decision to show. */
export type Direction = { readonly sign: 1 | -1 | 0; readonly assumed: boolean };

const said = (text: string): 1 | -1 | 0 => {
  const plain = spaced(text);
  const lower = LOWER_SAID.test(plain);
  const higher = HIGHER_SAID.test(plain);
  return lower === higher ? 0 : lower ? -1 : 1;
};

/**
 * Direction of a measured quantity: the words of the criterion, then the quantity's own name, then the criterion's
 * direction, then its dimension (money, and time under a criterion: less is better, marked as assumed). 0 when nothing says.
 */
export const directionOf = (label: string, dim: string, criterion: Criterion | undefined, evidence: Evidence): Direction => {
  const line = criterion === undefined ? "" : sourceLine(evidence, criterion);
  const explicit = /\b(?:is|are) better\b|possible|je (?:niedriger|weniger|hoher|mehr)/.test(spaced(line)) ? said(line) : 0;
  if (explicit !== 0) return { sign: explicit, assumed: false };
  const own = nameDirection(label);
  if (own !== 0) return { sign: own, assumed: false };
  if (criterion !== undefined && criterion.direction !== 0) return { sign: criterion.direction, assumed: criterion.assumedDirection };
  if (dim.startsWith("money:") || (dim === "time" && criterion !== undefined)) return { sign: -1, assumed: true };
  return { sign: 0, assumed: true };
};

const sourceLine = (evidence: Evidence, criterion: Criterion): string => {
  const source = evidence.sources.find((each) => each.file === criterion.place.file);
  return source?.lines.slice(criterion.place.line - 1, criterion.place.endLine).join(" ") ?? "";
};
