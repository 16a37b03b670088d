import { isRunUnit } from "./secret-runs.ts";
import type { Finding } from "./secret-shapes.ts";
import { isFiller, isSecretValue, type KeyStrength } from "./secret-value.ts";

/** Words of which a key must hold one. */
const KEYWORD = /pass|pwd|secret|token|key|credential|auth|cookie|bearer|session|string|webhook|[-_.]pat\b/gi;

const STRONG = /(?:^|[^a-z])(?:pass|pwd)$|passw(?:or)?d|passphrase|passcode|[^a-z]pwd|^pwd/i;
const KEYS =
  /secret|api[-_.]?key|(?:access|account|private|signing|encryption|master|shared|client|service|session|auth|storage|license|subscription|deploy)[-_.]?key|credentials?|connection[-_.]?string|webhook[-_.]?url|[-_.]pat$/i;
const TOKENS = /token|bearer|[-_.]auth$|^auth$|cookie|session[-_.]?id/i;
/** What a key with such a word may speak of without holding it. */
const ABOUT =
  /(?:count|counts|ur[il]|file|path|dir|names?|type|hash|digest|sha\d*|md5|length|len|size|limit|max|min|ttl|expiry|expires?(?:[-_.]?(?:at|in|on))?|policy|field|label|version|usage|used|budget|rate|per[-_.]\w{1,20}|hint|prompt|manager|provider|store|arn|ref|selector|class|kind|required|enabled|valid|index|prefix|suffix|format|regex|pattern|created|updated|rotation|i[sz]er?s?|i[sz]ation)$/i;

const NAMES_ID = /(?:[a-z]Ids?|[-_]ids?)$/;

const strengthOf = (key: string): KeyStrength | undefined => {
  if (key.length < 3 || (NAMES_ID.test(key) && !TOKENS.test(key)) || (ABOUT.test(key) && !/webhook[-_.]?url$/i.test(key))) return undefined;
  return STRONG.test(key) ? "password" : KEYS.test(key) ? "key" : TOKENS.test(key) ? "token" : undefined;
};

/** A terminal colour, raw or as an escape that was printed. */
const COLOUR = "(?:(?:\\\\?(?:\\u001b|u001b|x1b|033|e))?\\[[0-9;]{0,12}m)";
/** From the end of a key to its separator. */
const TO_SEPARATOR = new RegExp(`(?:${COLOUR}|[ \\t"'\`\\\\\\])>]){0,8}[:=]`, "y");
/** Behind the separator: the rest of an arrow, blanks, a colour, a string prefix and the opening quote. */
const TO_VALUE = new RegExp(`[:=>]{0,2}[ \\t]{0,8}${COLOUR}?(?:[brfu]{1,2}(?=["']))?(\\\\{0,3}["'\`])?${COLOUR}?`, "y");
const COLOUR_AT_END = new RegExp(`${COLOUR}$`);

/**
 * Values of keys that name a secret (`DB_PASSWORD=…`, `"api_key": "…"`, `--token …`), and tokens behind `Bearer`. Reads across
 * quotes, escaped quotes, arrows and terminal colours; a finding covers the value alone.
 */
export const assignedSecrets = (text: string): readonly Finding[] => {
  const findings: Finding[] = [];
  let done = 0;
  KEYWORD.lastIndex = 0;
  for (let hit = KEYWORD.exec(text); hit !== null; hit = KEYWORD.exec(text)) {
    if (hit.index < done) continue;
    const finding = valueOfKey(text, hit.index);
    if (finding === undefined) continue;
    findings.push(finding);
    done = finding.end;
  }
  return findings;
};

/** What can stand behind a key; anything else ends the look at once. */
const BEHIND_KEY = new Set([...":= \t\"'`\\])>[\u001b"].map((char) => char.charCodeAt(0)));
const COLON = 58;
const EQUALS = 61;
const SPACE = 32;

const valueOfKey = (text: string, keyword: number): Finding | undefined => {
  let end = keyword;
  while (isKeyUnit(text.charCodeAt(end)) && end - keyword < 48) end++;
  const unit = text.charCodeAt(end);
  if (unit === COLON || unit === EQUALS) return assigned(text, keyword, end + 1);
  if (!BEHIND_KEY.has(unit)) return undefined;
  if (unit === SPACE) {
    const next = text.charCodeAt(end + 1);
    if (next !== COLON && next !== EQUALS && next !== SPACE) return flagged(text, keyword, end + 1);
  }
  TO_SEPARATOR.lastIndex = end;
  const bridge = TO_SEPARATOR.exec(text)?.[0];
  return bridge === undefined ? undefined : assigned(text, keyword, end + bridge.length);
};

