import type { Evidence } from "../types.ts";
import type { Check } from "./check.ts";
import { type Measured, subjectOfMetric } from "./data-facts.ts";
import type { Fact, Stance } from "./fact.ts";

const VALUE: { readonly [state: string]: number } = { broken: -1, "in doubt": -0.4, kept: 0.25, "appears kept": 0.1 };

/** One fact for each option that breaks a limit or is in doubt, and one for each limit that others keep. Untested limits are no facts. */
export const checkFacts = (evidence: Evidence, checks: readonly Check[], items: readonly Measured[]): readonly Fact[] =>
  evidence.limits.flatMap((limit) => {
    const own = checks.filter((check) => check.limit === limit.id);
    const broken = own.filter((check) => check.state === "broken" || check.state === "in doubt");
    const kept = own.filter((check) => check.state === "kept" || check.state === "appears kept");
    return [
      ...broken.map((check) => factOf([check], evidence, check.state === "broken" ? "broken" : "doubt")),
      ...(kept.length > 0
        ? [factOf(isTold(kept, evidence, items) ? kept.map((check) => ({ ...check, value: "" })) : kept, evidence, "kept")]
        : []),
    ];
  });

/** The values stand in a figure of their own that some seat tells, so that "kept by" need not repeat them. */
const isTold = (kept: readonly Check[], evidence: Evidence, items: readonly Measured[]): boolean =>
  kept.length > 1 &&
  items.some(
    (item) =>
      item.levels.length > 1 &&
      item.direction !== 0 &&
      kept.every((check) => check.note.values[0] === subjectOfMetric(item.metric, evidence.language)),
  );

const factOf = (checks: readonly Check[], evidence: Evidence, kind: "broken" | "doubt" | "kept"): Fact => {
  const first = checks[0] as Check;
  const limit = evidence.limits[first.limit] as Evidence["limits"][number];
  const stances = checks.map((check): Stance => ({ option: check.option, value: VALUE[check.state] ?? 0 }));
  return {
    id: `check/${limit.id}/${kind}/${kind === "kept" ? "" : first.option}`,
    kind: "check",
    criterion: -1,
    stances,
    strength: checks.every((check) => check.firm) ? 3 : 1.5,
    quality: kind === "kept" ? 0.7 : 0.9,
    places: [...checks.flatMap((check) => check.places), limit.place],
    subject: limit.text,
    figures: checks.map((check) => ({ option: check.option, label: evidence.options[check.option]?.short ?? "", value: check.value })),
    note: { key: `check-${kind}`, values: [first.note.key, ...first.note.values] },
    limit: limit.id,
    state: first.state,
    computed: checks.every((check) => check.firm),
  };
};
