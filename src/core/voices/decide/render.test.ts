import { expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { decide } from "./decide.ts";
import { renderDecision } from "./render.ts";

const header = { topic: "T", run: "r1", seats: ["elena"], rounds: 1, mode: "offline" };
const rendered = (text: string, refused: readonly { readonly path: string; readonly reason: string }[] = []): string =>
  renderDecision(decide(analyse([{ file: "briefing.md", sha256: text, text }]), [], []), { ...header, refused }).replace(/\s+/g, " ");

const table = "| Hen | eggs per year | price EUR |\n|---|---|---|\n| Rhea | 310 | 40 |\n| Sussa | 180 | 90 |\n";

test("a registered file that was refused stands in the head with its reason, escaped", () => {
  const text = rendered(`Which hen?\n\n${table}`, [{ path: "../secret.csv", reason: "lies outside *the* folder" }]);
  expect(text).toContain("Registered, but not read, so that nothing here rests on it: `../secret.csv` (lies outside \\*the\\* folder).");
  expect(rendered(`Which hen?\n\n${table}`)).not.toContain("not read");
});

test("seats that spoke from outside are named beside the mode, and none where nobody did", () => {
  const decision = decide(analyse([{ file: "briefing.md", sha256: "x", text: `Which hen?\n\n${table}` }]), [], []);
  const head = (outside: readonly string[]): string => renderDecision(decision, { ...header, outside }).replace(/\s+/g, " ");
  expect(head(["elena"])).toContain("offline; elena spoke from outside, a person or another program.");
  expect(head([])).toContain("1 round; offline. ");
});

test("of many refused files it is said how many are not named", () => {
  const many = Array.from({ length: 15 }, (_, at) => ({ path: `f${at}.csv`, reason: "too large" }));
  expect(rendered(`Which hen?\n\n${table}`, many)).toContain("`f7.csv` (too large), and 7 more.");
  expect(rendered(`Which hen?\n\n${table}`, many.slice(0, 8))).toContain("`f7.csv` (too large).");
});

test("the name of a criterion is cut in the table at sixty characters only", () => {
  const long = "Eggs per year as the neighbours count them in a good year";
  expect(rendered(`# Which hen?\n\n${table}\n## Criteria\n\n- ${long}\n- price\n`)).toContain(`| ${long} |`);
  const longer = "Eggs throughout the uncomfortably long and thoroughly rainy season";
  expect(rendered(`# Which hen?\n\n${table}\n## Criteria\n\n- ${longer}\n- price\n`)).toContain(`| ${longer.slice(0, 58).trimEnd()} … |`);
});

test("a French briefing is said to be read in French and answered in English, an English one is not", () => {
  const french = `# Quelle poule prenons-nous pour la cour ?\n\nNous avons deux poules et le prix est dans le tableau.\n\n${table}`;
  expect(rendered(french)).toContain("The briefing is in French");
  expect(rendered(`# Which hen do we take for the yard?\n\n${table}`)).not.toContain("The briefing is in");
});

test("a sign in the table is set apart from its value and explained once", () => {
  const text = rendered(`# Which hen?\n\n${table}\n## Criteria\n\n- price\n`);
  expect(text).toContain("40 EUR (+)");
  expect(text.split("speaks for the option").length).toBe(2);
});

test("without options the decision says what to add", () => {
  expect(rendered("Some want roses, others want vegetables. What should we plant?")).toContain("`## Options`");
});

test("a yes-no question answers yes or no, and names the option without that word", () => {
  const text =
    "# Should we adopt the badge system?\n\nThe badge system was recommended by both auditors. The badge system is reliable. The badge system is cheaper.\n";
  const decision = decide(analyse([{ file: "briefing.md", sha256: text, text }]), [], []);
  expect(decision.option ?? "adopt the badge system").toBe("adopt the badge system");
  expect(decision.answer).toMatch(/^(?:yes, |open\.)/);
});

test("behind a mean of more than two rows stand how many they are, their median, the least and the most; two rows show none", () => {
  const runs = (rows: readonly string[]): string =>
    rendered(`# Which hen: Rhea or Sussa?\n\n## Criteria\n\n- delay\n\n| Hen | delay ms |\n|---|---|\n${rows.join("\n")}\n`);
  const three = ["| Rhea | 10 |", "| Rhea | 12 |", "| Rhea | 26 |", "| Sussa | 40 |", "| Sussa | 41 |", "| Sussa | 42 |"];
  expect(runs(three)).toContain("Behind the means: delay: *Rhea* n 3, median 12, 10 to 26 ms; *Sussa* n 3, median 41, 40 to 42 ms.");
  expect(runs([...three.slice(0, 2), ...three.slice(3, 5)])).not.toContain("Behind the means");
});