const isKeyUnit = (unit: number): boolean => isRunUnit(unit) || unit === 46;

/** The whole key around the keyword at `at`, and whether it begins its line. */
const keyAround = (text: string, at: number): { readonly name: string; readonly ownLine: boolean; readonly flag: boolean } | undefined => {
  let start = at;
  while (start > 0 && at - start < 48 && isKeyUnit(text.charCodeAt(start - 1))) start--;
  let end = at;
  while (end - at < 48 && isKeyUnit(text.charCodeAt(end))) end++;
  const before = text.slice(Math.max(0, start - 80), start);
  if (before.endsWith("[redacted:") || /\barn:[\w:-]{0,70}$/.test(before)) return undefined;
  const name = text.slice(start, end);
  const ownLine =
    (start === 0 || before.includes("\n") || start <= 16) && /(?:^|\n)[ \t]*(?:[+>|-][ \t]*)?(?:export |set |env |- )?["']?$/i.test(before);
  return { name, ownLine, flag: name.startsWith("--") };
};

const assigned = (text: string, keyword: number, at: number): Finding | undefined => {
  const key = keyAround(text, keyword);
  const strength = key === undefined ? undefined : strengthOf(key.name);
  return key === undefined || strength === undefined ? undefined : valueAt(text, at, strength, key.ownLine);
};

const BEARER = /(?:bearer|token)[ \t]{1,3}\\?["']?/iy;
const BEARER_VALUE = /[\w.~+/-]{16,400}={0,2}/y;

/** `--password VALUE`, and `Bearer VALUE`. */
const flagged = (text: string, keyword: number, at: number): Finding | undefined => {
  const key = keyAround(text, keyword);
  const strength = key?.flag === true ? strengthOf(key.name) : undefined;
  if (strength !== undefined) return valueAt(text, at, strength, false);
  BEARER.lastIndex = keyword;
  const lead = BEARER.exec(text)?.[0];
  if (lead === undefined) return undefined;
  BEARER_VALUE.lastIndex = keyword + lead.length;
  const value = BEARER_VALUE.exec(text)?.[0];
  if (value === undefined || !/\d/.test(value) || !isSecretValue(value, "token")) return undefined;
  let end = keyword + lead.length + value.length;
  while (/[\w.~+/=-]/.test(text.charAt(end))) end++;
  return { rule: "bearer-token", start: keyword + lead.length, end };
};

const RULES: Readonly<Record<KeyStrength, string>> = { password: "password", key: "secret", token: "token" };

const valueAt = (text: string, at: number, strength: KeyStrength, ownLine: boolean): Finding | undefined => {
  TO_VALUE.lastIndex = at;
  const open = TO_VALUE.exec(text);
  if (open === null) return undefined;
  const start = at + open[0].length;
  let end = open[1] === undefined ? bareEnd(text, start, ownLine) : quotedEnd(text, start, open[1]);
  if (end === undefined || end - start < 6 || !isSecretValue(text.slice(start, end), strength)) return undefined;
  while (open[1] === undefined && end - start >= MAX_BARE && end < text.length && !WORD_STOP.test(text.charAt(end))) end++;
  return { rule: RULES[strength], start, end };
};

/** Quoted values longer than this are no single secret; bare ones are read up to the smaller bound, and redacted whole. */
const MAX_QUOTED = 8_192;
const MAX_BARE = 512;

const quotedEnd = (text: string, start: number, quote: string): number | undefined => {
  const limit = Math.min(text.length, start + MAX_QUOTED);
  for (let index = start; index < limit; index++) {
    const char = text.charAt(index);
    if (char === "\n") return undefined;
    if (char === quote.charAt(0) && text.startsWith(quote, index)) return index - colourBefore(text, start, index);
    if (char === "\\" && quote.length === 1) index++;
  }
  return undefined;
};

const colourBefore = (text: string, start: number, end: number): number =>
  COLOUR_AT_END.exec(text.slice(Math.max(start, end - 24), end))?.[0].length ?? 0;

const LINE_STOP = /[\s\u001b]|\\(?:u001b|x1b|033|[nrt])/u;
const WORD_STOP = /[\s"'`<>&,;|\u001b\\]/u;

/** On a line of its own (`KEY=value`, `key: value`) a value runs to white space; elsewhere also to what ends an argument. */
const bareEnd = (text: string, start: number, ownLine: boolean): number => {
  const stop = ownLine ? LINE_STOP : WORD_STOP;
  const hit = stop.exec(text.slice(start, start + MAX_BARE));
  let end = hit === null ? Math.min(text.length, start + MAX_BARE) : start + hit.index;
  while (end > start && /[,;"'`)\]}]/.test(text.charAt(end - 1))) end--;
  return end;
};

/** Passwords inside `scheme://user:password@host`. */
export const urlPasswords = (text: string): readonly Finding[] => {
  const findings: Finding[] = [];
  for (let at = text.indexOf("://"); at !== -1; at = text.indexOf("://", at + 3)) {
    const start = at + 3;
    const authority = /^[^\s/?#"'`<>\\]{0,512}/u.exec(text.slice(start, start + 512))?.[0] ?? "";
    const host = authority.lastIndexOf("@");
    const colon = authority.indexOf(":");
    if (colon < 0 || host <= colon + 1) continue;
    const password = authority.slice(colon + 1, host);
    if (password.length >= 3 && !NO_PASSWORD.test(password))
      findings.push({ rule: "url-password", start: start + colon + 1, end: start + host });
  }
  return findings;
};

const NO_PASSWORD = /^(?:<.*>|\$.*|\{.*|%[({].*|\*+|x+|\.+|\[.*|pass(?:word|wd)?|pwd|secret|token|changeme|example|[a-z]{1,5}|\d{1,4})$/i;

/** What leads to a run that is a secret by what stands before it: the rule, the lead, and the secret from the run on. A group of the lead belongs to the secret. */
const LED: readonly (readonly [rule: string, lead: RegExp, body: RegExp])[] = [
  ["sendgrid-key", /\bSG\.$/, /[\w-]{16,64}\.[\w-]{16,100}/y],
  ["vault-token", /\bhv[sbr]\.$/, /[\w-]{20,400}/y],
  ["doppler-token", /\bdp\.(?:pt|st|ct|sa|scim|audit)\.$/, /[A-Za-z0-9]{20,100}/y],
  ["dynatrace-token", /\bdt0[a-z]\d\d\.$/, /[A-Z0-9]{20,100}(?:\.[A-Z0-9]{20,100})?/y],
  ["terraform-token", /\.atlasv1\.$/, /[\w-]{40,100}/y],
  ["google-oauth", /\bya29\.$/, /[\w-]{20,400}/y],
  ["slack-webhook", /services\/T\w{5,14}\/B\w{5,14}\/$/, /[A-Za-z0-9]{16,64}/y],
  ["discord-webhook", /api\/webhooks\/\d{10,24}\/$/, /[\w-]{40,120}/y],
  ["telegram-token", /(?:^|\D)(\d{8,10}:)$/, /AA[\w-]{30,40}/y],
  ["basic-auth", /\b[Bb]asic $/, /(?=[A-Za-z+/]{0,400}[0-9=])[A-Za-z0-9+/]{12,400}={0,2}(?![\w-])/y],
];
const DISCORD = /[MNO][\w-]{22,27}\.[\w-]{6}\.[\w-]{27,40}/y;

/** The secret that the run `text[start, end)` opens because of what leads to it or follows it, or undefined. */
export const ledSecret = (text: string, start: number, end: number): Finding | undefined => {
  if (text.charCodeAt(end) === 46 && end - start < 29) {
    DISCORD.lastIndex = start;
    const token = DISCORD.exec(text)?.[0];
    if (token !== undefined) return { rule: "discord-token", start, end: start + token.length };
  }
  const last = start === 0 ? "" : text.charAt(start - 1);
  if (last === "" || !"./: ".includes(last) || (last === " " && text.charAt(start - 2) !== "c")) return undefined;
  const before = text.slice(Math.max(0, start - 48), start);
  for (const [rule, lead, body] of LED) {
    const led = lead.exec(before);
    if (led === null) continue;
    body.lastIndex = start;
    const match = body.exec(text)?.[0];
    if (match !== undefined && !isFiller(match))
      return { rule, start: start - (led[1]?.length ?? 0), end: Math.max(end, start + match.length) };
  }
  return undefined;
};
