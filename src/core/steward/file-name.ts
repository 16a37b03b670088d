import type { SourceText } from "../voices/types.ts";

/** A request around the file that it names: what stands before and behind the name. */
export type Located = {
  readonly before: string;
  readonly after: string;
  readonly file:
    | { readonly source: SourceText }
    | { readonly unknown: string }
    | { readonly ambiguous: string; readonly paths: readonly string[] };
};

type Name = { readonly text: string; readonly lower: string; readonly sources: readonly SourceText[] };

const LEAD =
  /^(?:the\s+)?(?:(?:registered|csv|json|log|toml|markdown)\s+)?(?:(?:file|table|log|sheet|document)\s+)?["'`“”‘’(<]?(?:\.\/+)*/iu;
const TAIL = /^["'`“”‘’)>]?(?:\s+(?:file|table|log))?(?=$|[\s,;?!)]|[.:](?:\s|$))/iu;

/** Names of one set of files; longer requests than this name none. */
const MAX_REQUEST = 2_000;

/**
 * Finds the registered file that a request names behind `in`, `from` or `of`: by its whole path, or by its base name when only
 * one file has it. The last place in the request wins, exact spelling before letter case. Undefined when it names no file.
 */
export const locateFile = (request: string, sources: readonly SourceText[]): Located | undefined => {
  if (request.length > MAX_REQUEST) return undefined;
  const starts = [...request.matchAll(/(?<!\S)(?:in|from|of|inside|within|on)\s+/giu)].map(({ index, 0: text }) => ({
    at: index,
    from: index + text.length,
  }));
  const names = namesOf(sources);
  for (const exact of [true, false]) {
    for (const { at, from } of [...starts].reverse()) {
      const rest = request.slice(from);
      const lead = LEAD.exec(rest)?.[0].length ?? 0;
      const hit = nameAt(rest, lead, names, exact) ?? nameAt(rest, 0, names, exact);
      if (hit === undefined) continue;
      return { before: request.slice(0, at), after: rest.slice(hit.end).replace(/^[,;:.]/u, ""), file: fileOf(hit.name) };
    }
  }
  return unknownFile(request, starts);
};

const namesOf = (sources: readonly SourceText[]): readonly Name[] => {
  const byText = new Map<string, SourceText[]>();
  for (const source of sources) {
    const path = source.file.replace(/^(?:\.\/+)+/u, "");
    byText.set(path, [source]);
  }
  for (const source of sources) {
    const base = source.file.split("/").at(-1) as string;
    const known = byText.get(base);
    if (known === undefined) byText.set(base, [source]);
    else if (!known.some(({ file }) => file.replace(/^(?:\.\/+)+/u, "") === base)) known.push(source);
  }
  return [...byText]
    .map(([text, each]) => ({ text, lower: text.toLowerCase(), sources: each }))
    .sort((left, right) => right.text.length - left.text.length);
};

const nameAt = (
  rest: string,
  at: number,
  names: readonly Name[],
  exact: boolean,
): { readonly name: Name; readonly end: number } | undefined => {
  const text = exact ? rest : rest.toLowerCase();
  const hits = names.filter((name) => text.startsWith(exact ? name.text : name.lower, at) && TAIL.test(rest.slice(at + name.text.length)));
  const longest = hits.filter(({ text: own }) => own.length === hits[0]?.text.length);
  if (longest.length === 0) return undefined;
  const end = at + (longest[0] as Name).text.length;
  const name =
    longest.length === 1 ? (longest[0] as Name) : { ...(longest[0] as Name), sources: longest.flatMap(({ sources }) => sources) };
  return { name, end: end + (TAIL.exec(rest.slice(end))?.[0].length ?? 0) };
};

const fileOf = (name: Name): Located["file"] =>
  name.sources.length === 1
    ? { source: name.sources[0] as SourceText }
    : { ambiguous: name.text, paths: name.sources.map(({ file }) => file) };

/** A word that looks like a path or a file name, though none such is registered. */
const unknownFile = (request: string, starts: readonly { readonly at: number; readonly from: number }[]): Located | undefined => {
  for (const { at, from } of [...starts].reverse()) {
    const rest = request.slice(from);
    const lead = LEAD.exec(rest)?.[0].length ?? 0;
    const word = /^\S+/u.exec(rest.slice(lead))?.[0] ?? "";
    const name = word.replace(/["'`“”‘’)>,;:?!.]+$/u, "");
    if (!/[/\\]/u.test(name) && !/\.[A-Za-z][A-Za-z0-9]{0,9}$/u.test(name)) continue;
    return { before: request.slice(0, at), after: rest.slice(lead + word.length), file: { unknown: name } };
  }
  return undefined;
};
