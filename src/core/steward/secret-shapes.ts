import { isRunUnit } from "./secret-runs.ts";
import { isFiller } from "./secret-value.ts";

/** A stretch of text that one rule calls a secret. Offsets in UTF-16 code units; `end` is exclusive. */
export type Finding = { readonly rule: string; readonly start: number; readonly end: number };

/** A provider's own form: what it starts with, then `body`, anchored there. `whole`: no letter or digit may follow. */
type Shape = { readonly rule: string; readonly body: RegExp; readonly whole: boolean };

const W = "[A-Za-z0-9_-]";
const N = "[A-Za-z0-9]";
const H = "[0-9a-fA-F]";

/** Rule, prefixes, body. `=` before a body: its length is exact. Written in parts so that no line looks like a key. */
const TABLE: readonly (readonly [rule: string, prefixes: string, body: string])[] = [
  ["anthropic-key", "sk-ant-", `${W}{20,400}`],
  ["openrouter-key", "sk-or-", `${W}{20,400}`],
  ["openai-key", "sk-proj- sk-svcacct- sk-admin- sk-None-", `${W}{20,400}`],
  ["openai-key", "sk-", `${N}{20,400}`],
  ["aws-access-key-id", "AKIA ASIA ABIA ACCA AROA AIDA AGPA ANPA ANVA", "=[A-Z0-9]{16}"],
  ["google-api-key", "AIza", `=${W}{35}`],
  ["google-oauth", "GOCSPX- ya29.", `${W}{20,400}`],
  ["hugging-face-token", "hf_ api_org_", `${N}{30,400}`],
  ["github-token", "ghp_ gho_ ghu_ ghs_ ghr_", `${N}{30,400}`],
  ["github-token", "github_pat_", "[A-Za-z0-9_]{22,400}"],
  ["gitlab-token", "glpat- gldt- glrt- glcbt- glptt- glft- glsoat- glagent- glimt- glffct- gloas- GR1348941", `${W}{20,400}`],
  ["slack-token", "xoxb- xoxp- xoxa- xoxe- xoxo- xoxr- xoxs- xoxc- xoxd- xapp-", `${W}{10,400}`],
  ["stripe-key", "sk_live_ sk_test_ rk_live_ rk_test_ sk_prod_ rk_prod_", `${N}{10,400}`],
  ["webhook-secret", "whsec_", "[A-Za-z0-9+/]{24,400}={0,2}"],
  ["npm-token", "npm_", `${N}{30,400}`],
  ["pypi-token", "pypi-", `${W}{50,400}`],
  ["digitalocean-token", "dop_v1_ doo_v1_ dor_v1_", `${H}{40,400}`],
  ["shopify-token", "shpat_ shpca_ shppa_ shpss_", `${H}{32,400}`],
  ["square-token", "sq0atp- sq0csp- sq0idp-", `${W}{20,400}`],
  ["databricks-token", "dapi", `=${H}{32}(?:-\\d)?`],
  ["linear-key", "lin_api_ lin_oauth_", `${N}{32,400}`],
  ["notion-token", "ntn_ secret_", `${N}{40,400}`],
  ["figma-token", "figd_ figu_ figo_", `${W}{30,400}`],
  ["postman-key", "PMAK-", `${H}{24}-${H}{34}`],
  ["new-relic-key", "NRAK- NRJS- NRII- NRIQ-", `${W}{19,400}`],
  ["grafana-token", "glsa_ glc_", "[A-Za-z0-9_+/=]{32,400}"],
  ["planetscale-token", "pscale_tkn_ pscale_pw_ pscale_oauth_", "[A-Za-z0-9_.-]{32,400}"],
  ["supabase-key", "sbp_ sb_secret_", `${W}{20,400}`],
  ["groq-key", "gsk_", `${N}{30,400}`],
  ["replicate-token", "r8_", `${N}{30,400}`],
  ["perplexity-key", "pplx-", `${N}{32,400}`],
  ["xai-key", "xai-", `${N}{40,400}`],
  ["cerebras-key", "csk-", `${N}{30,400}`],
  ["fireworks-key", "fw_", `${N}{20,400}`],
  ["langchain-key", "lsv2_pt_ lsv2_sk_", "[A-Za-z0-9_]{32,400}"],
  ["pinecone-key", "pcsk_", "[A-Za-z0-9_]{32,400}"],
  ["atlassian-token", "ATATT3 ATCTT3 ATBB", "[A-Za-z0-9_=-]{24,400}"],
  ["docker-token", "dckr_pat_ dckr_oat_", `${W}{20,400}`],
  ["rubygems-key", "rubygems_", `${H}{40,400}`],
  ["sentry-token", "sntrys_ sntryu_", "[A-Za-z0-9_+/=]{32,400}"],
  ["tailscale-key", "tskey-auth- tskey-api- tskey-client- tskey-", `${W}{16,400}`],
  ["circleci-token", "CCIPAT_ CCIPRJ_", "[A-Za-z0-9_]{32,400}"],
  ["netlify-token", "nfp_", `${N}{30,400}`],
  ["heroku-key", "HRKU-", `${W}{30,400}`],
  ["fly-token", "fo1_ fm2_", `${W}{30,400}`],
  ["artifactory-key", "AKCp", `${N}{60,400}`],
  ["age-key", "AGE-SECRET-KEY-1", "[A-Z0-9]{50,400}"],
  ["twilio-key", "SK", `=${H}{32}`],
  ["mailgun-key", "key-", `=${H}{32}`],
  ["facebook-token", "EAAA EAAC", `${N}{80,400}`],
  ["jwt", "eyJ", `${W}{6,4096}\\.eyJ?${W}{4,16384}\\.${W}{16,400}`],
];

