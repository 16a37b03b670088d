import type { Fact, Note } from "../argue/fact.ts";
import { escapeMarkdown, quoteOf } from "./cite.ts";
import type { Frames, Told } from "./frames.ts";

const at = (note: Note, index: number): string => note.values[index] ?? "";
const short = (text: string): string => quoteOf(text, "de", 16);
const times = (count: string): string => (count === "1" ? "einmal" : `${count} Mal`);

const SUMMARY: { readonly [key: string]: string } = { mean: "Mittel", median: "Median", sum: "Summe", share: "Anteil" };
const summaryWord = (key: string): string => SUMMARY[key.replace("-without", "")] ?? key;

const PERIOD: { readonly [period: string]: string } = { day: "Tag", week: "Woche", month: "Monat", quarter: "Quartal", year: "Jahr" };

/** „Mittel aus 6 Zeilen“, „Mittel je Monat, 12 Zeilen“. */
const summary = (note: Note): string => {
  const [count, period] = [at(note, 0), PERIOD[at(note, 3)]];
  const many = `${count} ${count === "1" ? "Zeile" : "Zeilen"}`;
  return period === undefined ? `${summaryWord(note.key)} aus ${many}` : `${summaryWord(note.key)} je ${period}, ${many}`;
};

const rows = (note: Note): string => {
  const [lines, flag] = [at(note, 1), at(note, 2)];
  const without = lines === "" ? "" : `, ohne Zeile ${lines}${flag === "" ? "" : ` (${short(flag)})`}`;
  return `, ${summary(note)}${without}`;
};

const fragile = (note: Note, fact: Fact): string => {
  const [leader, other] = fact.figures;
  const flag = at(note, 4) === "" ? "" : ` (${short(at(note, 4))})`;
  return `*${leader?.label}* führt bei ${fact.subject} im Mittel, ${leader?.value} gegen ${other?.value} für *${other?.label}*, aber nicht im Median, ${at(note, 2)} gegen ${at(note, 3)}; ${at(note, 5) === "2" ? `zwei Zeilen, ${at(note, 0)}${flag}, machen` : `eine Zeile, ${at(note, 0)}${flag}, macht`} den Unterschied`;
};

/** Was gegen eine Vorgabe gehalten wurde, je nach Art der Prüfung. */
const tested = (note: Note, value: string): string => {
  const key = at(note, 0);
  if (key === "words" || key === "stated") return short(at(note, 1));
  if (key === "date" || key === "all-columns" || key === "product") return value;
  if (key === "some-rows") {
    const reach = at(note, 4) === "" ? "" : "bis ";
    return `${at(note, 1)} ${reach}${value} (${at(note, 2)} von ${at(note, 3)} Zeilen)`;
  }
  if (key === "mean" || key === "median" || key === "sum") return `${at(note, 1)} ${value} (${summaryWord(key)} aus ${at(note, 3)} Zeilen)`;
  if (key in SUMMARY) return `${at(note, 1)} ${summaryWord(key)} ${value}`;
  return `${at(note, 1)} ${value}`.trim();
};

const check = (note: Note, fact: Fact, figures: string): string => {
  const limit = quoteOf(fact.subject, "de");
  return note.key === "check-kept"
    ? `${limit} wird eingehalten von ${figures}`
    : `${tested(note, fact.figures[0]?.value ?? "")} gegen ${limit}`;
};

const order = (note: Note): string => {
  const items: string[] = [];
  for (let index = 0; index + 1 < note.values.length; index += 2)
    items.push(`${index === 0 ? "" : "dann "}${at(note, index)} ${short(at(note, index + 1))}`);
  return items.join(", ");
};

