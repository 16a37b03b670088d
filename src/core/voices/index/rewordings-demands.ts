import type { Language } from "../types.ts";
import { type Rewording, wording } from "./rewording.ts";

/** "2,000 EUR", "±2 %", "€ 30", "13 hours"; the sign of a tolerance is left out. */
const MONEY = "((?:[€$£]\\s?\\d[\\d.,\\s]*\\d|\\d[\\d.,\\s]*(?:EUR|USD|GBP|CHF|euros?|Euro|dollars?|pounds?|[€$£])))";
const AMOUNT = "(\\d[\\d.,]*(?:\\s\\d{3})*\\s?(?:%|€|[\\p{L}°²³µ/]+))";
/** What a property is called: up to five words without a digit, a stop or a comma. */
const THING =
  "(?!(?:all|both|each|every|everything|any|none|these|those|this|that|it|they|which|what|alle|beide|jede|alles|diese|das|dies|es|was)\\b)((?:[\\p{L}'’-]+\\s){0,4}[\\p{L}'’-]+)";

const OWN_EN = "(?:we|i|the (?:board|club|school|team|committee|office|department|council|association|choir|boss))(?:['’]ve)?";
const OPENING_EN = "(?:gap|door|doorway|doorframe|aisle|corridor|passage|opening)";
const NO_USE_EN =
  "(?:(?:is|are) (?:no use|no good|not an option|out|useless|unacceptable|too (?:little|few|short|much))(?: (?:to|for) us)?|drops? out|will not do|won['’]t do|does not work|rules? (?:it|one|a \\p{L}+|any \\p{L}+) out|cannot be used)";
const UNDER_EN = "(?:under|below|less than|fewer than|shorter than|lower than)";
const OVER_EN = "(?:over|above|beyond|more than|higher than|larger than|wider than)";
const NEED_EN =
  "(?:a must|mandatory|required|essential|compulsory|obligatory|indispensable|non-negotiable|not negotiable|a requirement|a condition)";

