import { encodedSecret } from "./secret-base64.ts";
import { assignedSecrets, ledSecret, urlPasswords } from "./secret-context.ts";
import { keyBlocks } from "./secret-keys.ts";
import { longRuns } from "./secret-runs.ts";
import { type Finding, shapesIn } from "./secret-shapes.ts";

/**
 * The secrets of a text, by start, without overlaps: the providers' own forms, private keys, JWT, bearer tokens, passwords in
 * URLs, and values of keys that name a secret. Hashes, UUIDs, placeholders and prose are not secrets. Each family of rules
 * is one search for its keywords; only what stands there is looked at, so ordinary text costs little.
 */
export const findSecrets = (text: string): readonly Finding[] => search(text, true);

/** A shorter run of letters, digits, `_` and `-` holds no provider's token; a shorter one than the second none in base64. */
const MIN_RUN = 16;
const MIN_ENCODED_RUN = 24;

const search = (text: string, decode: boolean): readonly Finding[] => {
  const findings: Finding[] = [...keyBlocks(text), ...urlPasswords(text), ...assignedSecrets(text)];
  longRuns(text, MIN_RUN, (start, end) => {
    findings.push(...shapesIn(text, start, end));
    add(findings, ledSecret(text, start, end));
    if (decode && end - start >= MIN_ENCODED_RUN)
      add(
        findings,
        encodedSecret(text, start, end, (decoded) => search(decoded, false)),
      );
  });
  return findings.length === 0 ? findings : merge(findings);
};

const add = (findings: Finding[], finding: Finding | undefined): void => {
  if (finding !== undefined) findings.push(finding);
};

/** Rules that know a key, not a form; where they meet a form, the form names the finding. */
const BY_KEY = new Set(["password", "secret", "token", "bearer-token"]);

const merge = (findings: readonly Finding[]): readonly Finding[] => {
  const merged: { rule: string; start: number; end: number }[] = [];
  for (const finding of [...findings].sort((left, right) => left.start - right.start || right.end - left.end)) {
    const last = merged.at(-1);
    if (last === undefined || finding.start >= last.end) {
      merged.push({ ...finding });
      continue;
    }
    last.end = Math.max(last.end, finding.end);
    if (BY_KEY.has(last.rule)) last.rule = finding.rule;
  }
  return merged;
};

/** A secret that was taken out: its rule and its line in the text as given, from 1. */
export type Redaction = { readonly rule: string; readonly line: number };

/** Passes until nothing more is found: what is left of a text may join into a new form once. */
const MAX_PASSES = 4;

/**
 * The text with every secret replaced by `[redacted:<rule>]`. Line ends stay, so every line keeps its number. Idempotent.
 * `found` is in reading order.
 */
export const redact = (text: string): { readonly text: string; readonly found: readonly Redaction[] } => {
  let current = text;
  const found: Redaction[] = [];
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const findings = findSecrets(current);
    if (findings.length === 0) break;
    const next = replaceAll(current, findings);
    found.push(...next.found);
    current = next.text;
  }
  return { text: current, found: found.sort((left, right) => left.line - right.line) };
};

const replaceAll = (text: string, findings: readonly Finding[]): { readonly text: string; readonly found: readonly Redaction[] } => {
  const pieces: string[] = [];
  const found: Redaction[] = [];
  let from = 0;
  let line = 1;
  for (const { rule, start, end } of findings) {
    line += countLines(text, from, start);
    found.push({ rule, line });
    pieces.push(text.slice(from, start), `[redacted:${rule}]`, text.slice(start, end).replace(/[^\r\n]+/gu, ""));
    line += countLines(text, start, end);
    from = end;
  }
  pieces.push(text.slice(from));
  return { text: pieces.join(""), found };
};

const countLines = (text: string, from: number, to: number): number => {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
};
