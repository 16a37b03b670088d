import type { DataOf, Opening } from "../../../core/roundtable/event.ts";
import type { StoredEvent } from "../../../ports/journal.ts";
import type { Look } from "./look.ts";
import { safe, safeLine } from "./safe.ts";
import { typed } from "./typed.ts";
import { wrap } from "./wrap.ts";

/** What the head of a roundtable is made from: its opening events and where its home is. */
export type HeaderInput = {
  readonly look: Look;
  readonly run: string;
  readonly events: readonly StoredEvent[];
  readonly home: string;
  readonly why: string;
  /** What it may cost, in a line. */
  readonly estimate: string;
  /** Whether another terminal can find the run: not in a home that goes away. */
  readonly isShared: boolean;
};

const OFFLINE = "offline voices: rules over your text and files, no language model";

/** Who argues what, on what, by which backend, and what would leave this machine. */
export const headerLines = ({ look, run, events, home, why, estimate, isShared }: HeaderInput): readonly string[] => {
  const opening = events.find(({ kind }) => kind === "roundtable-opened")?.data as unknown as Opening;
  const sources = events.find(({ kind }) => kind === "sources-registered")?.data as unknown as DataOf<"sources-registered">;
  const row = (label: string, text: string): readonly string[] =>
    wrap([{ text: safe(text) }], look.width, { first: `${look.paint.dim(label.padEnd(LABEL))} `, rest: " ".repeat(LABEL + 1) });
  return [
    ...row("mode", opening.mode === "offline" ? OFFLINE : `${opening.mode} (${why})`),
    ...row("topic", safeLine(opening.topic)),
    ...row("home", home),
    ...row("seats", `${opening.seats.map(({ name }) => name).join(", ")}; judge: ${opening.judge.name}`),
    ...row("briefing", `${opening.briefing.file}, ${filesText(sources)}`),
    ...sources.files
      .filter(({ status }) => status === "refused")
      .flatMap(({ path, reason }) => row("", `${look.glyphs.warn} ${path} was not read: ${reason ?? "no reason"}`)),
    ...row("leaves", leavesText(opening, estimate)),
    ...row("run", isShared ? `${run} (${typed(`in another terminal: moot watch ${run}`, look)})` : run),
  ];
};

const LABEL = 9;

const filesText = ({ files }: DataOf<"sources-registered">): string => {
  if (files.length === 0) return "no registered file";
  const read = files.filter(({ status }) => status === "read").length;
  return `${files.length} registered ${files.length === 1 ? "file" : "files"}: ${read} read${read === files.length ? "" : `, ${files.length - read} refused`}`;
};

/** Offline voices send nothing. Any other backend is sent the briefing, what was looked up, and what was said. */
const leavesText = ({ seats, judge }: Opening, estimate: string): string => {
  const backends = [...new Set([...seats, judge].map(({ backend }) => backend).filter((backend) => backend !== "offline"))];
  if (backends.length === 0) return "nothing leaves this machine; it costs nothing";
  return `briefing, look-ups and turns go to ${backends.join(", ")}; it costs ${estimate}`;
};
