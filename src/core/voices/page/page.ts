import { type DecisionHeader, notesOf } from "../decide/notes.ts";
import type { DecisionWords } from "../decide/words.ts";
import { decisionWords } from "../decide/words-of.ts";
import { cite, italic, quoteOf } from "../frames/cite.ts";
import type { Decision, DecisionLine, LimitState } from "../types.ts";
import { flipsSvg } from "./flips-svg.ts";
import { escapeHtml, inlineHtml } from "./html.ts";
import { matrixSvg } from "./matrix-svg.ts";
import { htmlPage } from "./shell.ts";

/**
 * The decision as one self-contained HTML page in the order of the Markdown document, with the matrix and the flip points
 * drawn as inline SVG. Opens from disk, loads nothing, runs nothing; all text is escaped. Ends with a newline.
 */
export const renderDecisionPage = (decision: Decision, header: DecisionHeader): string => htmlPage(decisionPart(decision, header));

/** The same as its title, its language and the HTML of its body. */
export const decisionPart = (
  decision: Decision,
  header: DecisionHeader,
): { readonly title: string; readonly language: string; readonly body: string } => {
  const words = decisionWords(decision.language);
  const title = `${words.heading}: ${header.topic || decision.question || header.run}`;
  const notes = notesOf(decision, header, words);
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    answerOf(decision, words),
    `<p class="made">${inlineHtml(`${decision.madeBy} ${words.roster(header.seats.join(", "), header.rounds, header.mode, (header.outside ?? []).join(", "))}`)}</p>`,
    ...paragraphs(notes.head),
    ...part(words.sections.out, outOf(decision, words)),
    ...part(decision.kind === "answer" ? words.sections.why : words.sections.established, list(decision.why, words)),
    ...part(words.sections.against, list(decision.against, words)),
    ...part(words.sections.table, `${scrolled(matrixSvg(decision, words))}${paragraphs(notes.table).join("")}`),
    ...part(words.sections.limits, limitsOf(decision, words)),
    ...part(words.sections.second, paragraphs(notes.second).join("")),
    ...part(words.sections.flips, `${scrolled(flipsSvg(decision, words.sections.flips))}${list(decision.flips, words)}`),
    ...part(words.sections.seats, seatsOf(decision, words)),
    ...part(words.sections.open, list(decision.open, words)),
    ...part(words.sections.next, list(decision.next, words, "ol")),
    ...part(words.sections.missing, decision.options.length === 0 ? items(words.missing.map(inlineHtml)) : ""),
    ...part(words.sections.aside, list(decision.setAside, words)),
    ...part(words.sections.unused, paragraphs(notes.unused).join("")),
    ...paragraphs(notes.origin),
  ];
  return { title, language: decision.language ?? "en", body: body.join("\n") };
};

const part = (title: string, body: string): readonly string[] =>
  body === "" ? [] : [`<section><h2>${escapeHtml(title)}</h2>${body}</section>`];

const paragraphs = (texts: readonly string[]): readonly string[] => texts.map((text) => `<p class="note">${inlineHtml(text)}</p>`);

const scrolled = (drawing: string): string => (drawing === "" ? "" : `<div class="drawing" tabindex="0">${drawing}</div>`);

const answerOf = (decision: Decision, words: DecisionWords): string => {
  const percent = Math.round(decision.confidence.p * 100);
  const confidence =
    decision.kind === "answer"
      ? `<p class="confidence"><meter min="0" max="100" value="${percent}"></meter> ${escapeHtml(`${words.confidenceWord}: ${words.confidence(decision.confidence.word, percent)}`)}</p>`
      : "";
  return `<p class="answer ${decision.kind}">${escapeHtml(words.answerWord)}: ${inlineHtml(decision.answer)}</p>${confidence}`;
};

const outOf = (decision: Decision, words: DecisionWords): string =>
  items(
    decision.options
      .filter((option) => option.out)
      .map((option) => inlineHtml(words.out(italic(option.name), option.why.map((line) => sentence(line, words)).join(" ")))),
  );

const list = (lines: readonly DecisionLine[], words: DecisionWords, tag: "ul" | "ol" = "ul"): string =>
  items(
    lines.map((line) => inlineHtml(sentence(line, words))),
    tag,
  );

const items = (rows: readonly string[], tag: "ul" | "ol" = "ul"): string =>
  rows.length === 0 ? "" : `<${tag}>${rows.map((row) => `<li>${row}</li>`).join("")}</${tag}>`;

const sentence = ({ text, places, turns }: DecisionLine, words: DecisionWords): string =>
  `${[text.replace(/[.]$/, ""), cite(places), turns.length === 0 ? "" : words.turn(turns.join(", "))].filter((piece) => piece !== "").join(" ")}.`;

const GLYPHS: Readonly<Record<LimitState, string>> = {
  kept: "✓",
  "appears kept": "(✓)",
  "in doubt": "?",
  broken: "✗",
  untested: "–",
  "not applicable": "·",
};

/** A table, limits down and options across: every state is a mark and a word, with what it rests on. */
const limitsOf = (decision: Decision, words: DecisionWords): string => {
  const names = decision.limits[0]?.per.map(({ option }) => option) ?? [];
  if (names.length === 0) return "";
  const head = names.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const rows = decision.limits.map((limit) => {
    const cells = names.map((name) => {
      const check = limit.per.find(({ option }) => option === name);
      if (check === undefined) return "<td></td>";
      const why = check.why === "" ? "" : `<br><small>${inlineHtml(check.why)}</small>`;
      return `<td class="${check.state.replace(" ", "-")}">${GLYPHS[check.state]} ${escapeHtml(words.state[check.state])}${why}</td>`;
    });
    const text = inlineHtml(`${quoteOf(limit.text, decision.language ?? "en")} ${cite([limit.place])}`);
    return `<tr><th scope="row">${text}</th>${cells.join("")}</tr>`;
  });
  return `<div class="drawing" tabindex="0"><table><thead><tr><td></td>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
};

const seatsOf = (decision: Decision, words: DecisionWords): string => {
  const held = decision.positions.map(({ seat, option, turn }) => inlineHtml(`${seat}: ${italic(option)} ${words.turn(`${turn}`)}`));
  const moved = decision.moved.map(({ seat, from, to, cause }) => {
    const text = `${words.moved(seat, italic(from), italic(to))}${cause.text === "" ? "" : `: ${cause.text}`}`;
    return inlineHtml(sentence({ ...cause, text }, words));
  });
  return items([...held, ...moved]);
};
