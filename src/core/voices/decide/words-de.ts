import { formatNumber } from "../argue/numbers.ts";
import type { DecisionWords } from "./words.ts";

/** German. */
export const germanDecision: DecisionWords = {
  heading: "Entscheidung",
  answerWord: "Antwort",
  confidenceWord: "Sicherheit",
  only: (option) => `${option}.`,
  leads: (option, second) => `${option}, vor ${second}.`,
  onlySurvivor: (option, tested, applies) =>
    tested === applies
      ? `${option}, die einzige Option, die keine Vorgabe verletzt.`
      : `${option}, die einzige Option, die keine der prüfbaren Vorgaben verletzt (nicht prüfbar: ${applies - tested} von ${applies}).`,
  settled: (answer, kept) =>
    kept === undefined
      ? `${answer}: eine Bedingung, die dafür gesetzt war, ist nicht erfüllt.`
      : `${answer}: ${kept === 1 ? "die Bedingung, die dafür gesetzt war, ist" : `alle ${kept} Bedingungen, die dafür gesetzt waren, sind`} erfüllt.`,
  open: (first, second) => `offen. Die Belege trennen ${first} nicht von ${second}.`,
  openUnproven: (first, untested, applies) =>
    `offen. ${first} liegt vorn, aber ${applies === 1 ? "die eine Vorgabe ist" : `${untested} von ${applies} Vorgaben ${untested === 1 ? "ist" : "sind"}`} dafür ungeprüft.`,
  openDoubt: (first) => `offen. Nur ${first} ist übrig, und bei einer Vorgabe ist zweifelhaft, ob es sie einhält.`,
  openAhead: (first, cause) =>
    `offen. ${first} liegt vorn, aber ${
      {
        unread: "die Vorlage nennt zu dem, was verglichen wird, eine Zahl, die eine Vorgabe sein kann und nicht verstanden wurde",
        limits: "die Regel setzt Bedingungen voraus, und nicht alle wurden in der Vorlage gefunden",
        weights: "die Vorlage sagt nicht, welche ihrer Zahlen mehr zählt, und bei manchen ist eine andere Option besser",
        bound: "eine Vorgabe mit einer Zahl ließ sich dafür nicht prüfen",
        directions: "bei manchen Zahlen ist nicht gesagt, ob mehr oder weniger besser ist",
        single: "nur bei einer Zahl, nach der die Vorlage nicht fragt",
        coverage: "zu wenig von dem, was zählt, ist belegt",
        doubt: "bei einer Vorgabe ist es zweifelhaft, ob sie eingehalten wird",
        thin: "die Belege tragen keine Antwort",
      }[cause]
    }.`,
  elsewhere: (value, condition) => `${value} gemessen, aber nicht „${condition}“`,
  yesNo: ["ja", "nein"],
  openConditional: (first, untested, applies, proven, kept) =>
    `offen. ${proven} hält ${kept} von ${applies} Vorgaben ein; ${first} liegt nach Punkten höher, zählt aber nur, wenn die ${untested === 1 ? "eine ungeprüfte Vorgabe" : `${untested} ungeprüften Vorgaben`} dort eingehalten ${untested === 1 ? "wird" : "werden"}.`,
  openNoEvidence: (options) => `offen. Nichts, was vorliegt, trennt ${options}.`,
  openOwnMeasure: (sentence) => `offen. Die Vorlage sagt, was entscheidet, und keine Zahl gibt es an: ${sentence}.`,
  openUnknown: () => "offen. Eine Frage steht da, aber keine vergleichbaren Optionen.",
  none: () => "keine Option hält alle Vorgaben ein.",
  nearest: (option, gap) => `Am nächsten dran ist ${option}: ${gap}.`,
  gap: (limit, over, percent) => `${over} (${percent} %) neben ${limit}`,
  gapPlain: (limit) => `es verletzt nur ${limit}`,
  noQuestion: () => "keine. Die Vorlage enthält keine Frage, die sich entscheiden ließe.",
  out: (option, why) => `${option} scheidet aus: ${why}`,
  confidence: (word, percent) =>
    ({ open: "offen", weak: `schwach (${percent} %)`, fair: `mäßig (${percent} %)`, good: `gut (${percent} %)` })[word],
  madeBy: (files) =>
    `Entstanden durch Regeln über die Vorlage${files === 0 ? "" : ` und ${files} registrierte ${files === 1 ? "Datei" : "Dateien"}`}; kein Sprachmodell hat entschieden. Die Prozentzahl folgt einer Regel und ist keine Häufigkeit.`,
  inferred: "Die Vorlage nennt keine Kriterien; die mit * sind aus dem abgeleitet, was sich vergleichen lässt, und wiegen gleich viel.",
  assumedDirection: (names, more) => `Angenommen: Bei ${names} ist ${more ? "mehr" : "weniger"} besser`,
  weightInWords: (name, percent) => `Das Gewicht von ${name} steht in Worten neben Zahlen; gelesen als ${percent} %`,
  noDirection: (names) =>
    `Zu ${names} ist keine Richtung angegeben, es zählt darum nicht; ergänzen Sie beim Kriterium „mehr ist besser“ oder „weniger ist besser“`,
  keepsLimits: (option, kept, applies) =>
    kept === applies
      ? `${option} hält ${applies === 1 ? "die eine Vorgabe" : `alle ${applies} Vorgaben`} ein`
      : `${option} hält ${kept} von ${applies} Vorgaben ein; für ${applies - kept === 1 ? "die andere" : "die übrigen"} ist es nicht gezeigt`,
  state: {
    kept: "eingehalten",
    "appears kept": "anscheinend eingehalten",
    "in doubt": "fraglich",
    broken: "VERLETZT",
    untested: "ungeprüft",
    "not applicable": "gilt nicht",
  },
  noEvidence: "–",
  inWords: "in Worten",
  moved: (seat, from, to) => `${seat} ging von ${from} zu ${to}`,
  dissent: (seat, option) => `${seat} bleibt bei ${option}`,
  joined: (seat, cause) => `mit ${seat}, ${cause}`,
  openQuestion: (text) => `Die Vorlage fragt: ${text}`,
  openCriterion: (criterion, options) => `Zu ${criterion} gibt es nichts für ${options}`,
  openLimit: (limit, options) => `Ungeprüft für ${options}: ${limit}`,
  notCounted: {
    interest: "nicht gezählt, wer es sagt, hat etwas davon, und keine Messung stützt es",
    opinion: "nicht gezählt, eine Vorliebe, die keine Messung stützt",
    "unnamed-study": "nicht gezählt, wer das wie gefunden hat, steht nirgends",
    absolute: "nicht gezählt, „immer“ und „nie“ ohne Zählung",
    conflict: "nicht gezählt, die registrierte Datei sagt etwas anderes",
    measured: "nicht gezählt, Messwerte zum selben Kriterium sagen das Gegenteil",
  },
  next: {
    measure: (option, limit, kind) =>
      kind === "money"
        ? `Den Preis von ${option} schriftlich einholen und an ${limit} halten`
        : kind === "time"
          ? `Für ${option} schriftlich erfragen, wie lange es dauert, und an ${limit} halten`
          : `Für ${option} messen oder nachschlagen, mit Quelle: ${limit}`,
    ask: (option, limit) => `Schriftlich geben lassen, für ${option}: ${limit}`,
    repeat: (subject, line) => `Die Messung in Zeile ${line} wiederholen, bevor jemand das Mittel von ${subject} anführt`,
    find: (criterion, options) => `Eine Zahl zu ${criterion} für ${options} beschaffen`,
    relax: (option, gap) => `Klären, ob diese Vorgabe für ${option} nachgeben darf: ${gap}`,
    separate: (criterion, options) => `Eine vergleichbare Zahl zu ${criterion} für ${options} beschaffen`,
    workOut: (options, sentence) => `Für ${options} in je einer Zahl ausrechnen, was entscheidet: ${sentence}`,
    compare: (options) => `Aufschreiben, was am meisten zählt, und dazu je eine Zahl für ${options}`,
    answer: (question) => `Zuerst beantworten: ${question}`,
    direction: (criterion) => `Angeben, ob bei ${criterion} mehr oder weniger besser ist`,
  },
  missing: [
    "`## Ziel`: die Frage in einem Satz, mit ihren Optionen („A, B oder C?“)",
    "`## Optionen`: je ein Listenpunkt mit dem, was man weiß",
    "`## Kriterien`: was zählt, mit Gewichten („Kosten, 40 %“)",
    "`## Vorgaben`: was gelten muss („höchstens 250 EUR im Monat“)",
  ],
  origin: {
    section: "dem Abschnitt mit den Optionen",
    question: "der Frage",
    finalists: "der Liste der Finalisten",
    "yes-no": "der Ja-Nein-Frage",
    table: "einer Tabelle",
    none: "nirgends",
  },
  optionsFrom: (origin, names) => `Die Optionen ${names} stammen aus ${origin}.`,
  sections: {
    out: "Ausgeschieden",
    why: "Warum",
    against: "Dagegen, und nicht widerlegt",
    table: "Kriterien und Optionen",
    limits: "Vorgaben",
    second: "Hier nicht entschieden",
    flips: "Was es kippen würde",
    seats: "Wo die Stimmen stehen",
    open: "Noch offen",
    next: "Als Nächstes",
    aside: "Beiseitegelegt",
    unused: "Nicht verwendete Dateien",
    missing: "Was der Vorlage fehlt",
    established: "Was der Text hergibt",
  },
  criterion: "Kriterium",
  weight: "Gewicht",
  score: "Punktzahl",
  sources: "Quellen",
  spread: (rows, median, least, most) => `n ${rows}, Median ${median}, ${least} bis ${most}`,
  spreads: (list) => `Hinter den Mitteln: ${list}.`,
  turn: (ordinals) => `(Beitrag ${ordinals})`,
  roster: (seats, rounds, mode, outside) =>
    `${seats}; ${rounds} ${rounds === 1 ? "Runde" : "Runden"}; ${mode}${outside === "" ? "" : `; von außen, durch einen Menschen oder ein anderes Programm: ${outside}`}.`,
  secondQuestion: (text) => `Die Vorlage fragt auch ${text}. Das ist eine zweite Frage.`,
  unusedFiles: (files) => `Registriert, aber ohne etwas Verwertbares: ${files}.`,
  refusedFiles: (files, more) =>
    `Registriert, aber nicht gelesen, daher beruht hier nichts darauf: ${files}${more > 0 ? ` und ${more} weitere` : ""}.`,
  mixedTax: (name) => `${name} enthält die Steuer nur bei manchen Optionen und wird darum weder verglichen noch geprüft`,
  cutTable: (file, rows) => `Von ${file} wurden nur die ersten ${formatNumber(rows, "de", 0)} Zeilen gelesen, und höchstens 200 Spalten`,
  signs: "(+) spricht für die Option, (−) dagegen, (0) weder noch.",
  otherLanguage: () => "",
  list: (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} und ${items[items.length - 1]}`),
};
