import { type Random, random } from "../../src/core/kernel/random.ts";

/**
 * A seeded corpus for the redactor: made-up secrets in the providers' forms, wrapped as they stand in files, and things that
 * only look like secrets. Everything is assembled here at run time, so the repository holds nothing that a scanner would flag.
 */
export type Positive = { readonly format: string; readonly wrapping: string; readonly text: string; readonly secret: string };
export type Negative = { readonly kind: string; readonly text: string };

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const ALNUM = LOWER + UPPER + DIGITS;
const HEX = `${DIGITS}abcdef`;
const URL64 = `${ALNUM}-_`;
const BASE64 = `${ALNUM}+/`;

export const draw = (from: string, length: number, by: Random): string =>
  Array.from({ length }, () => from.charAt(by.below(from.length))).join("");

type Format = { readonly name: string; readonly key: string; readonly keyed?: boolean; readonly make: (by: Random) => string };

const form = (name: string, key: string, ...parts: readonly (string | readonly [string, number])[]): Format => ({
  name,
  key,
  make: (by) => parts.map((part) => (typeof part === "string" ? part : draw(part[0], part[1], by))).join(""),
});
const keyed = (format: Format): Format => ({ ...format, keyed: true });

/** Prefixes are written apart, so that no line holds one whole. */
const apart = (...pieces: readonly string[]): string => pieces.join("");

