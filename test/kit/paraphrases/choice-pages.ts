import { CHOICES, NO_CHOICES } from "./choices.ts";

/** One briefing about six boats: what it says decides, and who must win; nobody where nothing says what decides. */
export type ChoicePage = {
  readonly name: string;
  readonly language: Language;
  readonly wording: string;
  readonly text: string;
  readonly winner?: string;
};

type Language = keyof typeof CHOICES;
type Key = "C" | "N" | "W" | "E" | "D" | "B" | "F" | "S";

const NAMES = ["Aran", "Brant", "Corvo", "Delos", "Ebro", "Gavia"] as const;
/** Cost, noise, weight, energy, delivery, battery, faults, seats; each of the first six is led by another boat. */
const FIGURES: { readonly [key in Key]: readonly number[] } = {
  C: [1890, 1490, 1790, 1950, 1700, 1930],
  N: [48, 55, 39, 44, 46, 50],
  W: [31, 36, 34, 22, 28, 38],
  E: [2.4, 2.9, 2.6, 2.2, 1.7, 2.7],
  D: [9, 14, 12, 16, 11, 5],
  B: [17, 10, 13, 12, 14, 9],
  F: [6, 8, 3, 9, 7, 5],
  S: [6, 5, 4, 9, 7, 8],
};
/** The most that a boat may cost where the page has a limit: one is dearer. */
const CAP = 1940;
const MORE: readonly Key[] = ["B", "S"];
/** Led by the same boat: never side by side. */
const TWIN: { readonly [key in Key]?: Key } = { F: "N", N: "F", S: "W", W: "S" };

const HEADS: { readonly [language in Language]: { readonly [key in Key]: readonly string[] } } = {
  en: {
    C: ["Price (EUR)", "EUR", "Cost (EUR)", "Fee (EUR)"],
    N: ["Noise (dB)", "dB(A)", "Sound level (dB)"],
    W: ["Weight (kg)", "kg"],
    E: ["Power use (kWh/day)", "kWh per day", "Consumption (kWh/day)"],
    D: ["Delivery (days)", "Days to delivery", "Lead time (days)"],
    B: ["Battery life (h)", "Runtime (h)", "Hours per charge"],
    F: ["Faults per year", "Failures", "Breakdowns"],
    S: ["Seats", "Passengers", "Capacity (people)"],
  },
  de: {
    C: ["Preis (EUR)", "EUR", "Kosten (EUR)"],
    N: ["Lautstärke (dB)", "dB(A)", "Schallpegel (dB)"],
    W: ["Gewicht (kg)", "kg"],
    E: ["Verbrauch (kWh/Tag)", "kWh je Tag", "Stromverbrauch (kWh/Tag)"],
    D: ["Lieferzeit (Tage)", "Lieferung (Tage)"],
    B: ["Akkulaufzeit (h)", "Laufzeit je Ladung (h)"],
    F: ["Störungen pro Jahr", "Ausfälle", "Störungen"],
    S: ["Plätze", "Sitzplätze"],
  },
  fr: {
    C: ["Prix (EUR)", "Coût (EUR)"],
    N: ["Bruit (dB)"],
    W: ["Poids (kg)"],
    E: ["Consommation (kWh/jour)"],
    D: ["Délai de livraison (jours)"],
    B: ["Autonomie (h)"],
    F: ["Pannes"],
    S: ["Places"],
  },
  es: {
    C: ["Precio (EUR)", "Coste (EUR)"],
    N: ["Ruido (dB)"],
    W: ["Peso (kg)"],
    E: ["Consumo (kWh/día)"],
    D: ["Plazo de entrega (días)"],
    B: ["Autonomía (h)"],
    F: ["Averías"],
    S: ["Plazas"],
  },
};

const FRAMES: {
  readonly [language in Language]: {
    readonly title: string;
    readonly context: string;
    readonly question: string;
    readonly heads: readonly [string, string, string];
    readonly boat: string;
    readonly cap: string;
  };
} = {
  en: {
    title: "A boat for the lake",
    context: "The old boat leaks, and the season starts in May.",
    question: "Which boat do we order?",
    heads: ["Question", "Boats", "How we choose"],
    boat: "Boat",
    cap: "The boat may cost at most 1,940 EUR.",
  },
  de: {
    title: "Ein Boot für den See",
    context: "Das alte Boot ist undicht, und die Saison beginnt im Mai.",
    question: "Welches Boot bestellen wir?",
    heads: ["Frage", "Boote", "Was zählt"],
    boat: "Boot",
    cap: "Das Boot darf höchstens 1.940 EUR kosten.",
  },
  fr: {
    title: "Un bateau pour le lac",
    context: "Le vieux bateau prend l'eau.",
    question: "Quel bateau commandons-nous ?",
    heads: ["Question", "Bateaux", "Choix"],
    boat: "Bateau",
    cap: "Le bateau doit coûter au plus 1 940 EUR.",
  },
  es: {
    title: "Un barco para el lago",
    context: "El barco viejo hace agua.",
    question: "¿Qué barco pedimos?",
    heads: ["Pregunta", "Barcos", "Elección"],
    boat: "Barco",
    cap: "El barco debe costar como máximo 1.940 EUR.",
  },
};

