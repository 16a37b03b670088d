import { formatNumber } from "../argue/numbers.ts";
import type { DecisionWords } from "./words.ts";

/** English. */
export const englishDecision: DecisionWords = {
  heading: "Decision",
  answerWord: "Answer",
  confidenceWord: "Confidence",
  only: (option) => `${option}.`,
  leads: (option, second) => `${option}, ahead of ${second}.`,
  onlySurvivor: (option, tested, applies) =>
    tested === applies
      ? `${option}, the only option that breaks no limit.`
      : `${option}, the only option that breaks none of the limits that could be tested; ${applies - tested} of ${applies} could not be tested for it.`,
  settled: (answer, kept) =>
    kept === undefined
      ? `${answer}: a condition that was set for the change is broken.`
      : `${answer}: ${kept === 1 ? "the condition that was set for it holds" : `all ${kept} conditions that were set for it hold`}.`,
  open: (first, second) => `open. The evidence does not separate ${first} from ${second}.`,
  openUnproven: (first, untested, applies) =>
    `open. ${first} is ahead, but ${applies === 1 ? "the one limit is" : `${untested} of ${applies} limits ${untested === 1 ? "is" : "are"}`} untested for it.`,
  openDoubt: (first) => `open. Only ${first} is left, and a limit is in doubt for it.`,
  openAhead: (first, cause) =>
    `open. ${first} is ahead, but ${
      {
        unread: "the briefing has a figure on what is compared that could be a limit and was not understood",
        limits: "the rule speaks of conditions, and not all of them were found in the briefing",
        weights: "the briefing does not say which of its figures counts more, and another option is better on some",
        bound: "a limit with a number could not be tested for it",
        directions: "for some figures nothing says whether more or less is better",
        single: "on a single figure that the briefing does not ask for",
        coverage: "there is evidence for too little of what matters",
        doubt: "a limit is in doubt for it",
        thin: "the evidence is too thin to carry an answer",
      }[cause]
    }.`,
  elsewhere: (value, condition) => `${value} measured, but not “${condition}”`,
  yesNo: ["yes", "no"],
  openConditional: (first, untested, applies, proven, kept) =>
    `open. ${proven} keeps ${kept} of ${applies} limits; ${first} scores higher, but counts only if it keeps the ${untested === 1 ? "one that is" : `${untested} that are`} untested for it.`,
  openNoEvidence: (options) => `open. Nothing that was registered separates ${options}.`,
  openOwnMeasure: (sentence) => `open. The briefing says what decides, and no figure states it: ${sentence}.`,
  openUnknown: () => "open. A question stands, but no options were found to choose between.",
  none: () => "no option keeps every limit.",
  nearest: (option, gap) => `The nearest is ${option}: ${gap}.`,
  gap: (limit, over, percent) => `${over} (${percent} %) past ${limit}`,
  gapPlain: (limit) => `it breaks only ${limit}`,
  noQuestion: () => "none. The briefing holds no question that could be decided.",
  out: (option, why) => `${option} is out: ${why}`,
  confidence: (word, percent) => (word === "open" ? "open" : `${word} (${percent} %)`),
  madeBy: (files) =>
    `Made by rules over the briefing${files === 0 ? "" : ` and ${files} registered ${files === 1 ? "file" : "files"}`}; no language model decided it. The percentage is a rule, not a frequency.`,
  inferred: "The briefing names no criteria; those marked * were inferred from what can be compared and weigh the same.",
  assumedDirection: (names, more) => `Assumed: ${more ? "more" : "less"} is better for ${names}`,
  weightInWords: (name, percent) => `The weight of ${name} was given in words, beside numbers; it is read as ${percent} %`,
  noDirection: (names) =>
    `Direction not given for ${names}, so it does not count; add “more is better” or “less is better” to the criterion`,
  keepsLimits: (option, kept, applies) =>
    kept === applies
      ? `${option} keeps ${applies === 1 ? "the one limit" : `all ${applies} limits`}`
      : `${option} keeps ${kept} of ${applies} limits; the rest ${applies - kept === 1 ? "is" : "are"} not shown to be kept`,
  state: {
    kept: "kept",
    "appears kept": "appears kept",
    "in doubt": "in doubt",
    broken: "BROKEN",
    untested: "untested",
    "not applicable": "does not apply",
  },
  noEvidence: "–",
  inWords: "in words",
  moved: (seat, from, to) => `${seat} moved from ${from} to ${to}`,
  dissent: (seat, option) => `${seat} still holds ${option}`,
  joined: (seat, cause) => `with ${seat}, ${cause}`,
  openQuestion: (text) => `The briefing asks: ${text}`,
  openCriterion: (criterion, options) => `No evidence on ${criterion} for ${options}`,
  openLimit: (limit, options) => `Untested for ${options}: ${limit}`,
  notCounted: {
    interest: "not counted, the speaker gains by it and nothing measured backs it",
    opinion: "not counted, a preference that nothing measured backs",
    "unnamed-study": "not counted, nobody says who found it or how",
    absolute: "not counted, “always” and “never” without a count",
    conflict: "not counted, the registered file says otherwise",
    measured: "not counted, measured figures on the same criterion say the opposite",
  },
  next: {
    measure: (option, limit, kind) =>
      kind === "money"
        ? `Get the price of ${option} in writing and hold it against ${limit}`
        : kind === "time"
          ? `Ask how long it takes with ${option}, in writing, and hold it against ${limit}`
          : `Measure or look up for ${option}, with the source: ${limit}`,
    ask: (option, limit) => `Get it in writing for ${option}: ${limit}`,
    repeat: (subject, line) => `Repeat the measurement behind line ${line} before anyone quotes the mean of ${subject}`,
    find: (criterion, options) => `Find a figure on ${criterion} for ${options}`,
    relax: (option, gap) => `Ask whether that limit may give for ${option}: ${gap}`,
    separate: (criterion, options) => `Get a comparable figure on ${criterion} for ${options}`,
    workOut: (options, sentence) => `Work out for ${options} what decides, in one figure each: ${sentence}`,
    compare: (options) => `Write down what matters most, and a figure on it for each of ${options}`,
    answer: (question) => `Answer first: ${question}`,
    direction: (criterion) => `Say whether more or less is better for ${criterion}`,
  },
  missing: [
    "`## Objective`: the question in one sentence, with its options (“A, B or C?”)",
    "`## Options`: one list item each, with what is known of it",
    "`## Criteria`: what matters, with weights (“Cost, 40 %”)",
    "`## Constraints`: what must hold (“at most 250 EUR a month”)",
  ],
  origin: {
    section: "the options section",
    question: "the question",
    finalists: "the list of finalists",
    "yes-no": "the yes-or-no question",
    table: "a table",
    none: "nowhere",
  },
  optionsFrom: (origin, names) => `The options ${names} come from ${origin}.`,
  sections: {
    out: "Out",
    why: "Why",
    against: "Against it, and still standing",
    table: "Criteria and options",
    limits: "Limits",
    second: "Not decided here",
    flips: "What would turn it",
    seats: "Where the seats stand",
    open: "Still open",
    next: "Do next",
    aside: "Set aside",
    unused: "Files not used",
    missing: "What to add to the briefing",
    established: "What the text does establish",
  },
  criterion: "Criterion",
  weight: "Weight",
  score: "Score",
  sources: "Sources",
  spread: (rows, median, least, most) => `n ${rows}, median ${median}, ${least} to ${most}`,
  spreads: (list) => `Behind the means: ${list}.`,
  turn: (ordinals) => `(turn ${ordinals})`,
  roster: (seats, rounds, mode, outside) =>
    `${seats}; ${rounds} ${rounds === 1 ? "round" : "rounds"}; ${mode}${outside === "" ? "" : `; ${outside} spoke from outside, a person or another program`}.`,
  secondQuestion: (text) => `The briefing also asks ${text}. That is a second question.`,
  unusedFiles: (files) => `Registered, but nothing in them could be used: ${files}.`,
  refusedFiles: (files, more) =>
    `Registered, but not read, so that nothing here rests on it: ${files}${more > 0 ? `, and ${more} more` : ""}.`,
  mixedTax: (name) => `${name} holds the tax for some options and not for others, so it is neither compared nor tested`,
  cutTable: (file, rows) => `Only the first ${formatNumber(rows, "en", 0)} rows of ${file} were read, and no more than 200 columns`,
  signs: "(+) speaks for the option, (−) against it, (0) for neither.",
  otherLanguage: (language) =>
    language === "fr" || language === "es"
      ? `The briefing is in ${language === "fr" ? "French" : "Spanish"}: it was read in that language, but Moot words its own sentences only in English and German.`
      : "",
  list: (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`),
};
