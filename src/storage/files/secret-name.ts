/** Folders that hold credentials: nothing below them is read. */
const FOLDERS = new Set([".ssh", ".aws", ".gnupg", ".docker", ".kube"]);

/** Names of credential files, lower case. */
const NAMES = new Set([
  ".env",
  ".netrc",
  "_netrc",
  ".npmrc",
  ".pypirc",
  ".git-credentials",
  ".htpasswd",
  ".pgpass",
  ".my.cnf",
  ".s3cfg",
  ".boto",
  ".dockercfg",
  ".dockerconfigjson",
  ".vault-token",
  "credentials",
  "credentials.json",
  "id_rsa",
  "id_ed25519",
  "id_ecdsa",
  "id_dsa",
  "config",
  "known_hosts",
  "authorized_keys",
]);

const SUFFIX = /\.(?:pem|key|p12|pfx|keystore|jks|asc|gpg|ppk|kdbx)$/;
/** `_token` but not a tokenizer. */
const PART = /_token(?!i[sz])|_secret|_apikey|_api_key|\.env\./;
const SERVICE_ACCOUNT = /^service[-_.]?account.*\.json$/;
const EXAMPLE = /\.(?:example|template|sample|dist)$/;

/**
 * The part of a path whose name says "credential", or undefined. Compared without letter case and compatibility forms, and
 * without trailing dots, blanks and stream names, which some systems drop when they open a file. Templates
 * (`.example`, `.template`, `.sample`, `.dist`) are allowed. The content of allowed files is still redacted.
 */
export const secretPartOf = (path: string): string | undefined => {
  const parts = path.split(/[/\\]/u).filter((part) => part !== "");
  return parts.find((part, index) => {
    const name = plain(part);
    return FOLDERS.has(name) || (index === parts.length - 1 && isSecretName(name));
  });
};

const plain = (part: string): string =>
  part
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060-\u206f\ufeff\u00ad]/gu, "")
    .toLowerCase()
    .replace(/:.*$/su, "")
    .replace(/[. ]+$/u, "");

const isSecretName = (name: string): boolean =>
  !EXAMPLE.test(name) &&
  (NAMES.has(name) || name.startsWith(".env.") || SUFFIX.test(name) || PART.test(name) || SERVICE_ACCOUNT.test(name));
