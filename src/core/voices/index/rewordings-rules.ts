import type { Language } from "../types.ts";
import { type Rewording, wording, wordingsAfter } from "./rewording.ts";

const LEFT_EN = "(?:left|remain|remains|pass|passes|qualify|qualifies|survive|survives|fit|fits|meet (?:it|that|this)|hold|holds)";
/** What stands before a rule and says that it is about what is left. */
const BEFORE_EN = [
  "then",
  "otherwise",
  "failing that",
  "after that",
  "beyond that(?: it is (?:simply |only |just )?a (?:matter|question) of [^:,]{2,30}[:,])?",
  "within (?:these|this|that|those|them)",
  "(?:given|subject to|with) (?:that|this|these|those)(?: (?:given|met|settled))?",
  "as long as (?:that|this|it) (?:holds|is (?:met|so|true))",
  "once (?:that|this|it) is (?:met|given|fulfilled|satisfied|ensured|settled)",
  `(?:if|where|when|should) (?:there is (?:still )?a choice(?: left)?|we (?:still )?have a choice|(?:several|two|three|more than one|both|some|many|any)(?: of them| of these)?(?: are| is| still)? ${LEFT_EN})`,
  "(?:with )?everything else (?:being )?(?:settled|equal)",
  `(?:of|among|amongst|from|out of) (?:these|those|them|the (?:rest|others|remaining(?: ones)?)|what(?:ever)? (?:is |are )?${LEFT_EN}|(?:those|the ones) (?:that|which) (?:are |is )?${LEFT_EN})`,
].join("|");
const LONG_EN = "(?:the )?((?:long|high|larg|great|low|short|small|cheap|light|quiet)est|most|least|fastest|best|narrowest|widest)";

const thenEn = wordingsAfter(`(?:and |so )?(?:${BEFORE_EN})`);
const english: readonly Rewording[] = [
  thenEn(`,? maximi[sz]e (?:the )?([^.,;]{2,40})`, "Of those that pass, the highest $1 wins"),
  thenEn(`,? minimi[sz]e (?:the )?([^.,;]{2,40})`, "Of those that pass, the lowest $1 wins"),
  thenEn(
    `,? (?:what counts is |what matters is )?(?:the )?([^.,;]{2,40}), the (long|high|larg|great|low|short|small|cheap|light|quiet)er,? the better`,
    "Of those that pass, the $2est $1 wins",
  ),
  thenEn(
    `,? (?:the )?(price|cost|costs) (?:decides|counts|is what counts|matters|is what matters)`,
    "Of those that pass, the lowest $1 wins",
  ),
  thenEn(
    `,? (?:the |we take |we pick |we choose |we buy |take |pick |it is )*(?:the )?((?:long|high|larg|great|low|short|small|cheap|light|quiet)er) ([^.,;]{2,30}?) (?:decides|wins|counts)`,
    "Of those that pass, the one with the $1 $2 wins",
  ),
  thenEn(`,? (?:we (?:would |['’]d )?(?:rather |prefer to |like to )?(?:have|take|get|buy|want)) (?=the )`, "Of those that pass, we take "),
  thenEn(
    `,? (?:we (?:take|pick|choose|buy|prefer|go for|want) |take |pick |choose |buy |it is |i take )?(?=${LONG_EN}\\b)(?:the )?`,
    "Of those that pass, we take the ",
  ),
  thenEn(`,? (?=the )`, "Of those that pass, we take "),
  thenEn(`,? (?:the )?([^.,;]{2,30}?) (?:decides|counts|is what counts|matters|is what matters)`, "Of those that pass, the best $1 wins"),
  wording(`^the rest is decided by (?:the )?([^.,;]{2,30})`, "Of those that pass, the best $1 wins"),
  wording(
    `^${LONG_EN}((?: [^.,;]{2,30}?)?) of (?:the (?:rest|others|remaining(?: \\p{L}+)?)|those|these|what is left)\\b.*`,
    "Of those that pass, we take the $1$2.",
  ),
  wording(
    `^${LONG_EN}((?: [^.,;]{2,30}?)?) among (?:the (?:rest|others|remaining(?: \\p{L}+)?)|those|these|what is left)\\b.*`,
    "Of those that pass, we take the $1$2.",
  ),
  wording(
    `^whichever of the (?:remaining|other) \\p{L}+ has (the [^.,;]{4,50}?) is (?:ordered|bought|taken|chosen)`,
    "Of those that pass, we take the one with $1",
  ),
];