export const formats: readonly Format[] = [
  form("aws id", "aws_access_key_id", apart("AK", "IA"), [UPPER + DIGITS, 16]),
  form("aws session id", "aws_access_key_id", apart("AS", "IA"), [UPPER + DIGITS, 16]),
  keyed(form("aws secret", "aws_secret_access_key", [BASE64, 40])),
  form("anthropic", "ANTHROPIC_API_KEY", apart("sk", "-ant-"), "api03-", [URL64, 93], "AA"),
  form("anthropic admin", "ANTHROPIC_ADMIN_KEY", apart("sk", "-ant-"), "admin01-", [URL64, 80]),
  form("openai", "OPENAI_API_KEY", apart("s", "k-"), [ALNUM, 48]),
  form("openai project", "OPENAI_API_KEY", apart("sk", "-proj-"), [URL64, 120]),
  form("openai service", "OPENAI_API_KEY", apart("sk", "-svcacct-"), [URL64, 100]),
  form("openrouter", "OPENROUTER_API_KEY", apart("sk", "-or-v1-"), [HEX, 64]),
  form("google", "GOOGLE_API_KEY", apart("AI", "za"), [URL64, 34], "x"),
  form("google oauth secret", "client_secret", apart("GOC", "SPX-"), [URL64, 28]),
  form("google access", "access_token", apart("ya", "29."), "a0", [URL64, 120]),
  form("hugging face", "HF_TOKEN", apart("h", "f_"), [ALNUM, 34]),
  form("github classic", "GITHUB_TOKEN", apart("gh", "p_"), [ALNUM, 36]),
  form("github oauth", "GITHUB_TOKEN", apart("gh", "o_"), [ALNUM, 36]),
  form("github server", "GITHUB_TOKEN", apart("gh", "s_"), [ALNUM, 36]),
  form("github fine", "GITHUB_TOKEN", apart("github", "_pat_"), [ALNUM, 22], "_", [ALNUM, 59]),
  form("gitlab", "GITLAB_TOKEN", apart("gl", "pat-"), [URL64, 20]),
  form("gitlab deploy", "GITLAB_TOKEN", apart("gl", "dt-"), [URL64, 20]),
  form("slack bot", "SLACK_BOT_TOKEN", apart("xo", "xb-"), [DIGITS, 12], "-", [DIGITS, 12], "-", [ALNUM, 24]),
  form("slack user", "SLACK_TOKEN", apart("xo", "xp-"), [DIGITS, 12], "-", [DIGITS, 12], "-", [HEX, 32]),
  form("slack app", "SLACK_APP_TOKEN", apart("xa", "pp-"), "1-A", [UPPER + DIGITS, 10], "-", [DIGITS, 13], "-", [HEX, 64]),
  form("stripe", "STRIPE_SECRET_KEY", apart("sk", "_live_"), [ALNUM, 24]),
  form("stripe test", "STRIPE_SECRET_KEY", apart("sk", "_test_"), [ALNUM, 99]),
  form("stripe restricted", "STRIPE_KEY", apart("rk", "_live_"), [ALNUM, 24]),
  form("stripe webhook", "STRIPE_WEBHOOK_SECRET", apart("wh", "sec_"), [ALNUM, 32]),
  form("npm", "NPM_TOKEN", apart("np", "m_"), [ALNUM, 36]),
  form("pypi", "PYPI_TOKEN", apart("py", "pi-"), "AgEIcHlwaS5vcmc", [URL64, 150]),
  form("digitalocean", "DO_TOKEN", apart("dop", "_v1_"), [HEX, 64]),
  form("shopify", "SHOPIFY_TOKEN", apart("shp", "at_"), [HEX, 32]),
  form("square", "SQUARE_TOKEN", apart("sq0", "atp-"), [URL64, 22]),
  form("databricks", "DATABRICKS_TOKEN", apart("da", "pi"), [HEX, 32]),
  form("linear", "LINEAR_API_KEY", apart("lin", "_api_"), [ALNUM, 40]),
  form("notion", "NOTION_TOKEN", apart("nt", "n_"), [ALNUM, 46]),
  form("figma", "FIGMA_TOKEN", apart("fi", "gd_"), [URL64, 40]),
  form("postman", "POSTMAN_API_KEY", apart("PM", "AK-"), [HEX, 24], "-", [HEX, 34]),
  form("new relic", "NEW_RELIC_KEY", apart("NR", "AK-"), [UPPER + DIGITS, 27]),
  form("grafana", "GRAFANA_TOKEN", apart("gl", "sa_"), [ALNUM, 32], "_", [HEX, 8]),
  form("vault", "VAULT_TOKEN", apart("hv", "s."), [URL64, 90]),
  form("sendgrid", "SENDGRID_API_KEY", apart("S", "G."), [URL64, 22], ".", [URL64, 43]),
  form("doppler", "DOPPLER_TOKEN", apart("dp", ".pt."), [ALNUM, 43]),
  form("groq", "GROQ_API_KEY", apart("gs", "k_"), [ALNUM, 52]),
  form("replicate", "REPLICATE_API_TOKEN", apart("r", "8_"), [ALNUM, 37]),
  form("perplexity", "PPLX_API_KEY", apart("pp", "lx-"), [ALNUM, 48]),
  form("xai", "XAI_API_KEY", apart("xa", "i-"), [ALNUM, 80]),
  form("planetscale", "PLANETSCALE_TOKEN", apart("pscale", "_tkn_"), [URL64, 43]),
  form("supabase", "SUPABASE_KEY", apart("sb", "p_"), [HEX, 40]),
  form("atlassian", "JIRA_TOKEN", apart("ATA", "TT3"), "xFfGF0", [URL64, 180]),
  form("docker", "DOCKER_TOKEN", apart("dckr", "_pat_"), [URL64, 27]),
  form("rubygems", "GEM_HOST_API_KEY", apart("ruby", "gems_"), [HEX, 48]),
  form("tailscale", "TS_AUTHKEY", apart("tskey", "-auth-"), [ALNUM, 12], "-", [ALNUM, 32]),
  form("twilio", "TWILIO_API_KEY", apart("S", "K"), [HEX, 32]),
  form("telegram", "TELEGRAM_BOT_TOKEN", [`123456789`, 1], [DIGITS, 8], apart(":", "AA"), [URL64, 33]),
  form("age", "AGE_KEY", apart("AGE-SECRET", "-KEY-1"), [UPPER + DIGITS, 58]),
  form("jwt", "session_token", apart("ey", "J"), [URL64, 33], apart(".e", "yJ"), [URL64, 80], ".", [URL64, 43]),
  keyed(form("hex key", "DATADOG_API_KEY", [HEX, 32])),
  keyed(form("long hex", "JWT_SIGNING_KEY", [HEX, 64])),
  keyed(form("base64 account key", "AccountKey", [BASE64, 86], "==")),
  keyed(form("generated password", "DB_PASSWORD", [`${ALNUM}!#%*+?@^~`, 20])),
  keyed(form("short password", "password", [LOWER, 5], [DIGITS, 3], ["!#*+?@", 1], [UPPER, 3])),
  keyed(form("client secret", "client_secret", [URL64, 40])),
  keyed(form("access token", "access_token", [ALNUM, 40])),
];

