import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXIT_CODES, type Exit, exitOfFault, FAULT_EXITS } from "./exit-codes.ts";

const SRC = join(import.meta.dirname, "../..");

/** Words that end no command: codes of the system and signals, BAD_LINE, which answers one line of a seat. */
const ENDS_NOTHING = /^(?:E[A-Z]+|SIG[A-Z]+|BAD_LINE)$/u;
/** What a machine refuses stays in its journal, MCP and models have errors of their own. */
const isOther = (file: string): boolean => /\.test\.ts$|\.laws\.ts$|machine\.ts$|^surfaces\/mcp\/|^models\/|^core\/voices\//u.test(file);

/** Every word in capitals that a source gives as the code of a fault. */
const codesOf = (text: string): readonly string[] =>
  [...text.matchAll(/\bcode\??(?::| =)\s*([^;{},]*)/gu)].flatMap(([, value = ""]) =>
    [...value.matchAll(/"([A-Z][A-Z_]+)"/gu)].map(([, code]) => code as string),
  );

const mapped = Object.values(FAULT_EXITS).flat();

test("every code of every fault has one exit code, and no other code has one", () => {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !isOther(file));
  const said = new Set(files.flatMap((file) => codesOf(readFileSync(join(SRC, file), "utf8"))).filter((code) => !ENDS_NOTHING.test(code)));
  expect([...mapped].sort()).toEqual([...said].sort());
});

test("each ends the process by the code of its row, and a code that nobody knows is a plain failure", () => {
  for (const [exit, codes] of Object.entries(FAULT_EXITS))
    for (const code of codes) expect(exitOfFault(code), code).toBe(EXIT_CODES[exit as Exit].code);
  expect(exitOfFault("NO_SUCH_CODE")).toBe(1);
});