const english: readonly Rewording[] = [
  wording(
    `^${OWN_EN} (?:have|has|had)? ?(?:set aside|put aside|put by|saved|reserved|earmarked|budgeted|approved|granted) ${MONEY}`,
    "We can spend at most $1",
  ),
  wording(`^${OWN_EN} (?:can|may) (?:only )?(?:spend|pay|afford|invest) ${MONEY}`, "We can spend at most $1"),
  wording(`^${OWN_EN} (?:have|has|['’]ve)(?: got)? ${MONEY} (?:in total )?for (?!it\\b|this\\b|that\\b)`, "We can spend at most $1 for "),
  wording(`^there (?:is|are) (?:only )?${MONEY} in the (?:kitty|pot|till|bank|budget|fund|account)\\b.*`, "We can spend at most $1."),
  wording(
    `^${MONEY} is (?:the most|all) (?:that )?(?:we|i) (?:can|may|will|have|want to) ?(?:pay|spend|afford)?\\b.*`,
    "We can spend at most $1.",
  ),
  wording(`^more than ${MONEY} is not (?:in the pot|possible|there|available|on)\\b`, "It must not cost more than $1"),
  wording(
    `^(?:we|i) (?:will|can|may|must|shall|do) not (?:ever )?(?:want to )?go (?:beyond|above|over|past|higher than) ${MONEY}`,
    "It must cost at most $1",
  ),
  wording(`^nothing ${OVER_EN} ${MONEY} (?:will|can|may|must) be\\b.*`, "It must cost at most $1."),
  wording(`^it must come in (?:under|below|at less than) ${MONEY}`, "It must cost less than $1"),
  wording(
    `\\b(?:must|has to|have to|needs? to|should) (?:fit|go|pass|get) (?:in|into|through|between|under)?\\s?(?:an?|the|our) ${AMOUNT}(?:[ -]wide)? ${OPENING_EN}`,
    "must have a width of at most $1",
  ),
  wording(`^fits? (?:in|into|through|between)?\\s?(?:an?|the|our) ${AMOUNT}(?:[ -]wide)? ${OPENING_EN}`, "Width of at most $1"),
  wording(
    `^(?:the|our) ${OPENING_EN} (?:is|leaves|measures|has) (?:only )?${AMOUNT}(?: wide)?[;,](?: so| and)? (?:it must not be wider|nothing wider|an?y? wider \\p{L}+ does not).*`,
    "The width must be at most $1.",
  ),
  wording(`^(.{0,80}?\\b\\p{L}+) of ± ?${AMOUNT}((?: \\p{L}{1,4})?) or better`, "$1 of at most $2$3"),
  wording(
    `^.*\\b(?:asks? for|demands?|requires?|wants?|calls? for|prescribes?|insists? on) ± ?${AMOUNT}(?: or better)?`,
    "The error must be at most $1",
  ),
  wording(`\\b(error|tolerance|deviation|inaccuracy)(.{0,24}?)\\bwithin ±? ?${AMOUNT}`, "$1$2at most $3"),
  wording(`^an? (error|tolerance|deviation|inaccuracy) ${OVER_EN} ${AMOUNT} ${NO_USE_EN}`, "The $1 must be at most $2"),
  wording(`^(?:price|cost) ceiling(?: is|:)? ${MONEY}`, "The price must be at most $1"),
  wording(`^(?:the )?max(?:imum|\\.)? (\\p{L}+(?: \\p{L}+)?)(?: is| of|:)? ${AMOUNT}`, "The $1 must be at most $2"),
  wording(`^(?:the )?min(?:imum|\\.)? (\\p{L}+(?: \\p{L}+)?)(?: is| of|:)? ${AMOUNT}`, "The $1 must be at least $2"),
  wording(`^(.{0,40}\\b)(?:${UNDER_EN}) ${AMOUNT}((?: of [^.]{3,30}?)?) ${NO_USE_EN}`, "$1at least $2$3 must hold"),
  wording(`^no \\p{L}+ (?:with|of) ${UNDER_EN} ${AMOUNT}`, "It must have at least $1"),
  wording(`\\b(\\d+)\\+ (?=\\p{L})`, "at least $1 "),
  wording(
    `^(?:the|our) (?:\\p{L}+ )?(?:contract|law|rules?|regulations?|insurer|lender|customer|client|tender|standard|norm|landlord|council|board|union|authority|bank|inspector|agreement) (?:demands?|asks? for|requires?|calls? for|prescribes?|insists? on|wants?) ${AMOUNT}`,
    "There must be at least $1",
  ),
  wording(
    `^(?:we|i) (?:insist on|need|require) (?=\\d[\\d.,]* (?:hours?|minutes?|seconds?|days?|kg|km|cm|m|l|litres?|kWh?|W|GB|MB|TB|%)\\b)`,
    "There must be at least ",
  ),
  wording(`^(?:we|i) need (it|them) to (carry|hold|last|seat|lift|take|bear|serve|handle|support)`, "$1 must $2"),
  wording(`^at a minimum it (carries|holds|lasts|seats|lifts|takes|bears) (?=\\d)`, "It must have at least "),
  wording(`^${THING} is the floor`, "$1 is the minimum"),
  wording(`^(?:being )?${THING} (?:is|are) ${NEED_EN}\\b`, "It must have $1"),
  wording(`^${THING}: (?:a must|mandatory|required|essential)\\b`, "It must have $1"),
  wording(`^without (?:an? |the )?${THING},? (?:it|that|this|none|no \\p{L}+|a \\p{L}+|there) ${NO_USE_EN}`, "It must have $1"),
  wording(`^no ${THING}, no \\p{L}+`, "It must have $1"),
  wording(`^(?:we|i) (?:will )?only (?:take|buy|want|accept|consider|order) (?:an? )?${THING}`, "It must be $1"),
  wording(`^only ${THING} (?:come into question|qualify|will do|are (?:considered|acceptable|admitted|possible))\\b`, "It must be $1"),
  wording(
    `^if (?:it|one|an? \\p{L}+) is(?: not|n['’]t) ${THING},? (?:(?:we|i) (?:cannot|can['’]t|won['’]t|will not)|it (?:is|drops|cannot)).*`,
    "It must be $1.",
  ),
  wording(
    `^if (?:it|one|an? \\p{L}+) has no ${THING},? (?:(?:we|i) (?:cannot|can['’]t|won['’]t|will not)|it (?:is|drops|cannot)).*`,
    "It must have $1.",
  ),
  wording(`^an? \\p{L}+ (?:that|which) (?:is not|isn['’]t) ${THING} ${NO_USE_EN}`, "It must be $1"),
  wording(`^(?:we|i) (?:insist on|cannot do without|can['’]t do without|will not go without) (?!\\d)${THING}`, "It must have $1"),
  wording(
    `^(?:we|i) need (?!\\d|(?:to|an?|you|help|more|one|two|three|new|your|the|time|advice|this|that|it|them|some|someone|somebody|money|people|four|five|six|seven|eight|nine|ten|eleven|twelve|\\p{L}+teen|twenty|thirty|forty|fifty|several|many|both|decisions?|answers?|recommendations?)\\b)${THING}\\.?$`,
    "It must have $1",
  ),
  wording(`^(?:whatever|what|anything that|any \\p{L}+ that) (?:has|offers|comes with) no ${THING} ${NO_USE_EN}`, "It must have $1"),
  wording(`^there (?:must|has to) be (?!\\d|an? |at |no )${THING}\\.?$`, "It must have $1"),
];