const noteText = (note: Note, fact: Fact, figures: string): string => {
  if (note.key.startsWith("check-")) return check(note, fact, figures);
  if (note.key === "share") return `${figures} sagen ja, von je ${at(note, 0)} Zeilen`;
  if (/^(?:mean|median|sum)/.test(note.key)) return `${figures}${rows(note)}`;
  if (note.key === "fragile") return fragile(note, fact);
  if (note.key === "votes") return `von ${at(note, 0)} Befragten ${figures}`;
  if (note.key === "log-count")
    return `${quoteOf(fact.quote ?? "", "de")} steht im Text; in ${escapeMarkdown(at(note, 2))} steht es ${times(at(note, 1))}`;
  if (note.key === "bound")
    return `${quoteOf(fact.quote ?? "", "de")} steht im Text; ${escapeMarkdown(at(note, 2))} hat ${at(note, 1)} unter \`${at(note, 3)}\``;
  if (note.key === "compared")
    return `${quoteOf(fact.quote ?? "", "de")} steht im Text; ${escapeMarkdown(at(note, 0))} hat ${figures} unter \`${at(note, 1)}\`${at(note, 2) === "" ? "" : `, ${summary({ key: at(note, 2), values: note.values.slice(3) })}`}`;
  if (note.key === "log-order") return order(note);
  if (note.key === "log-top") return `${at(note, 2)} von ${at(note, 1)} Fehlern (${at(note, 0)} %) lauten ${short(fact.quote ?? "")}`;
  if (note.key === "log-jump")
    return `um ${at(note, 0)} heißt es ${short(fact.quote ?? "")}; die ersten 20 solchen Zeilen haben einen Median von ${at(note, 1)}`;
  return figures;
};

const on = (told: Told): string => (told.criterion === "" ? told.subject : `${told.criterion}, ${told.subject}`);
const about = (told: Told): string =>
  told.criterion !== "" ? `, zu ${told.criterion}` : told.subject !== "" ? `, zu ${told.subject}` : "";
const option = (told: Told): string => `*${told.fact.figures[0]?.label ?? ""}*`;

