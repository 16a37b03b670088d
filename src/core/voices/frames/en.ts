import type { Fact, Note } from "../argue/fact.ts";
import { escapeMarkdown, quoteOf } from "./cite.ts";
import type { Frames, Told } from "./frames.ts";

const at = (note: Note, index: number): string => note.values[index] ?? "";
const short = (text: string): string => quoteOf(text, "en", 16);
const times = (count: string): string => (count === "1" ? "once" : count === "2" ? "twice" : `${count} times`);

/** "mean of 6 rows", "sum of 12 rows", "mean per month, 12 rows"; rows differ as "6/6/5". */
const summary = (note: Note): string => {
  const [count, period] = [at(note, 0), at(note, 3)];
  const how = note.key.replace("-without", "");
  const many = `${count} ${count === "1" ? "row" : "rows"}`;
  return period === "" ? `${how} of ${many}` : `${how} per ${period}, ${many}`;
};

const rows = (note: Note): string => {
  const [lines, flag] = [at(note, 1), at(note, 2)];
  const without = lines === "" ? "" : `, without line ${lines}${flag === "" ? "" : ` (${short(flag)})`}`;
  return `, ${summary(note)}${without}`;
};

const fragile = (note: Note, fact: Fact): string => {
  const [leader, other] = fact.figures;
  const flag = at(note, 4) === "" ? "" : ` (${short(at(note, 4))})`;
  return `*${leader?.label}* leads ${fact.subject} by the mean, ${leader?.value} against ${other?.value} for *${other?.label}*, but not by the median, ${at(note, 2)} against ${at(note, 3)}; ${at(note, 5) === "2" ? `two rows, ${at(note, 0)}${flag}, make` : `one row, ${at(note, 0)}${flag}, makes`} the difference`;
};

/** What was held against a limit, by the way it was tested. */
const tested = (note: Note, value: string): string => {
  const key = at(note, 0);
  if (key === "words" || key === "stated") return short(at(note, 1));
  if (key === "date" || key === "all-columns") return value;
  if (key === "product") return value;
  if (key === "some-rows") {
    const reach = at(note, 4) === "" ? "" : at(note, 4) === "up" ? "up to " : "down to ";
    return `${at(note, 1)} ${reach}${value} (${at(note, 2)} of ${at(note, 3)} rows)`;
  }
  if (key === "share") return `${at(note, 1)} share ${value}`;
  if (/^(?:mean|median|sum|p\d\d)$/.test(key)) return `${at(note, 1)} ${value} (${key} of ${at(note, 3)} rows)`;
  return `${at(note, 1)} ${value}`.trim();
};

const check = (note: Note, fact: Fact, figures: string): string => {
  const limit = quoteOf(fact.subject, "en");
  if (note.key === "check-kept") return `${limit} is kept by ${figures}`;
  return `${tested(note, fact.figures[0]?.value ?? "")} against ${limit}`;
};

const order = (note: Note): string => {
  const items: string[] = [];
  for (let index = 0; index + 1 < note.values.length; index += 2)
    items.push(`${index === 0 ? "" : "then "}${at(note, index)} ${short(at(note, index + 1))}`);
  return items.join(", ");
};

const noteText = (note: Note, fact: Fact, figures: string): string => {
  if (note.key.startsWith("check-")) return check(note, fact, figures);
  if (note.key === "share") return `${figures} say yes, of ${at(note, 0)} rows each`;
  if (/^(?:mean|median|sum)/.test(note.key)) return `${figures}${rows(note)}`;
  if (note.key === "fragile") return fragile(note, fact);
  if (note.key === "votes") return `of ${at(note, 0)} people, ${figures}`;
  if (note.key === "log-count")
    return `${quoteOf(fact.quote ?? "", "en")}, the text says; ${escapeMarkdown(at(note, 2))} has it ${times(at(note, 1))}`;
  if (note.key === "bound")
    return `${quoteOf(fact.quote ?? "", "en")}, the text says; ${escapeMarkdown(at(note, 2))} has ${at(note, 1)} under \`${at(note, 3)}\``;
  if (note.key === "compared")
    return `${quoteOf(fact.quote ?? "", "en")}, the text says; ${escapeMarkdown(at(note, 0))} has ${figures} under \`${at(note, 1)}\`${at(note, 2) === "" ? "" : `, ${summary({ key: at(note, 2), values: note.values.slice(3) })}`}`;
  if (note.key === "log-order") return order(note);
  if (note.key === "log-top") return `${at(note, 2)} of ${at(note, 1)} errors (${at(note, 0)} %) read ${short(fact.quote ?? "")}`;
  if (note.key === "log-jump")
    return `at ${at(note, 0)} it reads ${short(fact.quote ?? "")}, where the first 20 such lines have a median of ${at(note, 1)}`;
  return figures;
};