/** 32 bits of FNV-1a: which layout and which column names a wording gets. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
};

type Sheet = { readonly [key in Key]: readonly number[] };

const best = (key: Key, sheet: Sheet, among: readonly number[]): readonly number[] => {
  const values = among.map((option) => sheet[key][option] as number);
  const wanted = MORE.includes(key) ? Math.max(...values) : Math.min(...values);
  return among.filter((option) => sheet[key][option] === wanted);
};

const all = NAMES.map((_, option) => option);
const led = (keys: readonly Key[], sheet: Sheet, capped: boolean): readonly number[] =>
  keys.reduce<readonly number[]>(
    (among, key) => best(key, sheet, among),
    all.filter((option) => !capped || (sheet.C[option] as number) <= CAP),
  );

/** With the leader of the second figure made level on the first. */
const levelled = ([first, second]: readonly Key[]): Sheet => {
  const [top] = best(first as Key, FIGURES, all);
  const [other] = best(second as Key, FIGURES, all);
  return {
    ...FIGURES,
    [first as Key]: FIGURES[first as Key].map((value, option) => (option === other ? FIGURES[first as Key][top as number] : value)),
  } as Sheet;
};

const numbers = (value: number, language: Language): string => (language === "en" ? String(value) : String(value).replace(".", ","));

const page = (language: Language, words: string, columns: readonly Key[], sheet: Sheet, seed: number): string => {
  const frame = FRAMES[language];
  const head = (key: Key): string => HEADS[language][key][seed % HEADS[language][key].length] as string;
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const table = [
    row([frame.boat, ...columns.map(head)]),
    row(["---", ...columns.map(() => "---")]),
    ...all
      .map((_, at) => (at + seed) % all.length)
      .map((option) => row([NAMES[option] as string, ...columns.map((key) => numbers(sheet[key][option] as number, language))])),
  ].join("\n");
  const top = `# ${frame.title}\n\n`;
  const [asked, boats, choice] = frame.heads;
  const layouts = [
    `${top}${frame.context} ${frame.question}\n\n${table}\n\n${words}\n`,
    `${top}${frame.context} ${frame.question} ${words}\n\n${table}\n`,
    `${top}## ${asked}\n\n${frame.question}\n\n## ${boats}\n\n${table}\n\n## ${choice}\n\n${words}\n`,
  ];
  return layouts[(seed >>> 5) % layouts.length] as string;
};

const pageOf = (language: Language, entry: string, index: number, round: number): ChoicePage => {
  const [, marks = "", words = entry] = /^\{([^}]+)\} ([\s\S]+)$/u.exec(entry) ?? [];
  const [asked = "", aside = ""] = marks.split("|");
  const keys = asked.split(" ").filter((mark): mark is Key => mark in FIGURES);
  const sheet = asked.includes("=") ? levelled(keys) : FIGURES;
  const wanted: readonly Key[] = [...keys, ...(aside === "" ? [] : [aside as Key]), "C", "N", "E", "D", "W"];
  const columns = [...new Set(wanted)].filter((key, at, list) => !list.slice(0, at).includes(TWIN[key] as Key)).slice(0, 5);
  const name = `${language}/${index}/${round}`;
  const seed = hash(name);
  const order = columns.map((_, at) => columns[(at + seed) % columns.length] as Key);
  const capped = asked.includes("<");
  const [winner] = led(keys, sheet, capped);
  return {
    name,
    language,
    wording: entry,
    text: page(language, capped ? `${FRAMES[language].cap} ${words}` : words, order, sheet, seed),
    ...(keys.length === 0 ? {} : { winner: NAMES[winner as number] as string }),
  };
};

const pagesOf = (lists: { readonly [language: string]: readonly string[] }, layouts: number): readonly ChoicePage[] =>
  Object.entries(lists).flatMap(([language, list]) =>
    list.flatMap((entry, index) => Array.from({ length: layouts }, (_, round) => pageOf(language as Language, entry, index, round))),
  );

/** Every wording that says what decides, in `layouts` layouts, the same pages at every call. */
export const choicePages = (layouts = 3): readonly ChoicePage[] => pagesOf(CHOICES, layouts);

/** Sentences that only look as if they decided. */
export const openPages = (layouts = 3): readonly ChoicePage[] => pagesOf(NO_CHOICES, layouts);
