/* Scores offline decisions against labels: `node tools/voices-score.ts FOLDER… [--stages]`, FOLDER holds briefings or is one. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fold } from "../src/core/kernel/text.ts";
import type { Decision } from "../src/core/voices/types.ts";
import { loadBriefing } from "./voices-debate.ts";

/** A limit of one option (`limit`, `option`, `status`) or of all (`text`, `per`). */
type LimitLabel = {
  readonly text?: string;
  readonly per?: { readonly [option: string]: string };
  readonly limit?: string;
  readonly option?: string;
  readonly status?: string;
};

/** What a good decision is. `answer` as in the fixtures, or one of `winner`, `yes`, `no`, `open`, `none-keeps-all` beside `winner`. */
type Labels = {
  readonly options?: readonly string[];
  readonly winner?: string | null;
  readonly answer?:
    | string
    | {
        readonly acceptable?: readonly string[];
        readonly openAcceptable?: boolean;
        readonly noneKeepsAll?: boolean;
        readonly neverAcceptable?: readonly string[];
      };
  readonly limits?: readonly LimitLabel[];
};

/** The verdict on one decision; false checks and invented options beside it. */
type Scored = {
  readonly verdict: "useful" | "honest open" | "open" | "false winner";
  readonly falseKept: readonly string[];
  readonly falseBroken: readonly string[];
  readonly invented: readonly string[];
};

const letters = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, "");
const stems = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether two labels mean the same option: one holds the other, or they share more than half of the words of the shorter. */
const sameOption = (left: string, right: string): boolean => {
  const [a, b] = [letters(left), letters(right)];
  if (a === "" || b === "") return false;
  if (a === b || (Math.min(a.length, b.length) >= 2 && (a.includes(b) || b.includes(a)))) return true;
  const [short, long] = [stems(left), stems(right)].sort((x, y) => x.length - y.length) as [readonly string[], readonly string[]];
  const shared = short.filter((word) => long.some((other) => other === word || (word.length > 4 && other.startsWith(word.slice(0, -1)))));
  return short.length > 0 && shared.length * 2 > short.length;
};

type Wanted = { readonly acceptable: readonly string[]; readonly never: readonly string[]; readonly open: boolean; readonly none: boolean };

/** What a decision may answer. */
const wantedOf = ({ answer, winner }: Labels): Wanted => {
  if (typeof answer === "object")
    return {
      acceptable: answer.acceptable ?? [],
      never: answer.neverAcceptable ?? [],
      open: answer.openAcceptable ?? false,
      none: answer.noneKeepsAll ?? false,
    };
  const named = [winner ?? "", isYesNo(answer ?? "") ? (answer ?? "") : ""].filter((each) => each !== "");
  return { acceptable: named, never: [], open: /^(?:open|no-question|no question)/.test(answer ?? ""), none: /^none/.test(answer ?? "") };
};

/** The option of a decision without the answer word, and yes or no for a yes-no question. */
const answersTo = (decision: Decision): readonly string[] =>
  decision.kind !== "answer"
    ? []
    : [decision.option ?? "", /^\s*(yes|no|ja|nein|oui|non|sí|si)\b/i.exec(decision.answer)?.[1] ?? ""].filter((each) => each !== "");

const isYesNo = (text: string): boolean => /^(?:yes|no|ja|nein|oui|non|si|sí)$/i.test(text.trim());
/** "no, do not turn it on" holds the words of "turn it on": where both sides say yes or no, only that counts. */
const decisive = (wanted: readonly string[], answers: readonly string[]): readonly string[] =>
  wanted.some(isYesNo) && answers.some(isYesNo) ? wanted.filter(isYesNo) : wanted;
const matches = (wanted: string, answers: readonly string[]): boolean =>
  answers.some((each) => (isYesNo(wanted) || isYesNo(each) ? letters(wanted) === letters(each) : sameOption(wanted, each)));

const WORST: readonly string[] = ["broken", "in doubt", "untested", "kept"];

/** The state of one option under a limit found by its text; a range has two rows of one text, and the worse of them counts. */
const statesOf = (decision: Decision, text: string, option: string): readonly string[] => {
  const found = decision.limits
    .filter((row) => sameText(row.text, text))
    .flatMap((row) => {
      // "viernes por la tarde" and "miércoles por la tarde" share most of their words: the very name goes first.
      const cell =
        row.per.find((each) => letters(each.option) === letters(option)) ??
        row.per.find((each, index) =>
          isYesNo(option) ? index === (/^(?:yes|ja|oui|s[ií])$/i.test(option) ? 0 : 1) : sameOption(each.option, option),
        );
      return cell === undefined ? [] : [cell.state === "appears kept" ? "kept" : cell.state];
    });
  return WORST.filter((state) => found.includes(state as (typeof found)[number])).slice(0, 1);
};

/** Where a reading was lost on the way: options that were not found, limits that were not found, pairs that stayed untested. */
type Stages = {
  readonly options: readonly string[];
  readonly limits: readonly string[];
  readonly pairs: readonly string[];
  readonly right: number;
};

