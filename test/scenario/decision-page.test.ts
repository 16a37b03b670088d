import { beforeAll, describe, expect, it } from "vitest";
import { type Digest, digestOf } from "../../src/core/roundtable/digest.ts";
import { notesOf } from "../../src/core/voices/decide/notes.ts";
import { renderDecision } from "../../src/core/voices/decide/render.ts";
import { decisionWords } from "../../src/core/voices/decide/words-of.ts";
import { renderDecisionPage } from "../../src/core/voices/page/page.ts";
import type { Decision } from "../../src/core/voices/types.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { briefings } from "../kit/briefings.ts";
import { systemClock } from "../kit/drive.ts";
import { FIVE, open, plan, playOut, request } from "../kit/roundtable.ts";

const NAMES = ["queue-or-cron", "s2-german", "s1-empty", "02-backend-hire"];
const header = { topic: "a topic", run: "rt-1", seats: ["elena"], rounds: 2, mode: "offline" };
const digests = new Map<string, Digest>();

beforeAll(async () => {
  for (const { name, folder, briefing } of briefings().filter((each) => NAMES.includes(each.name))) {
    const journal = openMemoryJournal({ clock: systemClock });
    const run = open(journal, request(briefing, { topic: name, roots: [folder], seed: "page", seats: FIVE.map((seat) => plan(seat)) }));
    await playOut(journal, run);
    digests.set(name, digestOf("rt-page", journal.read(run)) as Digest);
  }
}, 60_000);

const decisionOf = (name: string): Decision => digests.get(name)?.decision as Decision;
const tagsOf = (page: string): readonly string[] => [...page.matchAll(/<\/?([a-z][a-z0-9-]*)/g)].map(([, tag]) => tag as string);

/** Every string of a value replaced. */
const everywhere = <T>(value: T, text: (old: string, key: string) => string, key = ""): T => {
  if (typeof value === "string") return text(value, key) as T;
  if (Array.isArray(value)) return value.map((each) => everywhere(each, text, key)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, everywhere(each, text, name)])) as T;
};

describe.each(NAMES)("the page of %s", (name) => {
  it("loads nothing and runs nothing", () => {
    const page = renderDecisionPage(decisionOf(name), header);
    expect(page.match(/https?:|url\(|@import|<script|<img|<link|<iframe|\son[a-z]+=|javascript:/gi)).toBeNull();
    expect(page).toContain("default-src 'none'");
  });

  it("names every place that the Markdown document names", () => {
    const places = (text: string): readonly string[] =>
      [...new Set([...text.matchAll(/[\w.-]+:\d[\d,-]*/g)].map(([place]) => place))].sort();
    const page = renderDecisionPage(decisionOf(name), header).replace(/<style>.*<\/style>/s, "");
    const missing = places(renderDecision(decisionOf(name), header)).filter((place) => !page.includes(place));
    expect(missing).toEqual([]);
  });

  it("explains its signs, inferred rows and refused files in the words of the Markdown document", () => {
    const told = { ...header, refused: [{ path: "../etc/passwd", reason: "outside the roots" }] };
    const words = (text: string): string =>
      text
        .replace(/<style>.*<\/style>/s, "")
        .replace(/<[^>]*>|[\\*`[\]]|\s/g, "")
        .replace(/&quot;|&#39;/g, "");
    const page = words(renderDecisionPage(decisionOf(name), told));
    const { head, table, second, unused, origin } = notesOf(decisionOf(name), told, decisionWords(decisionOf(name).language));
    expect(head.length).toBeGreaterThan(0);
    for (const text of [...head, ...table, ...second, ...unused, ...origin]) expect(page).toContain(words(text));
  });

  it("lets no text open a tag or leave an attribute, whichever field it stands in", () => {
    const decision = decisionOf(name);
    const closed = new Set(["kind", "state", "sign", "word", "language"]);
    const hostile = everywhere(decision, (old, key) => (closed.has(key) ? old : `${old}"'><xyz onload=1>&lt;*a*\`b\``));
    const page = renderDecisionPage(hostile, {
      ...header,
      topic: "</title><xyz>",
      mode: "<xyz>",
      refused: [{ path: "<xyz>", reason: "<xyz>" }],
    });
    expect(tagsOf(page)).not.toContain("xyz");
    const outside = page.replace(/<style>.*<\/style>/s, "").replace(/<[a-z!/][^<>]*>/gi, "");
    expect(outside).not.toMatch(/[<>]/);
    for (const [tag] of page.matchAll(/<[a-z][^<>]*>/g)) expect(tag.split('"').length % 2, tag).toBe(1);
  });

  it("opens and closes every element in turn", () => {
    const page = renderDecisionPage(decisionOf(name), header);
    const open: string[] = [];
    for (const [tag, close, word, self] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^<>]*?(\/?)>/g)) {
      if (["meta", "br"].includes(word as string) || self === "/") continue;
      if (close === "/") expect(open.pop(), tag).toBe(word);
      else open.push(word as string);
    }
    expect(open).toEqual([]);
  });
});

describe("the drawings", () => {
  it("show a cell for every criterion and option, and a scale for every flip that is a figure", () => {
    const decision = decisionOf("queue-or-cron");
    const page = renderDecisionPage(decision, header);
    const signs = [...page.matchAll(/class="glyph"[^>]*>(\([^)]\))</g)].map(([, sign]) => sign as string);
    expect(signs.length).toBeGreaterThan(0);
    for (const sign of signs) expect(decisionWords("en").signs).toContain(sign);
    expect(page.match(/class="cell /g)).toHaveLength(decision.criteria.length * decision.options.length);
    const points = decision.flips.filter(({ point }) => point !== undefined);
    expect(points.length).toBeGreaterThan(0);
    expect(page.match(/class="move"/g)).toHaveLength(points.length);
  });
});
