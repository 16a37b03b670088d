import { jaccard, words } from "../../kernel/text.ts";
import { type Fact, stanceOf } from "./fact.ts";

/** Grounded labels: `in` stands, `out` is defeated by something that stands, `undecided` is in an even fight. */
export type Label = "in" | "out" | "undecided";

/** Who attacks whom, by fact id; `question` attackers are critical questions, which nothing attacks. */
export type Attack = { readonly from: string; readonly to: string; readonly why: "conflict" | "measured" | "question" | "opposed" };

/** All attacks among facts, in fact order (guides/offline-voices.md §5). */
export const attacksAmong = (facts: readonly Fact[]): readonly Attack[] => {
  const texts = facts.filter((fact) => fact.kind === "text" || fact.kind === "claim");
  const data = facts.filter((fact) => (fact.kind === "data" || fact.kind === "stated") && fact.criterion >= 0);
  const ids = new Set(facts.map((fact) => fact.id));
  const attacks: Attack[] = facts
    .filter((fact) => fact.kind === "conflict" && ids.has(fact.against ?? ""))
    .map((fact) => ({ from: fact.id, to: fact.against as string, why: "conflict" }));
  for (const text of texts) {
    for (const datum of data)
      if (datum.criterion === text.criterion && opposes(datum, text)) attacks.push({ from: datum.id, to: text.id, why: "measured" });
    const backed = data.some(
      (datum) => datum.criterion === text.criterion && text.stances.some((each) => each.value * stanceOf(datum, each.option) > 0.15),
    );
    if (text.scheme !== undefined && !backed) attacks.push({ from: `question/${text.scheme}`, to: text.id, why: "question" });
  }
  return [...attacks, ...opposedTexts(texts)];
};

const opposes = (datum: Fact, text: Fact): boolean =>
  text.stances.some((each) => Math.abs(stanceOf(datum, each.option)) > 0.3 && each.value * stanceOf(datum, each.option) < 0);

/** Texts of opposite sign about one option that share much of their wording; the weaker cannot attack the stronger. */
const opposedTexts = (texts: readonly Fact[]): readonly Attack[] => {
  const sets = texts.map((text) => new Set(words(text.quote ?? "")));
  const attacks: Attack[] = [];
  for (let i = 0; i < texts.length; i++) {
    for (let j = i + 1; j < texts.length; j++) {
      const [left, right] = [texts[i] as Fact, texts[j] as Fact];
      const opposed = left.stances.some((each) => each.value * stanceOf(right, each.option) < 0);
      if (!opposed || jaccard(sets[i] as Set<string>, sets[j] as Set<string>) <= 0.3) continue;
      if (left.strength >= right.strength) attacks.push({ from: left.id, to: right.id, why: "opposed" });
      if (right.strength >= left.strength) attacks.push({ from: right.id, to: left.id, why: "opposed" });
    }
  }
  return attacks;
};

/** Grounded labelling (Dung 1995): in when all attackers are out, out when some attacker is in, repeated until nothing changes. */
export const grounded = (facts: readonly Fact[], attacks: readonly Attack[]): ReadonlyMap<string, Label> => {
  const attackers = new Map<string, string[]>();
  for (const attack of attacks) attackers.set(attack.to, [...(attackers.get(attack.to) ?? []), attack.from]);
  const labels = new Map<string, Label>();
  for (const attack of attacks) if (attack.why === "question") labels.set(attack.from, "in");
  for (let changed = true; changed; ) {
    changed = false;
    for (const fact of facts) {
      const label = labels.has(fact.id) ? undefined : labelOf(attackers.get(fact.id) ?? [], labels);
      if (label === undefined) continue;
      labels.set(fact.id, label);
      changed = true;
    }
  }
  for (const fact of facts) if (!labels.has(fact.id)) labels.set(fact.id, "undecided");
  return labels;
};

const labelOf = (attackers: readonly string[], labels: ReadonlyMap<string, Label>): Label | undefined => {
  if (attackers.every((from) => labels.get(from) === "out")) return "in";
  return attackers.some((from) => labels.get(from) === "in") ? "out" : undefined;
};