const BEFORE_DE = [
  "dann",
  "danach",
  "sonst",
  "ansonsten",
  "im übrigen(?: gilt:?)?",
  "darüber hinaus",
  "darunter",
  "davon",
  "innerhalb (?:dieser|der|dessen|davon)(?: grenzen?| vorgaben?)?",
  "unter (?:diesen|denen|den (?:verbleibenden|übrigen|anderen)|dem rest)",
  "von (?:diesen|den (?:verbleibenden|übrigen|anderen)|dem rest|denen, die (?:passen|übrig bleiben|bleiben|das erfüllen))",
  "bei mehreren:?",
  "(?:wenn|falls|sofern) (?:dann )?(?:noch )?(?:mehrere|zwei|beide)(?: noch)?(?: davon)? (?:übrig (?:sind|bleiben)|bleiben|passen|infrage kommen|in frage kommen)",
  "(?:bleiben|kommen|erfüllen|passen|sind) (?:dann )?(?:noch )?(?:mehrere|zwei|beide)(?: (?:übrig|in frage|infrage|das|dies))?",
  "haben wir (?:dann )?(?:noch )?die wahl",
  "(?:sofern|wenn|solange) das (?:eingehalten|erfüllt|gegeben) ist",
].join("|");
const TAKE_DE =
  "(?:(?:nehmen|kaufen|wählen|wollen|bestellen|bevorzugen) wir |wir (?:nehmen|kaufen|wählen) |bekommt |gewinnt |entscheidet |zählt |ist |am liebsten |dann )*";
const LONG_DE =
  "(?:(?:läng|höch|größ|nied(?:rig)|kürz|klein|günstig|billig|preiswert|preisgünstig|schmal|leicht|leise|wenig|mei|be)(?:s?te[nrsm]?))";

const thenDe = wordingsAfter(`(?:und )?(?:${BEFORE_DE})`);
const german: readonly Rewording[] = [
  wording(
    `^(?:und |am liebsten )?(?:${BEFORE_DE}),? (?:dann |nur )*(?:entscheidet|zählt|ist ausschlaggebend) (?:nur |allein |dann )?(?:der |die )?(preis|kosten)(?: allein)?\\.?$`,
    "Von denen, die das erfüllen, gewinnt der niedrigste $1.",
  ),
  thenDe(
    `,? (?:dann )?(?:entscheidet|zählt|ist ausschlaggebend) (?:nur |allein )?(?:der |die |das )?(\\p{L}+)\\.?$`,
    "Von denen, die das erfüllen, gewinnt die beste $1.",
  ),
  thenDe(
    `,? (?:dann )?(?:ist )?(?:der |die |das )?(\\p{L}+) (?:ist )?(?:entscheidend|ausschlaggebend|maßgeblich)\\.?$`,
    "Von denen, die das erfüllen, gewinnt die beste $1.",
  ),
  wording(
    `^(?:ausschlaggebend|entscheidend|maßgeblich) ist dann (?:der |die |das )?(\\p{L}+)\\.?$`,
    "Von denen, die das erfüllen, gewinnt die beste $1.",
  ),
  thenDe(`,? je (länger|höher|größer) (?:der |die |das )?(\\p{L}+), desto besser`, "Von denen, die das erfüllen, gewinnt die höchste $2"),
  thenDe(
    `,? je (kürzer|niedriger|kleiner|geringer) (?:der |die |das )?(\\p{L}+), desto besser`,
    "Von denen, die das erfüllen, gewinnt die niedrigste $2",
  ),
  wording(
    `^was (?:dann )?übrig (?:bleibt|ist), wird nach (\\p{L}+) entschieden, (?:die|der|das) (\\p{L}+ste) zuerst`,
    "Von denen, die das erfüllen, gewinnt die $2 $1",
  ),
  wording(`^am liebsten dann den, (?=dessen|der)`, "Von denen, die das erfüllen, nehmen wir den, "),
  thenDe(
    `,? ${TAKE_DE}(?:die |der |den |das )?(${LONG_DE}) (\\p{Lu}\\p{L}+)(?: (?:maßgeblich|entscheidend|ausschlaggebend|gewinnt|zählt))?`,
    "Von denen, die das erfüllen, gewinnt die $1 $2",
  ),
  thenDe(`,? ${TAKE_DE}(?=(?:der|die|das|den) )`, "Von denen, die das erfüllen, nehmen wir "),
  wording(
    `^wir (?:kaufen|nehmen|wählen) (den|die|das) (${LONG_DE}), (?:der|die|das) (?:das|dies|alles) (?:erfüllt|einhält|schafft)`,
    "Von denen, die das erfüllen, nehmen wir $1 $2",
  ),
  wording(`^es wird dann (?=das|der|die)`, "Von denen, die das erfüllen, nehmen wir "),
];

