import { fixed } from "../kernel/python-number.ts";
import { utcText } from "../kernel/utc.ts";
import { SETTING_NAMES, SETTINGS } from "../lab/settings.ts";
import { escapeHtml } from "../voices/page/html.ts";
import { htmlPage } from "../voices/page/shell.ts";
import { qualitySvg } from "./quality-svg.ts";
import type { TraceSession, TraceTurn } from "./session.ts";
import type { FilledTable } from "./table.ts";

/** What a report shows: a session, its decision as HTML of our own where there is one, and tables beside it. */
export type Report = {
  readonly session: TraceSession;
  readonly decision: string;
  readonly tables: readonly FilledTable[];
  readonly generator: string;
};

const STYLE = `
.turn{border-left:.2rem solid var(--line);padding:.1rem .9rem;margin:.9rem 0}.turn h3{font-size:.92rem;margin:0}.turn p{margin:.3rem 0;white-space:pre-wrap}
.badge{display:inline-block;border:1px solid var(--against);border-radius:3px;padding:0 .4em;font-size:.85rem}
.brief{white-space:pre-wrap;background:var(--wash);padding:.6rem .9rem}svg .line{fill:none;stroke:var(--for);stroke-width:2}svg .dot{fill:var(--for)}svg .dot.failed{fill:var(--against)}
`;

/**
 * A run as one self-contained HTML file: what was asked, what came of it, its prints as a curve and a table where it prints, every
 * turn, and the tables given. Opens from disk, loads nothing, runs nothing; every text is escaped. Ends with a newline.
 */
export const reportPage = ({ session, decision, tables, generator }: Report): string => {
  const body = [
    ...(decision === "" ? [headOf(session)] : [decision, `<p class="made">${escapeHtml(aboutOf(session))}</p>`]),
    part("What was asked", `<p class="brief">${escapeHtml(session.brief)}</p>`),
    printsOf(session),
    part("Turns", session.turns.map(turnOf).join("\n")),
    ...tables.filter(({ rows }) => rows.length > 0).map((table) => part(table.title, tableOf(table))),
    `<p class="note">${escapeHtml(`Written by ${generator}. Secrets and what names the machine were taken out.`)}</p>`,
  ];
  return htmlPage({
    title: `${session.kind}: ${session.title}`,
    language: session.language,
    body: body.filter((html) => html !== "").join("\n"),
    style: STYLE,
  });
};

const part = (title: string, html: string): string => (html === "" ? "" : `<section><h2>${escapeHtml(title)}</h2>${html}</section>`);

const headOf = (session: TraceSession): string => {
  const { title, result, validation } = session;
  const badge = validation === null ? "" : `<p><span class="badge">${escapeHtml(`simulated, ${validation}`)}</span></p>`;
  const came = result === null ? "" : `<p class="answer ${result.verdict === "concur" ? "" : "open"}">${escapeHtml(result.text)}</p>`;
  return `<h1>${escapeHtml(title)}</h1>${badge}${came}<p class="made">${escapeHtml(aboutOf(session))}</p>`;
};

const aboutOf = ({ id, kind, world, turns, openedMs }: TraceSession): string =>
  [
    `${kind} ${id}`,
    ...(world === null ? [] : [`world ${world}`]),
    ...(openedMs === null ? [] : [`opened ${utcText(openedMs)}`]),
    `${turns.length} turns by ${[...new Set(turns.map(({ agent }) => agent))].join(", ")}`,
  ].join(", ");

const turnOf = ({ agent, role, track, act, stance, content, model }: TraceTurn, index: number): string => {
  const how = [track, act, stance, model ?? ""].filter((word) => word !== "").join(" · ");
  const who = role === "" ? agent : `${agent}, ${role}`;
  return `<article class="turn" id="t${index + 1}"><h3>${index + 1}. ${escapeHtml(who)} <small>${escapeHtml(how)}</small></h3><p>${escapeHtml(content)}</p></article>`;
};

const printsOf = ({ turns, validation }: TraceSession): string => {
  const prints = turns.flatMap(({ act, iteration, print, settings }) =>
    act === "simulate" && print !== null ? [{ n: iteration ?? 0, print, settings }] : [],
  );
  if (prints.length === 0) return "";
  const head = ["print", ...SETTINGS.map((key) => SETTING_NAMES[key]), "quality", "failure"];
  const rows = prints.map(({ n, print, settings }) => [
    String(n),
    ...SETTINGS.map((key) => (settings === null ? "–" : fixed(settings[key], 1))),
    fixed(print.quality, 2),
    print.mode,
  ]);
  const curve = qualitySvg(prints.map(({ n, print }) => ({ n, quality: print.quality, isClean: print.mode === "none" })));
  const note = validation === null ? "" : `<p class="note">${escapeHtml(`Outcomes are simulated and ${validation}.`)}</p>`;
  return part("Prints", `<div class="drawing" tabindex="0">${curve}</div>${grid(head, rows)}${note}`);
};

/** Columns that a reader of a report needs: not those that say where a row is from. */
const PLUMBING = new Set(["run_id", "seq", "schema_version", "key", "book"]);

const tableOf = ({ columns, rows }: FilledTable): string => {
  const shown = columns.flatMap(({ name }, index) => (PLUMBING.has(name) ? [] : [index]));
  return grid(
    shown.map((index) => columns[index]?.name ?? ""),
    rows.map((row) => shown.map((index) => (row[index] === null ? "–" : String(row[index])))),
  );
};

const grid = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const cells = (tag: string, texts: readonly string[]): string => texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join("");
  return `<div class="drawing" tabindex="0"><table><thead><tr>${cells("th", head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("")}</tbody></table></div>`;
};
