/** Shannon entropy of the characters of a text, in bits per character; 0 for an empty one (Shannon 1948). */
export const entropyBits = (text: string): number => {
  const counts = new Map<number, number>();
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};

const WORDS =
  /example|placeholder|redacted|change[-_]?me|(?:^|[-_.])(?:your|my)[-_]|insert|replace|dummy|sample|xxxx|\.\.\.|\*\*\*|0{12}|123456789|abcdefghij/i;

/** Whether a token's body is made up to show the form: few different characters, or words such as `example`, in its first 128. */
export const isFiller = (body: string): boolean => {
  const head = body.slice(0, 128);
  return new Set(head).size < 6 || WORDS.test(head);
};

const REFERENCE =
  /^(?:<.*|\[.*|\{.*|\$[A-Za-z_{(].*|\$\d[a-z]?\$.*|%[({].*|%\w+%|#[0-9a-f]{3,8}|[@&][a-z_]+|\*+|\.+|-+|_+|x+|(?:process|os|env|config|secrets?|vault|ssm|arn|ref\+\w+|file|keyring|op|sops)[.:[].*)$/i;
const PLAIN_WORD =
  /^(?:none|null|nil|undefined|true|false|yes|no|empty|unset|required|optional|hidden|masked|secret|password|passwd|token|string|text|bytes?|default|todo|tbd|test(?:ing)?|admin|root|guest|user|foo(?:bar)?|hunter2|let-?me-?in)\d{0,4}$/i;
const CODE =
  /^[A-Za-z_$][\w$]*(?:(?:\?\.|\.|::|->)[A-Za-z_$][\w$]{0,24})+[;,]?$|[()]|\}=|\w<\w|^(?:this|self|that|cls|super|window|document|module|exports|req|res|ctx|user|data|options|opts|args|params)\.|^[A-Za-z_$][\w$]*\[|^(?:new|await|return|function|lambda|async)\b|=>|\|\||&&|[^=]==+[^=]|!=|\?\?/;
const PLACE =
  /^(?:\.{1,2}|~)?(?:\/[\w.-]{1,20}){1,20}\/?$|^(?:[A-Za-z]:\\|https?:|file:)|^[\w./-]+\.(?:json|ya?ml|toml|txt|md|pem|crt|ts|js|py|go|rs|java|html|env|conf|cfg|ini)$/i;
const DATED = /^\d{4}-\d\d-\d\d|^v?\d+(?:\.\d+){1,3}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DIGEST = /^sha(?:1|224|256|384|512)[-:]|^md5[-:]/i;

/** How much a key says by itself: a password may be short, a token must look drawn at random. */
export type KeyStrength = "password" | "key" | "token";

/**
 * Whether the value of a key that names a secret is one: long enough, drawn rather than written, and none of the forms that
 * stand in for a secret (placeholders, references, paths, code, dates, digests; UUIDs unless the key says key or password).
 */
export const isSecretValue = (value: string, strength: KeyStrength): boolean => {
  if (value.length < (strength === "password" ? 6 : 8) || value.length > 8_192 || /\s/u.test(value)) return false;
  if (REFERENCE.test(value) || PLAIN_WORD.test(value) || CODE.test(value) || PLACE.test(value) || DATED.test(value) || DIGEST.test(value))
    return false;
  if (isFiller(value) && value.length < 200) return false;
  if (UUID.test(value)) return strength !== "token";
  return isDrawn(value, strength);
};

const isDrawn = (value: string, strength: KeyStrength): boolean => {
  const digits = /\d/.test(value);
  const letters = /[A-Za-z]/.test(value);
  if (digits && !letters) return strength === "password" && value.length >= 8;
  const bits = entropyBits(value);
  if (!digits) return isMixed(value, strength) ? bits >= 2.5 : value.length >= 16 && bits >= 3.2 && hasDrawnCase(value);
  return bits >= (value.length >= 16 && strength !== "password" ? 3 : 2.3);
};

/** Letters of both cases with signs between them, as a password without digits is. */
const isMixed = (value: string, strength: KeyStrength): boolean =>
  strength === "password" && /^[!-~]{8,64}$/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && /[!#$%^&*@~+]/.test(value);

/** Letters that change case as often as drawn ones do; names in camel case change less. */
const hasDrawnCase = (value: string): boolean => {
  let changes = 0;
  for (let index = 1; index < value.length; index++) {
    if (/[A-Z]/.test(value.charAt(index)) !== /[A-Z]/.test(value.charAt(index - 1))) changes++;
  }
  return changes >= value.length * 0.34;
};