const on = (told: Told): string => (told.criterion === "" ? told.subject : `${told.criterion}, ${told.subject}`);
const about = (told: Told): string =>
  told.criterion !== "" ? `, on ${told.criterion}` : told.subject !== "" ? `, on ${told.subject}` : "";
const option = (told: Told): string => `*${told.fact.figures[0]?.label ?? ""}*`;

/** English. */
export const english: Frames = {
  language: "en",
  note: noteText,
  summary: (note) => `${summary(note)}${at(note, 1) === "" ? "" : `, line ${at(note, 1)} left out`}`,
  tell: {
    data: [
      (told) => `On ${on(told)}: ${told.core} ${told.places}.`,
      (told) =>
        told.criterion === ""
          ? `${told.beyond ? `No criterion asks for ${told.subject}, but it is known` : told.subject}: ${told.core} ${told.places}.`
          : `${told.subject} is what speaks to ${told.criterion}: ${told.core} ${told.places}.`,
      (told) =>
        told.criterion === ""
          ? `Compare ${told.subject}: ${told.core} ${told.places}.`
          : `For ${told.criterion} the figures are in ${told.subject}: ${told.core} ${told.places}.`,
    ],
    stated: [
      (told) => `Stated, not measured${about(told)}: ${told.core} ${told.places}.`,
      (told) => `By the briefing's own words${about(told)}: ${told.core} ${told.places}.`,
    ],
    text: [
      (told) => `The briefing says ${told.core} ${told.places}.`,
      (told) => `In its own words: ${told.core} ${told.places}.`,
      (told) => `There is also ${told.core} ${told.places}.`,
    ],
    conflict: [
      (told) => `Text and file disagree. ${told.core} ${told.places}. The file counts.`,
      (told) => `One sentence does not survive the file: ${told.core} ${told.places}.`,
    ],
    confirm: [(told) => `Recounted and right: ${told.core} ${told.places}.`],
    fragile: [
      (told) => `Careful with one figure: ${told.core} ${told.places}.`,
      (told) => `A mean that hangs on one row: ${told.core} ${told.places}.`,
    ],
    votes: [(told) => `Asked for ${told.subject}, ${told.core} ${told.places}. That is what people want, not what was measured.`],
    log: [(told) => `The log: ${told.core} ${told.places}.`, (told) => `From the log, ${told.core} ${told.places}.`],
    broken: [
      (told) => `${option(told)} breaks a limit: ${told.core} ${told.places}.`,
      (told) => `A limit rules out ${option(told)}: ${told.core} ${told.places}.`,
      (told) => `Against ${option(told)} stands a limit: ${told.core} ${told.places}.`,
    ],
    doubt: [
      (told) => `${option(told)} may break a limit: ${told.core} ${told.places}.`,
      (told) => `Not settled for ${option(told)}: ${told.core} ${told.places}.`,
    ],
    kept: [(told) => `${told.core} ${told.places}.`, (told) => `Tested: ${told.core} ${told.places}.`],
  },
  recall: (told) => {
    if (told.fact.kind === "check") return `the limit ${told.subject} ${told.places}`;
    if (told.fact.kind === "log") return `the order in the log ${told.places}`;
    return told.fact.figures.length > 0 && told.subject !== ""
      ? `the figures for ${told.subject} ${told.places}`
      : `${told.fact.quote === undefined ? told.core : quoteOf(told.fact.quote, "en", 8)} ${told.places}`;
  },
  hold: (name) => `I hold ${name}.`,
  noView: (pick) =>
    ["No view yet.", "These facts alone decide nothing.", "I have no view yet.", "Undecided on these.", "Nothing here to choose by."][
      pick % 5
    ] as string,
  noOptions: (pick) =>
    [
      "There is nothing to choose between: the briefing names no options.",
      "Write the question in one sentence, with its options.",
      "Say what must hold, each limit with its number.",
      "Say what matters, with weights.",
      "Register the files that hold figures.",
    ][pick % 5] as string,
  allOut: () => "On what I have, every option breaks a limit.",
  move: (from, to, cause) => `I move from ${from} to ${to}${cause === "" ? "" : `: ${cause}`}.`,
  gainView: (to, cause) => `Now I hold ${to}${cause === "" ? "" : `: ${cause}`}.`,
  join: (to, seat) => `I join ${seat} and hold ${to}.`,
  loseView: (from, cause) => `I no longer hold ${from}${cause === "" ? "" : `: ${cause}`}.`,
  bestFor: (name, recalled) => `The best for ${name} is ${recalled}.`,
  assigned: (name) => `Nobody argues for ${name}, so I do, by assignment; it is not my position.`,
  flip: (note) => flipText(note),
  untested: (limit, options) => `Untested for ${options}: ${limit}.`,
  missing: (criterion, options) => `No evidence on ${criterion} for ${options}.`,
  rebut: {
    fileSays: ({ seat, point }, core, places) => `${seat} said ${point}. It does not survive the file: ${core} ${places}.`,
    breaks: ({ seat, point }, name, core, places) =>
      `${seat} said ${point}. Granted, and it does not help: ${name} breaks a limit, ${core} ${places}.`,
    breaksTold: ({ seat, point }, name, recalled) => `${seat} said ${point}. Granted, and it does not help: ${name} breaks ${recalled}.`,
    question: ({ seat, point }, scheme) =>
      `${seat} said ${point}. ${
        {
          interest: "Whoever says so gains by it, and nothing measured backs it.",
          opinion: "That is a preference, and nothing measured backs it.",
          "unnamed-study": "Nobody says who found that, or how.",
          absolute: "Always and never need only one counter-example, and nobody counted.",
        }[scheme] ?? "Nothing measured backs it."
      }`,
    outweigh: ({ seat, point }, small, large, told) =>
      `${seat} said ${point}. Granted. It bears on ${small} of the weight; ${large}: ${told}.`,
    beyond: ({ seat, point }, large, told) =>
      `${seat} said ${point}. No criterion asks for that. ${large} does count, and there it is ${told}.`,
    stands: ({ seat, point }, name) => `${seat} said ${point}. That stands; I hold ${name}, by less.`,
    fragile: ({ seat, point }, core, places) => `${seat} said ${point}. It hangs on one row: ${core} ${places}.`,
    nowhere: ({ seat }, number) =>
      `${seat} gives “${number}”. I find that nowhere in the briefing or the files; register the source and I will weigh it.`,
  },
  judge: {
    firstToShow: (core) => `first to show ${core}`,
    unregistered: (file) => `${file} is not registered; only registered files may be cited.`,
    invented: (number) => `${number} stands nowhere in the briefing or the registered files. Show the sum or the source.`,
    misquoted: (quote) => `“${quote}” is not found in the sources or in an earlier turn.`,
    elsewhere: "This turn names no option, criterion, limit or word of the question.",
    bare: "No quotation, number or place yet: say what it rests on.",
    agreed: (stated, seats, name) =>
      `${stated} of ${seats} seats state a view, all of them ${name}, and no measured fact against it is untold.`,
    allOut: "Every option has been shown to break a limit.",
    still: (round, fresh) =>
      `Nobody moved in round ${round} and ${fresh} ${fresh === 1 ? "fact was" : "facts were"} new (converged at 2 or fewer).`,
    goOn: (round, held, moved, fresh) =>
      `Round ${round}: ${held} ${held === 1 ? "position is" : "positions are"} held, ${moved} ${moved === 1 ? "seat" : "seats"} moved, ${fresh} ${fresh === 1 ? "fact was" : "facts were"} new.`,
    sections: ["ESTABLISHED", "LIVE POSITIONS", "OPEN QUESTIONS", "SHIFTS THIS ROUND"],
    nothing: "nothing yet",
    shift: (seat, from, to, turn) => `${seat}: from ${from} to ${to} (turn ${turn})`,
    by: (seat, turn) => `(${seat}, turn ${turn})`,
  },
  list: (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`),
  percent: (value) => `${Math.round(value * 100)} %`,
};

/** How the figure of a flip came about, when it is of several rows. */
const howIn = (note: Note): string => (at(note, 4) === "" ? "" : `, ${summary({ key: at(note, 4), values: note.values.slice(5) })}`);

const flipText = (note: Note): string => {
  const value = (index: number): string => at(note, index);
  const limit = (index: number): string => quoteOf(value(index), "en", 16);
  if (note.key === "weight-up" || note.key === "weight-down")
    return `It turns if ${quoteOf(value(0), "en")} weighs ${note.key === "weight-up" ? "more" : "less"} than ${value(2)} % (now ${value(1)} %)`;
  if (note.key === "datum-up" || note.key === "datum-down")
    return `It turns if ${value(0)} of *${escapeMarkdown(value(1))}* ${note.key === "datum-up" ? "rises above" : "falls below"} ${value(3)} (now ${value(2)}${howIn(note)})`;
  if (note.key === "slack") return `*${escapeMarkdown(value(1))}* has little room: ${`${value(0)} ${value(2)}`.trim()} against ${limit(3)}`;
  if (note.key === "limit") return `If ${limit(0)} fell, *${escapeMarkdown(value(1))}* would lead`;
  if (note.key === "untested") return `*${escapeMarkdown(value(1))}* has not been tested against ${limit(0)}; it falls if it breaks it`;
  return `*${escapeMarkdown(value(1))}* is in doubt on ${limit(0)}`;
};