const SHAPES = new Map<string, readonly Shape[]>();
for (const [rule, prefixes, body] of TABLE) {
  const whole = body.startsWith("=");
  const shape: Shape = { rule, body: new RegExp(whole ? body.slice(1) : body, "y"), whole };
  for (const prefix of prefixes.split(" ")) SHAPES.set(prefix, [...(SHAPES.get(prefix) ?? []), shape]);
}

const escaped = (prefixes: readonly string[]): string =>
  [...prefixes]
    .sort((left, right) => right.length - left.length)
    .map((prefix) => prefix.replace(/[.-]/g, "\\$&"))
    .join("|");

const PLAIN = [...SHAPES.keys()].filter((prefix) => !/[_-]/.test(prefix));

/** Every prefix anywhere in a run that holds `_` or `-`. */
const ANYWHERE = new RegExp(escaped([...SHAPES.keys()]), "g");
/** The prefixes without `_` and `-`, at the start of a run, behind what glues a run to an escape. */
const AT_START = new RegExp(`(?:[ntrfbv]|u00[01]${H}|${H}{2}|[0-9]{0,3}m)?(${escaped(PLAIN)})`, "y");

/**
 * The provider tokens that start inside `text[start, end)`, a whole run of letters, digits, `_` and `-`. A token starts where
 * no letter or digit stands before it, colour codes, escapes and percent codes aside; the rest of its run belongs to it.
 */
export const shapesIn = (text: string, start: number, end: number): readonly Finding[] => {
  const run = text.slice(start, end);
  if (!run.includes("_") && !run.includes("-")) {
    AT_START.lastIndex = 0;
    const prefix = AT_START.exec(run)?.[1];
    const finding = prefix === undefined ? undefined : shapeAt(text, start + AT_START.lastIndex - prefix.length, prefix);
    return finding === undefined ? [] : [finding];
  }
  const findings: Finding[] = [];
  ANYWHERE.lastIndex = 0;
  for (let hit = ANYWHERE.exec(run); hit !== null; hit = ANYWHERE.exec(run)) {
    const finding = shapeAt(text, start + hit.index, hit[0]);
    if (finding !== undefined) findings.push(finding);
    ANYWHERE.lastIndex = finding === undefined ? hit.index + 1 : finding.end - start;
  }
  return findings;
};

const shapeAt = (text: string, at: number, prefix: string): Finding | undefined => {
  if (!isStart(text, at, prefix)) return undefined;
  for (const { rule, body, whole } of SHAPES.get(prefix) as readonly Shape[]) {
    body.lastIndex = at + prefix.length;
    const match = body.exec(text)?.[0];
    if (match === undefined || isFiller(match)) continue;
    let end = at + prefix.length + match.length;
    if (whole && isWordUnit(text.charCodeAt(end))) continue;
    while (!whole && isRunUnit(text.charCodeAt(end))) end++;
    return { rule, start: at, end };
  }
  return undefined;
};

const isWordUnit = (unit: number): boolean => unit !== 95 && unit !== 45 && isRunUnit(unit);

const GLUE = /(?:\\[ntrfbv]|\\u00[01][0-9a-fA-F]|%[0-9A-Fa-f]{2}|\[[0-9;]{0,12}m)$/;

/** Whether a token may start at `at`. A JWT is also not taken from inside a longer run: its parts are long to read. */
const isStart = (text: string, at: number, prefix: string): boolean => {
  const before = at === 0 ? 0 : text.charCodeAt(at - 1);
  const inside = prefix === "eyJ" ? isRunUnit(before) : isWordUnit(before);
  return !inside || GLUE.test(text.slice(Math.max(0, at - 16), at));
};