const OWN_DE = "(?:wir|ich|der (?:Vorstand|Verein|Chor|Chef)|die (?:Schule|Leitung|Kasse)|das (?:Amt|Team))";
const NO_USE_DE =
  "(?:hat es keinen Sinn|geht (?:es |gar )?nicht|kommt (?:er|sie|es)? ?nicht in ?frage|scheide[nt] aus|f[äa]ll(?:t|en) (?:raus|weg|aus)|ist (?:er|sie|es)? ?(?:raus|nichts für uns|keine Option)|reicht nicht|reichen nicht|genügt nicht|nützt uns nichts|können wir (?:ihn|sie|es)? ?nicht brauchen|geht es nicht|brauchen wir gar nicht(?: erst)? zu reden)";
const NEED_DE =
  "(?:Pflicht|zwingend|ein Muss|Bedingung|Voraussetzung|Grundvoraussetzung|unverzichtbar|vorgeschrieben|erforderlich|unbedingt nötig|notwendig|obligatorisch|unabdingbar)";

const german: readonly Rewording[] = [
  wording(`^mehr als ${MONEY} ist (?:nicht|leider nicht) (?:drin|möglich|im Topf|da|vorhanden)`, "Es darf höchstens $1 kosten"),
  wording(
    `^${OWN_DE} (?:haben|habe|hat) (?:dafür |nur |dazu )?${MONEY} (?:zurückgelegt|eingeplant|bewilligt|reserviert|gespart|beiseitegelegt|genehmigt|freigegeben|vorgesehen)`,
    "Wir dürfen höchstens $1 ausgeben",
  ),
  wording(`^im (?:Topf|Budget|Etat) (?:sind|liegen|stehen) (?:nur )?${MONEY}.*`, "Wir dürfen höchstens $1 ausgeben."),
  wording(`^(?:uns|mir|dem Verein) stehen (?:nur )?${MONEY} zur Verfügung`, "Wir dürfen höchstens $1 ausgeben"),
  wording(`^bei ${MONEY} ist (?:Schluss|die Grenze|Ende)`, "Es darf höchstens $1 kosten"),
  wording(`^über ${MONEY} ${NO_USE_DE}`, "Es darf höchstens $1 kosten"),
  wording(`^(?:maximal|höchstens) ${MONEY} sind (?:vorgesehen|möglich|da|drin|eingeplant)`, "Es darf höchstens $1 kosten"),
  wording(`^kostenrahmen:? ${MONEY}`, "Es darf höchstens $1 kosten"),
  wording(`^der preis ist (?:auf|bei) ${MONEY} (?:begrenzt|gedeckelt)`, "Der Preis darf höchstens $1 betragen"),
  wording(`(darf|dürfen|soll) allenfalls (?=\\d)`, "$1 höchstens "),
  wording(`(?:darf|dürfen|kann) ${AMOUNT} nicht (?:übersteigen|überschreiten|überschritten werden)`, "darf höchstens $1 betragen"),
  wording(`(?:darf|dürfen|kann) ${AMOUNT} nicht (?:unterschreiten|unterschritten werden)`, "muss mindestens $1 betragen"),
  wording(
    `^(?:in|durch) (?:den|die|unseren?) (?:Gang|Tür|Durchgang|Lücke|Flur) (?:passen|passt|gehen) (?:nur |höchstens )?${AMOUNT}`,
    "Die Breite darf höchstens $1 betragen",
  ),
  wording(
    `(?:muss|soll|müssen) (?:durch|in) (?:eine|die|unsere|den|einen) ${AMOUNT}[ -](?:breite[nr]? )?(?:Tür|Lücke|Durchgang|Gang|Flur|Öffnung) (?:passen|gehen)`,
    "darf eine Breite von höchstens $1 haben",
  ),
  wording(
    `^passt (?:durch|in) (?:eine|die|unsere|den|einen) (\\d+)[ -](\\p{L}+)[ -](?:breite[nr]? )?(?:Tür|Lücke|Durchgang|Gang|Flur|Öffnung)`,
    "Breite höchstens $1 $2",
  ),
  wording(`^verlangt (?:wird|ist) eine (\\p{L}+) von ± ?${AMOUNT}(?: oder besser)?`, "Die $1 darf höchstens $2 betragen"),
  wording(`(Abweichung|Fehler|Toleranz)(.{0,16}?) (?:innerhalb von|binnen) ±? ?${AMOUNT}`, "$1$2 höchstens $3"),
  wording(`^(?:alles |mit )?(?:unter|weniger als|unterhalb von) ${AMOUNT}((?: \\p{L}+)?) ${NO_USE_DE}`, "Es müssen mindestens $1$2 sein"),
  wording(`^eine? \\p{L}+ mit weniger als ${AMOUNT}((?: \\p{L}+)?) ${NO_USE_DE}`, "Es müssen mindestens $1$2 sein"),
  wording(`^was keine ${AMOUNT} (durchhält|hält|trägt|schafft|fasst), ${NO_USE_DE}`, "Es muss mindestens $1 halten"),
  wording(`^kürzer als ${AMOUNT} (?:darf|soll) (der|die|das) (\\p{L}+) nicht (\\p{L}+)`, "$2 $3 muss mindestens $1 $4"),
  wording(
    `^(?:wir|ich) (?:brauchen|brauche|benötigen|verlangen|bestehen auf) (?=\\d[\\d.,]* (?:Stunden?|Minuten?|Sekunden?|Tage?|kg|km|cm|m|l|Liter|kWh?|W|GB|MB|TB|%))`,
    "Es müssen mindestens ",
  ),
  wording(`^verlangt (?:sind|werden) ${AMOUNT}((?: \\p{L}+)?)(?: oder mehr)?`, "Es müssen mindestens $1$2 sein"),
  wording(`^mindest(?!ens\\b)(\\p{L}+):? ${AMOUNT}`, "$1 muss mindestens $2 betragen"),
  wording(`^${AMOUNT}((?: \\p{L}+)?) (?:sind|ist) das (?:Minimum|Mindeste)`, "Es müssen mindestens $1$2 sein"),
  wording(`^die untergrenze (?:sind|ist|liegt bei) ${AMOUNT}`, "Es müssen mindestens $1"),
  wording(`^ab ${AMOUNT}((?: \\p{L}+)?) aufwärts`, "Es müssen mindestens $1$2 sein"),
  wording(`^(\\p{L}+) min\\. ${AMOUNT}`, "$1 mindestens $2"),
  wording(`^(?:er|sie|es) muss ${AMOUNT} (tragen|halten|fassen|schaffen|aushalten|heben)`, "Es muss mindestens $1 $2"),
  wording(`^(?:er|sie|es) muss mit ${AMOUNT} zurechtkommen`, "Es muss mindestens $1 tragen"),
  wording(`^zumindest ${AMOUNT}((?: \\p{L}+)?) (?:müssen|muss) es sein`, "Es müssen mindestens $1$2 sein"),
  wording(`^dass (?:er|sie|es) ${THING} ist, ist ${NEED_DE}`, "Es muss $1 sein"),
  wording(`^${THING}(?: ist|:) ${NEED_DE}`, "Es muss $1 geben"),
  wording(`^${THING} (?:wird vorausgesetzt|wird verlangt|ist vorausgesetzt|muss sein|muss dabei sein)`, "Es muss $1 geben"),
  wording(`^ohne (?:ein(?:e[nr]?)? )?${THING} ${NO_USE_DE}`, "Es muss $1 geben"),
  wording(`^ist (?:er|sie|es) nicht ${THING}, ${NO_USE_DE}`, "Es muss $1 sein"),
  wording(`^(?:wir|ich) (?:nehmen|kaufen|wollen|nehme|kaufe|will) nur (?:eine[nms]?)? ?${THING}`, "Es muss $1 sein"),
  wording(`^nur ${THING} (?:kommen|kommt) in ?frage`, "Es muss $1 sein"),
  wording(`^nicht (\\p{L}+?)e?n? \\p{Lu}\\p{L}+ (?:scheiden aus|fallen (?:raus|weg)|kommen nicht in ?frage)`, "Es muss $1 sein"),
  wording(
    `^(?:wir|ich) (?:brauchen|brauche|benötigen|verlangen|bestehen auf) (?!\\d|ein|zwei|drei|(?:mehr|noch|Hilfe|die|den|das|bis|Geld|Zeit|Leute|ihn|sie|es|dich|euch|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dutzend|\\p{L}+zehn|\\p{L}+zig|mehrere|viele|beide|Entscheidung|Antwort|Empfehlung)(?!\\p{L}))${THING}\\.?$`,
    "Es muss $1 geben",
  ),
  wording(`^wer keine? ${THING} (?:bietet|hat|anbietet), ${NO_USE_DE}`, "Es muss $1 geben"),
  wording(`^was keine? ${THING} hat, ${NO_USE_DE}`, "Es muss $1 geben"),
  wording(`^auf ${THING} (?:können|wollen) wir nicht verzichten`, "Es muss $1 geben"),
  wording(`^(?:er|sie|es) hat ${THING} zu sein`, "Es muss $1 sein"),
  wording(`^es muss ${THING} geben`, "Es muss $1 geben"),
];

