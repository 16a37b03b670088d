import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { secretPartOf } from "./secret-name.ts";

describe("secretPartOf", () => {
  it("knows the names, endings, parts and folders of credentials", () => {
    const secret =
      ".env a/.ENV .env.local .env.production .netrc .npmrc .pypirc credentials credentials.json id_rsa id_ed25519 id_ecdsa id_dsa config known_hosts authorized_keys .git-credentials x.pem x.KEY x.p12 x.pfx x.keystore x.jks x.asc x.gpg my_token.txt db_secret.yml x_apikey x_api_key.txt prod.env.bak service-account-prod.json .ssh/a .aws/b.txt .gnupg/x .docker/y .kube/z deep/.ssh/notes.md";
    for (const path of secret.split(" ")) expect([path, secretPartOf(path) !== undefined]).toEqual([path, true]);
  });

  it("leaves templates and ordinary files alone", () => {
    const plain =
      ".env.example config.sample x.pem.template my_token.dist env.md bench.csv config.toml keynote.md keys.csv tokens.csv a_tokenizer.json monkey credentials.md docs/config.md environment.ts";
    for (const path of plain.split(" ")) expect([path, secretPartOf(path)]).toEqual([path, undefined]);
  });

  it("is not fooled by what some systems fold away", () => {
    for (const path of [".env.", ".env ", ".env...", ".env::$DATA", ".ENV", "．env", ".ｅｎｖ", ".en\u200bv", "ID_RSA", "a\\.ssh\\b"]) {
      expect([path, secretPartOf(path) !== undefined]).toEqual([path, true]);
    }
  });

  it("law: letter case and position change nothing", () => {
    const name = fc.constantFrom(".env", "id_rsa", "server.pem", "x_secret.txt", "notes.md", "a.csv");
    fc.assert(
      fc.property(name, fc.array(fc.constantFrom("a", "b-c", "d.e"), { maxLength: 3 }), (file, folders) => {
        const path = [...folders, file].join("/");
        expect(secretPartOf(path) === undefined).toBe(secretPartOf(file) === undefined);
        expect(secretPartOf(path.toUpperCase()) === undefined).toBe(secretPartOf(path) === undefined);
      }),
    );
  });
});