const upper = (key: string): string =>
  key.replace(/[A-Z]/g, (char, at) => (at > 0 && /[a-z]/.test(key.charAt(at - 1)) ? `_${char}` : char)).toUpperCase();
const camel = (key: string): string => key.toLowerCase().replace(/_(.)/g, (_, char: string) => char.toUpperCase());
const kebab = (key: string): string => upper(key).toLowerCase().replaceAll("_", "-");
const base64Of = (text: string): string => {
  const bits = Array.from(text, (char) => char.charCodeAt(0).toString(2).padStart(8, "0")).join("");
  const sextets = bits.match(/.{1,6}/g) ?? [];
  return (
    sextets.map((sextet) => BASE64ORDER.charAt(Number.parseInt(sextet.padEnd(6, "0"), 2))).join("") +
    "=".repeat((3 - (text.length % 3)) % 3)
  );
};
const BASE64ORDER = `${UPPER}${LOWER}${DIGITS}+/`;

type Wrap = (key: string, secret: string) => string;

/** How secrets stand in files; each names its key. */
export const wrappings: Readonly<Record<string, Wrap>> = {
  env: (key, secret) => `LEVEL=info\n${upper(key)}=${secret}\nPORT=80`,
  "quoted export": (key, secret) => `export ${upper(key)}="${secret}"`,
  json: (key, secret) => `{"region": "eu", "${key}": "${secret}", "n": 1}`,
  yaml: (key, secret) => `app:\n  ${kebab(key)}: ${secret}\n  n: 1`,
  toml: (key, secret) => `[app]\n${key} = '${secret}' # rotate`,
  header: (key, secret) => `curl -H 'X-${kebab(key)}: ${secret}' https://host.invalid/v1`,
  query: (key, secret) => `GET https://host.invalid/v1?n=1&${key.toLowerCase()}=${encodeURIComponent(secret)}&page=2`,
  "escaped json": (key, secret) => JSON.stringify({ body: JSON.stringify({ [key]: secret, n: 1 }) }),
  diff: (key, secret) => `@@ -1 +1 @@\n-${upper(key)}=\n+${upper(key)}=${secret}`,
  colour: (key, secret) => `\u001b[2m12:00\u001b[0m ${key}: \u001b[32m${secret}\u001b[0m ok`,
  code: (key, secret) => `const ${camel(key)} = "${secret}"; connect(${camel(key)});`,
  log: (key, secret) => `12:00:01 INFO connect ${key}=${secret} took=3ms`,
  table: (key, secret) => `| ${key} | "${key}": "${secret}" | yes |`,
};

/** Wrappings that name no key: only a form of its own gives such a secret away. */
export const bareWrappings: Readonly<Record<string, Wrap>> = {
  prose: (_, secret) => `The old one was ${secret}, please rotate it.`,
  list: (_, secret) => `- ${secret}\n- next`,
  csv: (_, secret) => `1,deploy,"${secret}",ok`,
  base64: (_, secret) => `data: ${base64Of(`user=${secret}\n`)}`,
};

/** Every format in every wrapping that can show it, `times` each. */
export const positives = (seed: string, times: number): readonly Positive[] => {
  const corpus: Positive[] = [];
  for (const format of formats) {
    const wraps = Object.entries(format.keyed === true ? wrappings : { ...wrappings, ...bareWrappings });
    for (const [wrapping, wrap] of wraps) {
      if (wrapping === "base64" && !ENCODED_FORMATS.has(format.name)) continue;
      for (let index = 0; index < times; index++) {
        const secret = format.make(random(`${seed}/${format.name}/${wrapping}/${index}`));
        corpus.push({ format: format.name, wrapping, text: wrap(format.key, secret), secret });
      }
    }
  }
  return [...corpus, ...blocks(seed, times), ...addresses(seed, times)];
};