const BEFORE_FR =
  "(?:ensuite|puis|sinon|à défaut|pour le reste|alors|s['’]il en reste plusieurs|(?:parmi|entre) (?:ceux qui restent|celles qui restent|les autres|les restants))";
const thenFr = wordingsAfter(BEFORE_FR);
const french: readonly Rewording[] = [
  thenFr(`,? (?:c['’]est )?(?:le prix) (?:qui )?décide`, "Parmi ceux qui respectent cela, le prix le plus bas gagne"),
  thenFr(`,? (?:c['’]est )?(l['’]autonomie|la \\p{L}+|le \\p{L}+) (?:qui )?décide`, "Parmi ceux qui respectent cela, $1 décide"),
  thenFr(
    `,? plus (?:l['’]|la |le )(\\p{L}+) est (longue?|grande?|élevée?|haute?),? mieux c['’]est`,
    "Parmi ceux qui respectent cela, la plus $2 $1 gagne",
  ),
  thenFr(`,? (?:nous (?:prenons|choisissons)|on (?:prend|choisit)) `, "Parmi ceux qui respectent cela, nous prenons "),
  thenFr(`,? (?=(?:le|la|les) )`, "Parmi ceux qui respectent cela, nous prenons "),
  wording(`^(le prix le plus bas) décide alors`, "Parmi ceux qui respectent cela, nous prenons $1"),
];

const BEFORE_ES =
  "(?:después|luego|si no|en lo demás|por lo demás|entonces|si quedan varios|(?:de|entre) (?:los que queden|los restantes|los demás|el resto))";
const thenEs = wordingsAfter(BEFORE_ES);
const spanish: readonly Rewording[] = [
  thenEs(`,? cuant[oa] más (\\p{L}+), mejor`, "Entre los que cumplen, elegimos el de mayor $1"),
  thenEs(`,? el que (?:tenga|tiene) más (\\p{L}+)`, "Entre los que cumplen, elegimos el de mayor $1"),
  thenEs(`,? decide (?:la |el )((?:mayor|menor) \\p{L}+|precio más bajo)`, "Entre los que cumplen, elegimos el de $1"),
  thenEs(`,? (?:nos llevamos|se elige|elegimos|gana|tomamos) `, "Entre los que cumplen, elegimos "),
  thenEs(`,? (?=(?:el|la|los) )`, "Entre los que cumplen, elegimos "),
];

/** Rules of choice in other words, by language; the first that fits is taken. */
export const RULES: { readonly [language in Language]: readonly Rewording[] } = { en: english, de: german, fr: french, es: spanish };