const french: readonly Rewording[] = [
  wording(`^(?:nous avons|on a) mis de côté ${MONEY}`, "Il faut au maximum $1"),
  wording(`^le plafond est (?:de|fixé à) ${MONEY}`, "Le prix doit être au maximum de $1"),
  wording(`^le budget est limité à ${MONEY}`, "Le prix doit être au maximum de $1"),
  wording(`^tout ce qui (?:coûte|dépasse) (?:plus de )?${MONEY} (?:est exclu|est éliminé|sort)`, "Le prix doit être au maximum de $1"),
  wording(`^(\\p{L}+) maximale? : ${AMOUNT}`, "$1 : au maximum $2"),
  wording(`^(\\p{L}+) minimale? : ${AMOUNT}`, "La $1 doit être d'au moins $2"),
  wording(`^(?:une |la )?(\\p{L}+) inférieure? à ${AMOUNT} est (?:exclue?|éliminatoire)`, "L'$1 doit être d'au moins $2"),
  wording(`ne doit pas descendre (?:sous|au-dessous de|en dessous de) ${AMOUNT}`, "doit être d'au moins $1"),
  wording(`^pas moins de ${AMOUNT}`, "Il faut au moins $1"),
  wording(`^il doit (?:porter|tenir|contenir|supporter) ${AMOUNT}`, "Il doit porter au moins $1"),
  wording(`doit atteindre ${AMOUNT}(?: ou plus)?`, "doit être d'au moins $1"),
];

