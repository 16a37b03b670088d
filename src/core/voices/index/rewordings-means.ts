import type { Language } from "../types.ts";
import type { Rewording } from "./rewording.ts";

/** "2,000 EUR", "€ 30"; "1,40 m", "20 %", "4.5 Nm". */
const MONEY = "((?:[€$£]\\s?\\d(?:[\\d.,]*\\d)?|\\d[\\d.,\\s]*(?:EUR|USD|GBP|CHF|euros?|Euro|dollars?|pounds?|[€$£])))";
const AMOUNT = "(\\d[\\d.,]*(?:\\s\\d{3})*\\s?(?:%|€|[\\p{L}°²³µ/]+))";

const wording = (pattern: string, plain: string): Rewording => [new RegExp(pattern, "iu"), plain];

const AUTHORITY_EN =
  "(?:school|landlord|landlady|council|town|city|insurer|insurance|lender|bank|owner|board|committee|law|rules?|regulations?|contract|licence|permit|office|finance|treasurer|management|head office|customer|client|sponsor|funder|grant|norm|standard|building|caretaker|fire brigade|inspector|union)";
const THROUGH_EN = "(door|doorway|gate|hatch|window|lift|gap|corridor|passage|aisle|arch|stairwell|opening)";

const english: readonly Rewording[] = [
  wording(
    `^.{0,160}?\\b(?:lets?|allows?|permits?|gives?|grants?) (?:us|me|the team|the club) (?:to )?(?:spend|pay|have|use) (?:only |up to |at most |no more than )?${MONEY}`,
    "We can spend at most $1",
  ),
  wording(
    `^.{0,160}?\\b(?:lets?|allows?|permits?|gives?|grants?|leaves?) (?:us|me|it|them|the team|the club) (?:to (?:use|take|have|draw) )?(?:up to|at most|no more than|a maximum of) (?=\\d)`,
    "It must have at most ",
  ),
  wording(
    `^.{0,160}?\\b(?:we|i)(?:['’]ve| have)(?: only| just)?(?: got)?(?: about)? ${MONEY} (?:put by|put aside|set aside|saved(?: up)?|left|to spend|in hand|and no more)\\b`,
    "We can spend at most $1",
  ),
  wording(
    `^(?:the|our) (?:\\p{L}+ ){1,6}(?:has |have )?(?:set aside|put aside|earmarked|approved|granted|allotted|budgeted|released|voted) (?:us )?(?:up to )?${MONEY}`,
    "We can spend at most $1",
  ),
  wording(`^(?:we|i) (?:do not|don['’]t|have not|haven['’]t)(?: have| got| want to spend)? more than ${MONEY}`, "We can spend at most $1"),
  wording(
    `^.{0,60}?\\bmore than (?:the |our )?${MONEY},? (?:that |which )?(?:we|i) (?:do not|don['’]t|have not|haven['’]t)(?: have| got)?\\b`,
    "We can spend at most $1",
  ),
  wording(
    `^(?:so |and |but )?(?:the|our) ${AUTHORITY_EN} (?:only |just |simply )?(?:says?|wants?|asks? for|insists? on|requires?|demands?|allows?|stipulates?|prescribes?)(?: that)?:? (?=(?:no|not|at|max|under|within|between|up to) )`,
    "There must be ",
  ),
  wording(`^.{0,160}?\\b(?:the|our) ${AUTHORITY_EN} (?:allows?|grants?|gives us|lets us have) (?:us )?${MONEY}`, "We can spend at most $1"),
  wording(
    "^(?:the |our |my )?(?:one|only|single|sole) (?:real |hard |firm )?(?:condition|requirement|must|constraint|non-negotiable)(?: is|:| is that| was)? ",
    "It must have ",
  ),
  wording(
    `^through (?:the|our|that) ${THROUGH_EN} \\(${AMOUNT}(?: wide)?\\),? (?:it|they) (?:must|has to|have to|needs? to).*`,
    "The width must be at most $2.",
  ),
  wording(
    `^(?:it|they|the \\p{L}+|whatever we \\p{L}+) (?:must|has to|have to|needs? to) (?:go|fit|pass|get) through (?:the|our|that) ${THROUGH_EN},? (?:which is |that is |\\()?${AMOUNT}.*`,
    "The width must be at most $2.",
  ),
  wording(`^(.{0,60}?\\b)(?:stays?|remains?|keeps?) (?:under|below) (?=\\d)`, "$1must stay under "),
];