/** What each stage missed of the labels; `right` counts the limit and option pairs with the labelled state. */
const stagesOf = (decision: Decision, labels: Labels): Stages => {
  const known = (labels.options ?? []).filter((each) => !isYesNo(each));
  const pairs = (labels.limits ?? []).flatMap((label) =>
    Object.entries(label.per ?? { [label.option ?? ""]: label.status ?? "" }).map(([option, truth]) => {
      const text = label.text ?? label.limit ?? "";
      return { text, option, truth, state: statesOf(decision, text, option)[0] ?? "untested" };
    }),
  );
  const texts = [...new Set(pairs.map((each) => each.text))];
  const limits = texts.filter((text) => !decision.limits.some((row) => sameText(row.text, text)));
  const testable = (truth: string): boolean => truth === "kept" || truth === "broken";
  return {
    options: known.filter((name) => !decision.options.some((each) => sameOption(each.name, name))),
    limits,
    pairs: pairs
      .filter(({ text, state, truth }) => !limits.includes(text) && state !== truth && testable(truth))
      .map(({ text, option, state, truth }) => `${text} · ${option}: ${state}, is ${truth}`),
    right: pairs.filter(({ state, truth }) => state === truth || (state === "untested" && !testable(truth))).length,
  };
};

/** One holds the start of the other, or most of its words. */
const sameText = (left: string, right: string): boolean => {
  const [mine, theirs] = [letters(left), letters(right)];
  if (mine.includes(theirs.slice(0, 40)) || theirs.includes(mine.slice(0, 40))) return true;
  const [own, wanted] = [new Set(stems(left)), stems(right)];
  return wanted.length >= 3 && wanted.filter((word) => own.has(word)).length >= wanted.length * 0.75;
};

/** Scores one decision. A label's limit is found by its text; options of a yes-no question are `yes` and `no`. */
const scoreDecision = (decision: Decision, labels: Labels): Scored => {
  const wanted = wantedOf(labels);
  const answers = answersTo(decision);
  const verdict =
    decision.kind === "answer"
      ? decisive(wanted.acceptable, answers).some((each) => matches(each, answers)) && !wanted.never.some((each) => matches(each, answers))
        ? "useful"
        : "false winner"
      : decision.kind === "none-keeps-every-limit"
        ? wanted.none
          ? "useful"
          : "false winner"
        : wanted.open
          ? "honest open"
          : "open";
  const falseOf = (kind: "kept" | "broken"): readonly string[] =>
    (labels.limits ?? []).flatMap((label) =>
      Object.entries(label.per ?? { [label.option ?? ""]: label.status ?? "" }).flatMap(([option, truth]) => {
        const text = label.text ?? label.limit ?? "";
        const state = statesOf(decision, text, option).find((each) => each === kind);
        return state !== undefined && truth !== kind ? [`${text} · ${option}: ${state}, is ${truth}`] : [];
      }),
    );
  const known = labels.options ?? [];
  const invented =
    known.length === 0 || known.every(isYesNo)
      ? []
      : decision.options.map((each) => each.name).filter((name) => !known.some((each) => sameOption(each, name)));
  return { verdict, falseKept: falseOf("kept"), falseBroken: falseOf("broken"), invented };
};

const main = async (): Promise<void> => {
  const { debate } = await import("./voices-play.ts");
  const { decide } = await import("../src/core/voices/decide/decide.ts");
  const paths = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
  const folders = paths.flatMap((path) =>
    existsSync(join(path, "briefing.md"))
      ? [path]
      : readdirSync(path)
          .sort()
          .map((name) => join(path, name))
          .filter((each) => existsSync(join(each, "briefing.md"))),
  );
  const total = new Map<string, number>();
  const count = (key: string, by = 1): void => void total.set(key, (total.get(key) ?? 0) + by);
  for (const folder of folders) {
    const file = join(folder, "labels.json");
    if (!existsSync(file)) continue;
    const { evidence, turns, readings } = debate(loadBriefing(folder));
    const decision = decide(evidence, turns, readings);
    const labels = JSON.parse(readFileSync(file, "utf8")) as Labels;
    const scored = scoreDecision(decision, labels);
    count("briefings");
    count(scored.verdict);
    count("false kept", scored.falseKept.length);
    count("false broken", scored.falseBroken.length);
    count("invented options", scored.invented.length);
    const notes = [
      ...scored.falseKept.map((each) => `   false kept: ${each}`),
      ...scored.falseBroken.map((each) => `   false broken: ${each}`),
      ...scored.invented.map((each) => `   invented: ${each}`),
    ];
    const wanted = wantedOf(labels);
    const stages = stagesOf(decision, labels);
    count("pairs right", stages.right);
    count("limits missed", stages.limits.length);
    count("options missed", stages.options.length);
    if (process.argv.includes("--stages"))
      notes.push(
        ...stages.options.map((each) => `   option not found: ${each}`),
        ...stages.limits.map((each) => `   limit not found: ${each}`),
        ...stages.pairs.map((each) => `   not tested: ${each}`),
      );
    console.log(
      `${scored.verdict.padEnd(13)} ${basename(resolve(folder)).padEnd(28)} ${decision.answer.slice(0, 110)}${
        scored.verdict === "useful"
          ? ""
          : `\n   wanted: ${wanted.acceptable.join(" | ")}${wanted.open ? " (open is fine)" : ""}${wanted.none ? " (none keeps all)" : ""}; options: ${decision.options.map((each) => each.name).join(" | ")}`
      }${notes.length === 0 ? "" : `\n${notes.join("\n")}`}`,
    );
  }
  console.log([...total].map(([key, value]) => `${key} ${value}`).join(" · "));
};

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) await main();
