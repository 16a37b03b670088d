import { openDocs } from "../../../compose.ts";
import { fail, ok } from "../../../core/kernel/result.ts";
import type { ReadableFolder } from "../../../ports/home.ts";
import type { Run } from "../answer.ts";
import { decisionLines } from "../render/decision.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";

/** The parts of the documentation, in reading order. */
const TIERS = ["tutorials", "guides", "reference", "explanation"] as const;

type Page = { readonly topic: string; readonly tier: string; readonly title: string };

/** `moot docs [topic]`: lists the bundled pages by tier, or prints one. */
export const runDocs: Run = async (_context, { args }) => {
  const docs = await openDocs();
  const topic = args[0];
  if (topic === undefined) {
    const pages = listPages(docs);
    return ok({
      schema: "docs",
      data: pages,
      text: (look) => pageLines(pages, look),
      next: pages.slice(0, 1).map((page) => `moot docs ${page.topic}`),
    });
  }
  const path = findPage(docs, topic);
  const text = path === undefined ? undefined : docs.read(path);
  if (path === undefined || text === undefined)
    return fail({ code: "UNKNOWN_TOPIC", message: `there is no page ${topic}`, at: `topic ${topic}`, hint: "moot docs" });
  return ok({ schema: "docs-page", data: { path, text }, text: (look) => decisionLines(text, look) });
};

const findPage = (docs: ReadableFolder, topic: string): string | undefined => {
  // A longer word names no page, and some file systems throw on it.
  if (topic.length > 100 || !/^[\w-]+(?:\/[\w-]+)*(?:[.]md)?$/u.test(topic)) return undefined;
  const name = topic.replace(/[.]md$/u, "");
  const places = [
    `${name}.md`,
    `${name}/index.md`,
    ...["guides", "tutorials", "reference", "explanation"].map((tier) => `${tier}/${name}.md`),
  ];
  return places.find((place) => docs.read(place) !== undefined);
};

const listPages = (docs: ReadableFolder): readonly Page[] =>
  TIERS.flatMap((tier) =>
    docs
      .list(tier)
      .filter((name) => name.endsWith(".md"))
      .map((name) => ({ topic: name.slice(0, -3), tier, title: titleOf(docs.read(`${tier}/${name}`) ?? "") })),
  );

const titleOf = (text: string): string => /^#\s+(.+)$/mu.exec(text)?.[1]?.trim() ?? "";

const pageLines = (pages: readonly Page[], look: Look): readonly string[] =>
  table(
    look,
    [{ title: "topic" }, { title: "tier" }, { title: "title", grows: "wraps" }],
    pages.map(({ topic, tier, title }) => [{ text: safeLine(topic), paint: look.paint.bold }, tier, safeLine(title)]),
  );