const spanish: readonly Rewording[] = [
  wording(`^tenemos (?:apartados|reservados|ahorrados) ${MONEY}`, "El precio debe ser como máximo de $1"),
  wording(`^el (?:límite|tope) es de ${MONEY}`, "El precio debe ser como máximo de $1"),
  wording(
    `^todo lo que (?:cueste|pase de|supere) (?:más de )?(?:los )?${MONEY} (?:queda fuera|queda descartado|no sirve)`,
    "El precio debe ser como máximo de $1",
  ),
  wording(`^(\\p{L}+) máxim[oa]: ${AMOUNT}`, "$1: como máximo $2"),
  wording(`^(\\p{L}+) mínim[oa]: ${AMOUNT}`, "La $1 debe ser de al menos $2"),
  wording(`^(?:con )?menos de ${AMOUNT}(.{0,24}?) no (?:sirve|vale|basta)`, "Debe tener al menos $1$2"),
  wording(`^no menos de ${AMOUNT}`, "Debe tener al menos $1"),
  wording(`no puede bajar de ${AMOUNT}`, "debe ser de al menos $1"),
  wording(`^tiene que (?:cargar|llevar|aguantar|durar) ${AMOUNT}`, "Debe cargar al menos $1"),
  wording(`^hacen falta ${AMOUNT}(.{0,30}?) como mínimo`, "Debe tener al menos $1$2"),
  wording(`ha de ser de ${AMOUNT} o más`, "debe ser de al menos $1"),
];

/** Demands in other words, by language; the first that fits is taken. */
export const DEMANDS: { readonly [language in Language]: readonly Rewording[] } = { en: english, de: german, fr: french, es: spanish };