/** German. */
export const german: Frames = {
  language: "de",
  note: noteText,
  summary: (note) => `${summary(note)}${at(note, 1) === "" ? "" : `, ohne Zeile ${at(note, 1)}`}`,
  tell: {
    data: [
      (told) => `Zu ${on(told)}: ${told.core} ${told.places}.`,
      (told) =>
        told.criterion === ""
          ? `${told.beyond ? `Nach ${told.subject} fragt kein Kriterium, bekannt ist es` : told.subject}: ${told.core} ${told.places}.`
          : `Für ${told.criterion} zählt ${told.subject}: ${told.core} ${told.places}.`,
      (told) =>
        told.criterion === ""
          ? `Im Vergleich, ${told.subject}: ${told.core} ${told.places}.`
          : `${told.criterion} steht in ${told.subject}: ${told.core} ${told.places}.`,
    ],
    stated: [
      (told) => `Genannt, nicht gemessen${about(told)}: ${told.core} ${told.places}.`,
      (told) => `Nach den Worten der Vorlage${about(told)}: ${told.core} ${told.places}.`,
    ],
    text: [
      (told) => `In der Vorlage steht ${told.core} ${told.places}.`,
      (told) => `Wörtlich: ${told.core} ${told.places}.`,
      (told) => `Dazu auch ${told.core} ${told.places}.`,
    ],
    conflict: [
      (told) => `Text und Datei widersprechen sich. ${told.core} ${told.places}. Es gilt die Datei.`,
      (told) => `Ein Satz hält der Datei nicht stand: ${told.core} ${told.places}.`,
    ],
    confirm: [(told) => `Nachgezählt, es stimmt: ${told.core} ${told.places}.`],
    fragile: [
      (told) => `Vorsicht bei einer Zahl: ${told.core} ${told.places}.`,
      (told) => `Ein Mittelwert, der an einer Zeile hängt: ${told.core} ${told.places}.`,
    ],
    votes: [(told) => `Gefragt nach ${told.subject}: ${told.core} ${told.places}. Das sind Wünsche, keine Messung.`],
    log: [(told) => `Das Protokoll: ${told.core} ${told.places}.`, (told) => `Aus dem Protokoll: ${told.core} ${told.places}.`],
    broken: [
      (told) => `${option(told)} verletzt eine Vorgabe: ${told.core} ${told.places}.`,
      (told) => `Eine Vorgabe schließt ${option(told)} aus: ${told.core} ${told.places}.`,
      (told) => `Gegen ${option(told)} steht eine Vorgabe: ${told.core} ${told.places}.`,
    ],
    doubt: [
      (told) => `${option(told)} verletzt vielleicht eine Vorgabe: ${told.core} ${told.places}.`,
      (told) => `Offen bei ${option(told)}: ${told.core} ${told.places}.`,
    ],
    kept: [(told) => `${told.core} ${told.places}.`, (told) => `Geprüft: ${told.core} ${told.places}.`],
  },
  recall: (told) => {
    if (told.fact.kind === "check") return `die Vorgabe ${told.subject} ${told.places}`;
    if (told.fact.kind === "log") return `die Reihenfolge im Protokoll ${told.places}`;
    return told.fact.figures.length > 0 && told.subject !== ""
      ? `die Zahlen zu ${told.subject} ${told.places}`
      : `${told.fact.quote === undefined ? told.core : quoteOf(told.fact.quote, "de", 8)} ${told.places}`;
  },
  hold: (name) => `Ich bin für ${name}.`,
  noView: (pick) =>
    [
      "Noch keine Meinung.",
      "Das allein entscheidet nichts.",
      "Ich lege mich noch nicht fest.",
      "Hiernach unentschieden.",
      "Daraus folgt noch keine Wahl.",
    ][pick % 5] as string,
  noOptions: (pick) =>
    [
      "Es gibt nichts zu wählen: die Vorlage nennt keine Optionen.",
      "Die Frage gehört in einen Satz, mit ihren Optionen.",
      "Es fehlt, was gelten muss, jede Vorgabe mit ihrer Zahl.",
      "Es fehlt, was zählt, mit Gewichten.",
      "Dateien mit Zahlen müssen registriert sein.",
    ][pick % 5] as string,
  allOut: () => "Nach allem, was ich habe: jede Option verletzt eine Vorgabe.",
  move: (from, to, cause) => `Ich wechsle von ${from} zu ${to}${cause === "" ? "" : `: ${cause}`}.`,
  gainView: (to, cause) => `Jetzt bin ich für ${to}${cause === "" ? "" : `: ${cause}`}.`,
  join: (to, seat) => `Wie ${seat} bin ich jetzt für ${to}.`,
  loseView: (from, cause) => `An ${from} halte ich nicht mehr fest${cause === "" ? "" : `: ${cause}`}.`,
  bestFor: (name, recalled) => `Am meisten spricht für ${name}: ${recalled}.`,
  assigned: (name) => `Niemand vertritt ${name}, also tue ich es im Auftrag; meine Position ist das nicht.`,
  flip: (note) => flipText(note),
  untested: (limit, options) => `Ungeprüft für ${options}: ${limit}.`,
  missing: (criterion, options) => `Zu ${criterion} gibt es nichts für ${options}.`,
  rebut: {
    fileSays: ({ seat, point }, core, places) => `${seat} sagt ${point}. Das hält der Datei nicht stand: ${core} ${places}.`,
    breaks: ({ seat, point }, name, core, places) =>
      `${seat} sagt ${point}. Zugestanden, es hilft nur nicht: ${name} verletzt eine Vorgabe, ${core} ${places}.`,
    breaksTold: ({ seat, point }, name, recalled) => `${seat} sagt ${point}. Das gilt, nur verletzt ${name} ${recalled}.`,
    question: ({ seat, point }, scheme) =>
      `${seat} sagt ${point}. ${
        {
          interest: "Wer das sagt, hat etwas davon, und keine Messung stützt es.",
          opinion: "Das ist eine Vorliebe, und keine Messung stützt sie.",
          "unnamed-study": "Wer das wie gefunden hat, steht nirgends.",
          absolute: "Gegen immer und nie genügt ein Gegenbeispiel, und gezählt hat niemand.",
        }[scheme] ?? "Keine Messung stützt es."
      }`,
    outweigh: ({ seat, point }, small, large, told) =>
      `${seat} sagt ${point}. Zugestanden. Das betrifft ${small} des Gewichts; ${large}: ${told}.`,
    beyond: ({ seat, point }, large, told) =>
      `${seat} sagt ${point}. Danach fragt kein Kriterium. ${large} zählt, und dort gelten ${told}.`,
    stands: ({ seat, point }, name) => `${seat} sagt ${point}. Das bleibt stehen; ich bin für ${name}, aber knapper.`,
    fragile: ({ seat, point }, core, places) => `${seat} sagt ${point}. Das hängt an einer Zeile: ${core} ${places}.`,
    nowhere: ({ seat }, number) =>
      `${seat} nennt „${number}“. Das finde ich weder in der Vorlage noch in den Dateien; mit registrierter Quelle wäge ich es mit ab.`,
  },
  judge: {
    firstToShow: (core) => `zeigt als Erste oder Erster: ${core}`,
    unregistered: (file) => `${file} ist nicht registriert; zitiert werden nur registrierte Dateien.`,
    invented: (number) => `${number} steht weder in der Vorlage noch in den registrierten Dateien. Rechnung oder Quelle zeigen.`,
    misquoted: (quote) => `„${quote}“ findet sich weder in den Quellen noch in einem früheren Beitrag.`,
    elsewhere: "Dieser Beitrag nennt keine Option, kein Kriterium, keine Vorgabe und kein Wort der Frage.",
    bare: "Noch kein Zitat, keine Zahl, keine Stelle: worauf stützt sich das?",
    agreed: (stated, seats, name) => `${stated} von ${seats} legen sich fest, alle auf ${name}, und kein Messwert dagegen ist ungesagt.`,
    allOut: "Für jede Option ist gezeigt, dass sie eine Vorgabe verletzt.",
    still: (round, fresh) => `In Runde ${round} ist niemand gewechselt, ${fresh} Fakten waren neu (Schluss bei höchstens 2).`,
    goOn: (round, held, moved, fresh) =>
      `Runde ${round}: ${held} ${held === 1 ? "Position" : "Positionen"}, ${moved} Wechsel, ${fresh} ${fresh === 1 ? "neuer Fakt" : "neue Fakten"}.`,
    sections: ["ESTABLISHED", "LIVE POSITIONS", "OPEN QUESTIONS", "SHIFTS THIS ROUND"],
    nothing: "noch nichts",
    shift: (seat, from, to, turn) => `${seat}: von ${from} zu ${to} (Beitrag ${turn})`,
    by: (seat, turn) => `(${seat}, Beitrag ${turn})`,
  },
  list: (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} und ${items[items.length - 1]}`),
  percent: (value) => `${Math.round(value * 100)} %`,
};

const howIn = (note: Note): string => (at(note, 4) === "" ? "" : `, ${summary({ key: at(note, 4), values: note.values.slice(5) })}`);

const flipText = (note: Note): string => {
  const value = (index: number): string => at(note, index);
  const limit = (index: number): string => quoteOf(value(index), "de", 16);
  const name = `*${escapeMarkdown(value(1))}*`;
  if (note.key === "weight-up" || note.key === "weight-down")
    return `Es kippt, wenn ${quoteOf(value(0), "de")} ${note.key === "weight-up" ? "mehr" : "weniger"} als ${value(2)} % wiegt (jetzt ${value(1)} %)`;
  if (note.key === "datum-up" || note.key === "datum-down")
    return `Es kippt, wenn ${value(0)} von ${name} ${note.key === "datum-up" ? "über" : "unter"} ${value(3)} ${note.key === "datum-up" ? "steigt" : "fällt"} (jetzt ${value(2)}${howIn(note)})`;
  if (note.key === "slack") return `${name} hat wenig Luft: ${`${value(0)} ${value(2)}`.trim()} gegen ${limit(3)}`;
  if (note.key === "limit") return `Fiele ${limit(0)} weg, läge ${name} vorn`;
  if (note.key === "untested") return `${name} ist an ${limit(0)} nicht geprüft und scheidet aus, wenn es sie verletzt`;
  return `Bei ${name} ist ${limit(0)} fraglich`;
};
