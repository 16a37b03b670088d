import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { splitAlternatives } from "./alternatives.ts";

const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    prenons: "prendre",
    vendons: "vendre",
    faisons: "faire",
    mettons: "mettre",
    allons: "aller",
    tenons: "tenir",
    venons: "venir",
    partons: "partir",
    ouvrons: "ouvrir",
    offrons: "offrir",
    construisons: "construire",
    attendons: "attendre",
    vamos: "ir",
    seguimos: "seguir",
    pedimos: "pedir",
    abrimos: "abrir",
    hacemos: "hacer",
    ponemos: "poner",
    vendemos: "vender",
  }),
);
const separable = /^(?:ab|an|auf|aus|bei|ein|fest|fort|her|hin|los|mit|nach|um|vor|weg|weiter|zu|zurück|zusammen|durch|bereit|teil|frei)$/u;
const helpers =
  /^(?:sollen|sollten|wollen|können|könnten|müssen|dürfen|haben|werden|sind|waren|hätten|würden|avons|sommes|devons|pouvons|voulons|savons|debemos|podemos|queremos|tenemos|somos|estamos|hemos|sabemos)$/u;

/** The infinitive of "we" and a verb in French or Spanish. */
const infinitive = (verb: string): string =>
  irregular.get(verb) ??
  verb
    .replace(/issons$/u, "ir")
    .replace(/geons$/u, "ger")
    .replace(/çons$/u, "cer")
    .replace(/ons$/u, "er")
    .replace(/amos$/u, "ar")
    .replace(/emos$/u, "er")
    .replace(/imos$/u, "ir");

/**
 * The act that a question with its verb first asks yes or no about: "¿Aceptamos la oferta?" is "aceptar la oferta", "Prenons-nous le stand ?" "prendre le
 * stand", "Nehmen wir das Angebot an?" "das Angebot annehmen", "Yes or no: extend the lease?" "extend the lease". Undefined when it
 * names alternatives, asks about an auxiliary, or is of another shape.
 */
export const turnedAct = (text: string, lexicon: Lexicon): string | undefined => {
  const plain = text.replace(/^(?:yes or no|ja oder nein|go or no[- ]go|oui ou non|s[ií] o no)\s?[:,–—-]\s*/iu, "");
  const body = plain.replace(/(?:,)?\s(?:or not|oder nicht|ou non|o no)\s?\?$/iu, "?");
  const found = bySubject(body, lexicon) ?? (body === text ? undefined : bare(body, lexicon));
  if (found === undefined || words(found).length < 2 || words(found).length > 14) return undefined;
  return splitAlternatives(found, lexicon, "or").length > 1 ? undefined : found;
};

const bySubject = (text: string, lexicon: Lexicon): string | undefined => {
  const shape = {
    en: undefined,
    de: /^(\p{Lu}\p{Ll}{2,}n) (?:wir|ich) ([^,;:?]{3,120})\?$/u,
    fr: /^(\p{L}{3,}ons)-nous ([^,;:?]{3,120}?)\s?\?$/iu,
    es: /^¿?(\p{L}{2,}[aei]mos) ([^,;:?]{3,120})\?$/iu,
  }[lexicon.language];
  const match = shape?.exec(text.trim());
  if (match === null || match === undefined) return undefined;
  const verb = (match[1] as string).toLowerCase();
  const rest = (match[2] as string).trim();
  if (helpers.test(verb)) return undefined;
  if (lexicon.language !== "de") return `${infinitive(verb)} ${rest}`;
  const list = rest.split(" ");
  const last = list.at(-1) as string;
  return separable.test(last) ? [...list.slice(0, -1), `${last}${verb}`].join(" ") : `${rest} ${verb}`;
};

/** "extend the lease?" behind "Yes or no:" or before "or not". */
const bare = (text: string, lexicon: Lexicon): string | undefined => {
  const act = text.replace(/[?\s]+$/u, "");
  const first = fold(act.split(" ")[0] ?? "");
  const small = act.slice(0, 1).toLowerCase() + act.slice(1);
  return lexicon.verbs.has(first) || (lexicon.language === "de" && /\p{Ll}{3,}n$/u.test(act)) ? small : undefined;
};