const AUTHORITY_DE =
  "(?:der|die|das|unsere?) (?:Schule|Vermieter(?:in)?|Stadt|Gemeinde|Amt|Vorstand|Versicherung|Gesetz|Vertrag|Satzung|Verordnung|Norm|Förderverein|Träger|Bank|Hausverwaltung|Leitung|Chefin|Chef|Kundin|Kunde|Bauamt|Feuerwehr|Verein)";
const THROUGH_DE = "(Tür|Tor|Luke|Fenster|Aufzug|Durchgang|Gang|Flur|Treppenhaus|Öffnung|Lücke|Einfahrt)";

const german: readonly Rewording[] = [
  wording(
    `(?:aus|in) (?:der|unserer) (?:\\p{L}*kasse|Kasse) (?:gibt es|sind|liegen|haben wir|stehen)(?: noch| nur)? ${MONEY}`,
    "wir dürfen höchstens $1 ausgeben",
  ),
  wording(
    `^(?:und |aber )?mehr als (?:die |diese |unsere |den |diesen )?${MONEY} (?:haben|hat|habe|gibt|bekommen|kriegen|stehen|liegen|können|kann|wollen|will)\\b(?=[^.]{0,40}\\b(?:nicht|nie|keinesfalls))[^.]*`,
    "Es darf höchstens $1 kosten",
  ),
  wording(`^.{0,60}?\\bmehr als (?:die |den )?${MONEY}, die wir nicht haben\\b`, "Es darf höchstens $1 kosten"),
  wording("((?:darf|dürfen|kann|können) (?:\\p{L}+ ){0,3}?)bis (?:zu )?(?=\\d)", "$1höchstens "),
  wording(
    `^(?:in|durch) (?:den|die|das|unsere[nms]?) ${THROUGH_DE} \\(${AMOUNT}(?: breit)?\\),? (?:muss|müssen|soll|passt|passen).*`,
    "Die Breite darf höchstens $2 betragen.",
  ),
  wording(
    `^(?:er|sie|es|der \\p{Lu}\\p{L}+|die \\p{Lu}\\p{L}+|das \\p{Lu}\\p{L}+) (?:muss|müssen) durch (?:den|die|das|unsere[nms]?) ${THROUGH_DE},? (?:der ist |die ist |das ist |\\()?${AMOUNT}.*`,
    "Die Breite darf höchstens $2 betragen.",
  ),
  wording(
    `^(?:und |aber )?${AUTHORITY_DE} (?:sagt|verlangt|will|fordert|erlaubt|schreibt vor)(?: nur| bloß)?:? (?=(?:höchstens|mindestens|maximal|nicht mehr|nicht länger|nicht unter) )`,
    "Es müssen ",
  ),
  wording(
    "^(?:die |unsere |meine )?(?:einzige|eine) (?:harte |echte )?(?:Bedingung|Vorgabe|Voraussetzung|Anforderung)(?: ist,? dass|: dass| ist|:| war) ",
    "Es muss geben: ",
  ),
];

const french: readonly Rewording[] = [
  wording(`^.{0,60}?\\bplus que (?:les )?${MONEY} (?:que )?(?:nous n['’]avons|on n['’]a) pas`, "Il faut au maximum $1"),
  wording("^(?:la |notre )?seule (?:condition|exigence|contrainte)(?: est| c['’]est| :|:) ", "Il faut "),
  wording(`^(?:nous n['’]avons|on n['’]a) (?:que|pas plus de) ${MONEY}`, "Il faut au maximum $1"),
];

const spanish: readonly Rewording[] = [
  wording(`^(?:no tenemos|no hay) más (?:de|que) (?:los )?${MONEY}`, "El precio debe ser como máximo de $1"),
  wording("^(?:la |nuestra )?única (?:condición|exigencia)(?: es que| es|:) ", "Debe tener "),
];

/** What there is to spend, what somebody in charge prescribes, what must fit through, in the words that the limits are read by; the first that fits is taken. */
export const MEANS: { readonly [language in Language]: readonly Rewording[] } = { en: english, de: german, fr: french, es: spanish };