const ENCODED_FORMATS = new Set(
  "aws id,aws session id,anthropic,openai project,google,github classic,github oauth,github fine,gitlab,slack bot,slack user,stripe,npm,pypi".split(
    ",",
  ),
);

const blocks = (seed: string, times: number): readonly Positive[] =>
  ["RSA ", "EC ", "OPENSSH ", "", "ENCRYPTED "].flatMap((kind) =>
    Array.from({ length: times * 4 }, (_, index): Positive => {
      const by = random(`${seed}/block/${kind}/${index}`);
      const secret = draw(BASE64, 64, by);
      const edge = (word: string): string => ["-----", word, ` ${kind}PRIVATE`, " KEY-----"].join("");
      const lines = [edge("BEGIN"), draw(BASE64, 64, by), secret, `${draw(BASE64, 40, by)}==`, edge("END")];
      const wraps = [
        lines.join("\n"),
        JSON.stringify({ private_key: `${lines.join("\n")}\n` }),
        lines.map((line) => `+    ${line}`).join("\r\n"),
        lines.slice(0, 3).join("\n"),
      ];
      return {
        format: `${kind}private key`,
        wrapping: ["plain", "json", "diff", "truncated"][index % 4] as string,
        text: wraps[index % 4] as string,
        secret,
      };
    }),
  );

const addresses = (seed: string, times: number): readonly Positive[] =>
  ["postgres", "https", "redis", "amqp", "mongodb+srv"].flatMap((scheme) =>
    Array.from({ length: times * 4 }, (_, index): Positive => {
      const secret = draw(`${ALNUM}!*.~`, 14, random(`${seed}/url/${scheme}/${index}`));
      const url = `${scheme}://app:${secret}@db.invalid:5432/main?ssl=1`;
      const wraps = [url, `DATABASE_URL=${url}`, JSON.stringify({ url }), `connecting to <${url}>`];
      return {
        format: `${scheme} url`,
        wrapping: ["plain", "env", "json", "prose"][index % 4] as string,
        text: wraps[index % 4] as string,
        secret,
      };
    }),
  );

const uuid = (by: Random): string => [8, 4, 4, 4, 12].map((length) => draw(HEX, length, by)).join("-");
const word = (by: Random): string => draw(LOWER, 2 + by.below(7), by);

const look: Readonly<Record<string, (by: Random) => string>> = {
  "git log": (by) => `commit ${draw(HEX, 40, by)}\nAuthor: ${word(by)} <${word(by)}@host.invalid>`,
  sha256: (by) => `${draw(HEX, 64, by)}  dist/${word(by)}.tar.gz`,
  sha512: (by) => `SHA512 (${word(by)}.iso) = ${draw(HEX, 128, by)}`,
  "hash key": (by) => `{"password_hash": "${draw(HEX, 64, by)}", "token_hash": "${draw(HEX, 40, by)}"}`,
  "docker digest": (by) => `FROM node@sha256:${draw(HEX, 64, by)}`,
  uuid: (by) => `{"id": "${uuid(by)}", "trace_id": "${uuid(by)}", "session": "${uuid(by)}"}`,
  "uuid token": (by) => `idempotency_token=${uuid(by)}`,
  lockfile: (by) => `"integrity": "sha512-${draw(BASE64, 86, by)}==",`,
  "go sum": (by) => `host.invalid/${word(by)} v1.2.${by.below(90)} h1:${draw(BASE64, 43, by)}=`,
  "pip hash": (by) => `--hash=sha256:${draw(HEX, 64, by)} \\`,
  image: (by) => `![x](data:image/png;base64,iVBORw0KGgo${draw(BASE64, 400 + by.below(800), by)}==)`,
  font: (by) => `src:url(data:font/woff2;base64,d09GMg${draw(BASE64, 1200, by)})`,
  minified: (by) =>
    Array.from(
      { length: 30 },
      () =>
        `function ${draw(LOWER, 2, by)}(e,t){var ${draw(ALNUM.slice(0, 52), 2, by)}=e.${word(by)}||t["${word(by)}"];return ${draw(LOWER, 1, by)}?e.token=t.token:n.key=r(${by.below(99)})}`,
    ).join(";"),
  "minified keys": (by) =>
    `!function(){var e={key:"${word(by)}",token:n,secret:t.secret,password:e.target.value,apiKey:r.apiKey||o(${by.below(9)})};return e}();`,
  placeholder: (by) =>
    `API_KEY=${["changeme", "<your-api-key>", apart("$", "{API_KEY}"), "{{ api_key }}", "xxxxxxxxxxxxxxxxxxxxxxxx", "your-api-key-here", "$API_KEY", "********", "%(api_key)s", "REPLACE_ME_WITH_KEY1"][by.below(10)]}`,
  "placeholder form": (by) => `token = "${apart("gh", "p_")}${["x".repeat(36), "EXAMPLE".repeat(6), "0".repeat(36)][by.below(3)]}"`,
  prose: (by) =>
    `The token: a ${word(by)} that ${word(by)} knows. Password rules: at least 12 characters, one secret: none. Basic ${word(by)} authentication.`,
  "token counts": (by) =>
    `{"max_tokens": ${by.below(9e4)}, "tokens_used": ${by.below(9e6)}, "prompt_tokens": 1200, "token_budget": "12000000"}`,
  code: (by) => `const token = await fetchToken(user.${word(by)}1); const secretName = "${word(by)}-${word(by)}-2"; password: string;`,
  "code flow": (by) =>
    `if (password === form.password2 && token.length >= 32) { apiKey = config.keys[${by.below(9)}]; session_key = keyOf(a1b2c3d4); }`,
  python: (by) => `def login(password: str, token: Optional[str] = None):\n    api_key = os.environ["API_KEY_${by.below(9)}"]`,
  reference: (by) =>
    `password: vault:secret/data/${word(by)}#field1\nsecret_arn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:${word(by)}-a1B2c3`,
  paths: (by) => `private_key: /etc/ssl/${word(by)}2/key1\ntoken_file=/var/run/token-${by.below(99)}\ncredentials: ./${word(by)}.json`,
  slug: (by) => `tasks/${word(by)}-${word(by)}-${word(by)}-${word(by)}-2024-risk-assessment-of-disk-failure`,
  "long names": (by) => `def hf_${word(by)}_hub_download_with_retries(): return npm_config_registry_${word(by)}_url`,
  bearer: (by) => `Authorization: Bearer <token>\nWWW-Authenticate: Bearer realm="${word(by)}"; bearer authentication-required`,
  "public url": (by) =>
    `https://host.invalid:8443/${word(by)}?user=${word(by)}@host.invalid ssh://git@host.invalid/x.git postgres://user:password@localhost/db`,
  "public key": (by) => `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC${draw(BASE64, 300, by)} me@host`,
  certificate: (by) => `${"-----BEGIN"} CERTIFICATE-----\n${draw(BASE64, 64, by)}\n${draw(BASE64, 64, by)}\n-----END CERTIFICATE-----`,
  ulid: (by) => `run=01J${draw("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 23, by)} etag="${draw(HEX, 32, by)}"`,
  timestamps: (by) => `token_expires: 2026-0${1 + by.below(9)}-01T00:00:00Z session_start=2026-01-01T12:00:00 key: 2026-01-02`,
  metrics: (by) =>
    `secret_rotation_days=90 auth_key_count: ${by.below(99)} cookie_max_age=31536000 pass=true bypass=1 tokens_per_second: 133.7`,
  "css and ids": (by) =>
    `.btn--${draw(ALNUM, 6, by)}{} <div class="css-${draw(ALNUM, 7, by)} MuiButton-root-${by.below(999)}" key="row-${by.below(9999)}">`,
  translation: (by) => `"password.label": "Passwort", "token.help": "Ein Token mit 32 Zeichen", "secret": "geheim-${word(by)}"`,
};

/** Things that look like secrets and are none, `times` of each kind. */
export const negatives = (seed: string, times: number): readonly Negative[] =>
  Object.entries(look).flatMap(([kind, make]) =>
    Array.from({ length: times }, (_, index) => ({ kind, text: make(random(`${seed}/${kind}/${index}`)) })),
  );
